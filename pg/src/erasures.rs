//! Members who were erased, and what is left of them outside the ledger's events.

use domain::{
    LedgerEvent,
    identity::{ExternalId, GatewayName, IdentityEvent},
};
use futures::TryStreamExt;
use sqlx::{PgPool, Row};
use uuid::Uuid;

use crate::{FoldError, folds::event_of};

/// Of whom something is left.
pub async fn unfinished(pool: &PgPool) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar("select member_id from erasures order by member_id").fetch_all(pool).await
}

/// Nothing is left of the member.
pub async fn finished(pool: &PgPool, member: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query("delete from erasures where member_id = $1").bind(member).execute(pool).await.map(drop)
}

/// What erased somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    pub event_id: Uuid,
    /// Everything that the same message or request set off.
    pub correlation_id: String,
}

pub async fn of(pool: &PgPool, member: Uuid) -> Result<Option<Erasure>, sqlx::Error> {
    sqlx::query(
        "select event_id, metadata->>'correlation_id' from events
         where aggregate_type = 'member' and aggregate_id = $1 and event_type = 'MemberForgotten'",
    )
    .bind(member.to_string())
    .try_map(|row: sqlx::postgres::PgRow| {
        Ok(Erasure { event_id: row.try_get(0)?, correlation_id: row.try_get::<Option<_>, _>(1)?.unwrap_or_default() })
    })
    .fetch_optional(pool)
    .await
}

/// An account that is a member's, and since which position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub gateway: GatewayName,
    pub external_id: ExternalId,
    pub claimed_at: u64,
}

/// The accounts that are a member's now.
pub async fn accounts(pool: &PgPool, member: Uuid) -> Result<Vec<Account>, FoldError> {
    // An account passes to somebody else only after its member gave it up, so the member's own last word on it decides.
    let mut rows = sqlx::query(
        "select distinct on (aggregate_id)
                position, aggregate_type, aggregate_id, event_type, event_version, payload
         from events where subject = $1 and aggregate_type = 'identity' order by aggregate_id, position desc",
    )
    .bind(member)
    .fetch(pool);
    let mut accounts = Vec::new();
    while let Some(row) = rows.try_next().await? {
        if let LedgerEvent::Identity(IdentityEvent::IdentityClaimed { gateway, external_id, .. }) = event_of(&row)?.1 {
            let claimed_at = row.try_get::<i64, _>(0)?.unsigned_abs();
            accounts.push(Account { gateway, external_id, claimed_at });
        }
    }
    Ok(accounts)
}
