//! Many write at once while two read by position, one out of the table and one along the stream: neither misses an
//! event, sees one twice or sees two out of order.

use std::time::Duration;

use nats::Nats;
use pg::EventFilter;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use crate::{DrillError, Form, error::demand, load::Load, stage::Stage};

const AT_ONCE: usize = 500;
/// Often enough to look in the middle of everything, and leaves the processor to the writers.
const BETWEEN_LOOKS: Duration = Duration::from_millis(2);
const PATIENCE: Duration = Duration::from_millis(200);

pub(super) async fn perform(stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
    let written_for = match stage.form() {
        Form::Short => Duration::from_secs(3),
        Form::Long => Duration::from_secs(20),
    };
    // Two committers compete for the head of the ledger then.
    let second = stage.start("worker")?;
    stage.crew.push(second);
    let stop = CancellationToken::new();
    let table = tokio::spawn(read_table(stage.pool.clone(), stop.clone()));
    let stream = tokio::spawn(read_stream(stage.nats.clone(), stop.clone()));
    tokio::time::sleep(written_for).await;
    stop.cancel();
    let (in_table, looks) = table.await??;
    let on_stream = stream.await??;
    demand(in_table > 0 && on_stream > 0, || format!("{in_table} and {on_stream} events were read"))?;
    let writers = load.tally().waiting();
    stage.fault(&format!("{writers} writers at once"));
    stage.figure(format!(
        "the table's reader saw 1 to {in_table} in order in {looks} looks, the stream's 1 to {on_stream}"
    ));
    Ok(())
}

/// The last position seen, and how often it looked.
async fn read_table(pool: PgPool, stop: CancellationToken) -> Result<(u64, u64), DrillError> {
    let (mut position, mut looks) = (0, 0);
    while !stop.is_cancelled() {
        let events = pg::events_after(&pool, position, AT_ONCE, &EventFilter::default()).await?;
        looks += 1;
        for event in &events {
            demand(event.position == position + 1, || format!("the table showed {} after {position}", event.position))?;
            position = event.position;
        }
        if events.is_empty() {
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }
    Ok((position, looks))
}

/// The follower itself refuses a gap in the stream's own numbers; the events' positions are looked at here.
async fn read_stream(nats: Nats, stop: CancellationToken) -> Result<u64, DrillError> {
    let mut follower = nats.follow_ledger(1).await?;
    let mut position = 0;
    while !stop.is_cancelled() {
        for event in follower.next_batch(AT_ONCE, PATIENCE).await? {
            let body: serde_json::Value = serde_json::from_slice(&event.body)
                .map_err(|error| DrillError::Broken(format!("an event on the stream can't be read: {error}")))?;
            let (at, inside) = (event.position, body["position"].as_u64());
            demand(at == position + 1 && inside == Some(at), || {
                format!("the stream showed {at} ({inside:?} inside) after {position}")
            })?;
            position = at;
        }
    }
    Ok(position)
}
