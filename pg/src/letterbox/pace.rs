//! What people asked lately, counted once for all processes.

use sqlx::{PgPool, Postgres, Row, Transaction};
use uuid::Uuid;

use crate::begin;

/// What one member asked of a kind. Whoever holds it counts alone.
pub struct Pace {
    transaction: Transaction<'static, Postgres>,
    member: Uuid,
    what: &'static str,
    /// JSON, as it was kept; an empty object at first.
    pub asked: String,
}

/// Takes the count of a member; others who want it wait.
pub async fn pace(pool: &PgPool, member: Uuid, what: &'static str) -> Result<Pace, sqlx::Error> {
    let mut transaction = begin(pool).await?;
    let row = sqlx::query(
        "insert into chat_paces as p (member_id, what) values ($1, $2)
         on conflict (member_id, what) do update set asked_at = now()
         returning p.asked::text, set_config('synchronous_commit', 'off', true)",
    )
    .bind(member)
    .bind(what)
    .fetch_one(&mut *transaction)
    .await?;
    Ok(Pace { asked: row.try_get(0)?, transaction, member, what })
}

impl Pace {
    /// Keeps the new count. A crash of the server may forget the last of it, which does no harm: nobody waits for the disk.
    pub async fn keep(mut self, asked: &str) -> Result<(), sqlx::Error> {
        sqlx::query("update chat_paces set asked = $3::json where member_id = $1 and what = $2")
            .bind(self.member)
            .bind(self.what)
            .bind(asked)
            .execute(&mut *self.transaction)
            .await?;
        self.transaction.commit().await
    }
}
