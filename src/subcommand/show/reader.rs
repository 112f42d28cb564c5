//! Whom an answer is about, and how old it may be.

use anyhow::{Context, bail};
use domain::vocabulary::WeekStart;
use gateways::reader::Reader;
use projections::State;
use sqlx::PgPool;
use uuid::Uuid;

/// The member of this id.
pub(crate) async fn reader(pool: &PgPool, subject: Uuid) -> anyhow::Result<Reader> {
    fresh(pool, "members").await?;
    let found = Reader::find(pool, subject).await?;
    found.with_context(|| format!("there is no member {subject}; `paceledger show members` lists everybody"))
}

/// The day with which the member's weeks begin.
pub(crate) async fn week_start(pool: &PgPool, member_id: Uuid) -> anyhow::Result<WeekStart> {
    Ok(pg::member_now(pool, member_id).await?.unwrap_or_default().week_start())
}

/// Refuses a read model that was never filled, and tells when the answer is older than the ledger.
pub(crate) async fn fresh(pool: &PgPool, name: &str) -> anyhow::Result<()> {
    let all = projections::list(pool).await?;
    let version = projections::registry::by_name(name)?.version();
    let live = all.iter().find(|model| model.name == name && model.state == State::Live);
    match live {
        Some(model) if model.version < version => {
            bail!(
                "the read model {name} is an older program's; start `paceledger up`, or `paceledger projections rebuild {name}`"
            )
        }
        Some(model) if model.lag_events > 0 => {
            eprintln!("note: {name} is {} events behind the ledger; `paceledger up` catches up", model.lag_events);
            Ok(())
        }
        Some(_) => Ok(()),
        None => bail!(
            "the read model {name} has not been filled yet; start `paceledger up`, or `paceledger projections rebuild {name}`"
        ),
    }
}
