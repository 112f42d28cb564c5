//! The ledger's stream is deleted under the live system, and so is every consumer of the command queue.

use super::relay::goes_on;
use crate::{
    DrillError,
    error::{broker, demand},
    load::Load,
    stage::Stage,
    until::{PATIENCE, until},
};

const BETWEEN_DELETIONS: u64 = 50;

pub(super) async fn perform(stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
    let (ledger, queue) = (stage.nats.names().ledger_stream(), stage.queue());
    for _ in 0..stage.rounds(10, 1) {
        load.moves_on(BETWEEN_DELETIONS).await?;
        goes_on(stage, 0).await?;
        let events = stage.broker.delete_stream(&ledger).await.map_err(broker)?;
        demand(events > 0, || "there was nothing on the stream".to_owned())?;
        goes_on(stage, events).await?;
        stage.fault(&format!("the stream was deleted with {events} events on it, and filled again beyond them"));
        load.moves_on(BETWEEN_DELETIONS).await?;
        let consumers = stage.broker.delete_consumers(&queue).await.map_err(broker)?;
        demand(consumers > 0, || "the queue had no consumers".to_owned())?;
        until("the workers take their buckets anew", PATIENCE, async || {
            let count = stage.broker.consumers(&queue).await.map_err(broker)?;
            demand(count == consumers, || format!("{count} of {consumers} consumers"))
        })
        .await?;
        stage.fault(&format!("{consumers} consumers of the command queue were deleted, and made anew"));
    }
    load.moves_on(BETWEEN_DELETIONS).await
}
