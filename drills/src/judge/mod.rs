//! What is held true after every drill, whatever happened in it.
//!
//! - `answers`: every acknowledged command is stored once, as its caller was told.
//! - `outcomes`: who didn't wait finds the outcome ready.
//! - `copies`: stream and table are the same bytes, compared without any of the ledger's own code.
//! - here: the ledger's own verification, the read models, dead letters, parked events.

mod answers;
mod copies;
mod outcomes;

use std::sync::Arc;

use projections::registry;
use tokio_util::sync::CancellationToken;

use crate::{DrillError, error::demand, load::Tally, stage::Stage};

/// How many events the ledger has, when nothing is wrong with it. The processes are still running: they have to come
/// to rest first.
pub(crate) async fn judge(stage: &Stage, tally: &Tally) -> Result<u64, DrillError> {
    stage.quiet().await?;
    let disagreements = tally.disagreements();
    demand(disagreements.is_empty(), || disagreements.join("; "))?;
    let head = pg::head_position(&stage.pool).await?;
    answers::check(&stage.pool, tally).await?;
    outcomes::check(&stage.nats, tally).await?;
    copies::check(&stage.pool, &stage.nats, head).await?;
    let report = commands::verify::verify(&stage.pool, &stage.nats, |_, _| {}).await?;
    demand(report.is_clean() && report.head == head, || format!("verify: {:?}", report.findings))?;
    for model in registry::all() {
        let verification = model.verify(&stage.pool, &CancellationToken::new(), Arc::new(|_| ())).await?;
        demand(verification.is_equal() && verification.position == head, || {
            format!("{} is not what a replay gives: {verification:?}", model.name())
        })?;
        let parked = projections::parked(&stage.pool, model.name()).await?;
        demand(parked.is_empty(), || format!("{} has parked {parked:?}", model.name()))?;
    }
    let dead = commands::dead_letters::count(&stage.pool).await?;
    demand(dead == 0, || format!("{dead} dead letters"))?;
    Ok(head)
}
