//! Stream and table hold the same bytes. What an event looks like on the stream is written down here once more, in
//! SQL, so that an error in the ledger's own code can't hide itself.

use std::time::Duration;

use nats::{Follower, Nats};
use sqlx::PgPool;

use crate::{DrillError, error::demand};

const CHUNK: usize = 5_000;
const PATIENCE: Duration = Duration::from_secs(10);

const AS_IT_TRAVELS: &str = r#"
    select position, format(
        '{"position":%s,"event_id":"%s","subject":"%s","aggregate_type":%s,"aggregate_id":%s,"sequence":%s,"event_type":%s,'
        '"event_version":%s,"recorded_at":"%sZ","payload":%s,"metadata":%s}',
        position, event_id, subject, to_json(aggregate_type), to_json(aggregate_id), sequence, to_json(event_type),
        to_json(event_version),
        rtrim(rtrim(to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '0'), '.'),
        payload::text, metadata::text)
    from events where position > $1 order by position limit $2"#;

pub(super) async fn check(pool: &PgPool, nats: &Nats, head: u64) -> Result<(), DrillError> {
    let counted: (i64, Option<i64>, Option<i64>) =
        sqlx::query_as("select count(*), min(position), max(position) from events").fetch_one(pool).await?;
    let last = head.cast_signed();
    demand(counted == (last, Some(1), Some(last)), || format!("{counted:?} (how many, first, last) of {head} events"))?;
    let mut follower = nats.follow_ledger(1).await?;
    let mut position = 0;
    while position < last {
        let rows: Vec<(i64, String)> = sqlx::query_as(AS_IT_TRAVELS)
            .bind(position)
            .bind(i64::try_from(CHUNK).unwrap_or(i64::MAX))
            .fetch_all(pool)
            .await?;
        let bodies = bodies(&mut follower, rows.len()).await?;
        for ((at, text), body) in rows.into_iter().zip(bodies) {
            position += 1;
            demand(at == position, || format!("position {position} is missing in the table: {at} follows"))?;
            demand(text.as_bytes() == body, || {
                format!("position {at} differs: {text} in the table, {} on the stream", String::from_utf8_lossy(&body))
            })?;
        }
    }
    Ok(())
}

async fn bodies(follower: &mut Follower, count: usize) -> Result<Vec<Vec<u8>>, DrillError> {
    let mut bodies = Vec::with_capacity(count);
    while bodies.len() < count {
        let batch = follower.next_batch(count - bodies.len(), PATIENCE).await?;
        demand(!batch.is_empty(), || format!("the stream ends {} events too early", count - bodies.len()))?;
        bodies.extend(batch.into_iter().map(|event| event.body.to_vec()));
    }
    Ok(bodies)
}
