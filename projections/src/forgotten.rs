//! Members who asked to be erased: no read model keeps anything of them, whatever comes later.

use std::collections::BTreeSet;

use sqlx::PgConnection;
use uuid::Uuid;

/// Whom a batch is about, and who of them asked to be erased in it.
#[derive(Debug, Default)]
pub(crate) struct Forgotten {
    subjects: BTreeSet<Uuid>,
    asked: BTreeSet<Uuid>,
}

impl Forgotten {
    pub(crate) fn touches(&mut self, subject: Uuid) {
        self.subjects.insert(subject);
    }

    pub(crate) fn asks(&mut self, member: Uuid) {
        self.asked.insert(member);
    }

    /// The last thing a batch does. The read model's table `forgotten` remembers who is gone, so that an event that
    /// comes after leaves nothing behind either, however events are cut into batches. Each of `deletes` takes ids as $1.
    pub(crate) async fn flush(&self, tables: &mut PgConnection, deletes: &[&'static str]) -> Result<(), sqlx::Error> {
        if !self.asked.is_empty() {
            sqlx::query("insert into forgotten (member_id) select * from unnest($1::uuid[]) on conflict do nothing")
                .bind(self.asked.iter().copied().collect::<Vec<_>>())
                .execute(&mut *tables)
                .await?;
        }
        let gone: Vec<Uuid> = sqlx::query_scalar("select member_id from forgotten where member_id = any($1)")
            .bind(self.subjects.iter().copied().collect::<Vec<_>>())
            .fetch_all(&mut *tables)
            .await?;
        for delete in deletes.iter().filter(|_| !gone.is_empty()) {
            sqlx::query(delete).bind(&gone).execute(&mut *tables).await?;
        }
        Ok(())
    }
}
