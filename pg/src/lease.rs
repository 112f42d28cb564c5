//! Who may do a thing that only one process should do at a time.
//!
//! A lease is a session advisory lock on a connection of its own. It ends with the connection, so a process
//! that dies loses it at once. A process that is merely stopped keeps its connection open; therefore the
//! session is set to end when nothing was asked on it for a while, and the holder asks regularly.
//! A lease is a courtesy, not the protection: every writer is fenced by what it writes.

use std::{collections::BTreeSet, time::Duration};

use sqlx::{Connection, PgConnection, PgPool};
use tokio::time::timeout;

/// The server ends the session of a holder that was silent this long.
const SILENCE: Duration = Duration::from_secs(5);
/// How often a holder shows that it lives.
pub const HEARTBEAT: Duration = Duration::from_secs(1);

/// What is leased: a family (workers, relay, a projector) and a number within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeaseKey {
    family: i32,
}

impl LeaseKey {
    /// One family for each name; equal names meet.
    pub fn named(name: &str) -> Self {
        let hash = name.bytes().fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
        Self { family: hash.cast_signed() }
    }
}

/// A session that can hold any number of a family's slots.
pub struct Lease {
    connection: PgConnection,
    key: LeaseKey,
    held: BTreeSet<i32>,
}

impl Lease {
    /// Opens the session. Holds nothing yet.
    pub async fn open(pool: &PgPool, key: LeaseKey) -> Result<Self, sqlx::Error> {
        let options = pool.connect_options();
        let mut connection = in_time(PgConnection::connect_with(options.as_ref())).await?;
        let silence = sqlx::query("select set_config('idle_session_timeout', $1, false)");
        in_time(silence.bind(SILENCE.as_millis().to_string()).execute(&mut connection)).await?;
        Ok(Self { connection, key, held: BTreeSet::new() })
    }

    /// The slots that this session holds.
    pub fn held(&self) -> &BTreeSet<i32> {
        &self.held
    }

    /// Takes a slot if nobody has it.
    pub async fn try_take(&mut self, slot: i32) -> Result<bool, sqlx::Error> {
        if self.held.contains(&slot) {
            return Ok(true);
        }
        let ask = sqlx::query_scalar("select pg_try_advisory_lock($1, $2)").bind(self.key.family).bind(slot);
        let taken = in_time(ask.fetch_one(&mut self.connection)).await?;
        if taken {
            self.held.insert(slot);
        }
        Ok(taken)
    }

    /// Announces this session among the family's others without keeping anybody out.
    pub async fn join(&mut self, slot: i32) -> Result<(), sqlx::Error> {
        let ask = sqlx::query("select pg_advisory_lock_shared($1, $2)").bind(self.key.family).bind(slot);
        in_time(ask.execute(&mut self.connection)).await.map(drop)
    }

    /// How many sessions have joined at that slot.
    pub async fn joined(&mut self, slot: i32) -> Result<usize, sqlx::Error> {
        let ask = sqlx::query_scalar(
            "select count(*) from pg_locks
             where locktype = 'advisory' and granted and objsubid = 2
               and database = (select oid from pg_database where datname = current_database())
               and classid = $1::int::oid and objid = $2::int::oid",
        )
        .bind(self.key.family)
        .bind(slot);
        let count: i64 = in_time(ask.fetch_one(&mut self.connection)).await?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Gives a slot back.
    pub async fn release(&mut self, slot: i32) -> Result<(), sqlx::Error> {
        if self.held.remove(&slot) {
            let ask = sqlx::query("select pg_advisory_unlock($1, $2)").bind(self.key.family).bind(slot);
            in_time(ask.execute(&mut self.connection)).await?;
        }
        Ok(())
    }

    /// Shows that the holder lives; an error means that everything held is lost.
    pub async fn heartbeat(&mut self) -> Result<(), sqlx::Error> {
        in_time(self.connection.ping()).await
    }

    /// Ends the session and with it everything held.
    pub async fn close(self) {
        // A failure means that the session is gone already, which is what was wanted.
        let _ = in_time(self.connection.close()).await;
    }
}

/// A server that doesn't answer for as long as it would let a holder be silent has let go of everything held; nobody
/// waits for it, least of all somebody who was told to stop.
async fn in_time<T>(ask: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    timeout(SILENCE, ask).await.map_err(|_| sqlx::Error::PoolTimedOut)?
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    use super::*;

    #[tokio::test]
    async fn a_lease_is_not_waited_for_where_the_server_takes_the_connection_and_says_nothing() {
        let mute = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let options = PgConnectOptions::new().host("127.0.0.1").port(mute.local_addr().unwrap().port());
        let pool = PgPoolOptions::new().connect_lazy_with(options);
        let (asked, lease) = (Instant::now(), Lease::open(&pool, LeaseKey::named("relay")));
        let answered = timeout(SILENCE * 6, lease).await.expect("an error in time");
        assert!(matches!(answered, Err(sqlx::Error::PoolTimedOut)) && asked.elapsed() >= SILENCE);
    }
}
