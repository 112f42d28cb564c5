//! Whoever hands in a command and doesn't wait finds its outcome ready.

use std::{collections::HashSet, time::Duration};

use commands::Outcome;
use nats::Nats;

use crate::{
    DrillError,
    load::{Acknowledged, GATEWAY, Tally},
};

const PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn check(nats: &Nats, tally: &Tally) -> Result<(), DrillError> {
    let mut wanted: HashSet<String> = tally
        .entries()
        .iter()
        .filter(|(_, entry)| entry.acknowledged == Acknowledged::Queued)
        .map(|(id, _)| id.clone())
        .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let mut outcomes = nats.outcomes_for(GATEWAY).await?;
    while !wanted.is_empty() {
        let Ok(message) = tokio::time::timeout(PATIENCE, outcomes.next()).await else {
            let example = wanted.iter().next();
            return Err(DrillError::Broken(format!("{} outcomes never came, {example:?} for one", wanted.len())));
        };
        let message = message?;
        let outcome: Outcome = serde_json::from_slice(message.body())
            .map_err(|error| DrillError::Broken(format!("an outcome can't be read: {error}")))?;
        wanted.remove(&outcome.command_id);
        message.done().await?;
    }
    Ok(())
}
