//! A relay is killed after the stream has stored its batch and before it hears of that; the next one repeats nothing.

use crate::{
    DrillError,
    error::demand,
    late::{Late, What},
    load::Load,
    stage::Stage,
    until::{PATIENCE, until},
};

const BETWEEN_KILLS: u64 = 25;

pub(super) async fn perform(stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
    let proxy = Late::start(&stage.engines.nats().with_token()).await?;
    // The one that every drill begins with has no proxy before it.
    stage.take("relay")?.stop().await?;
    let mut relay = stage.start_with("relay", proxy.address())?;
    for _ in 0..stage.rounds(50, 3) {
        load.moves_on(BETWEEN_KILLS).await?;
        proxy.arm(What::Acknowledgement);
        let held =
            until("an acknowledgement is on its way to the relay", PATIENCE, async || proxy.held().ok_or("none yet"))
                .await?;
        let stored = stage.nats.ledger_state().await?.map_or(0, |state| state.last);
        demand(stored >= held, || format!("position {held} was acknowledged, the stream ends at {stored}"))?;
        let pid = relay.kill().await?;
        stage.fault(&format!("relay {pid} died by SIGKILL, position {held} stored and not yet acknowledged to it"));
        proxy.flow();
        relay = stage.start_with("relay", proxy.address())?;
        goes_on(stage, stored).await?;
    }
    stage.crew.push(relay);
    load.moves_on(BETWEEN_KILLS).await
}

/// Waits until the stream reaches beyond a position.
pub(super) async fn goes_on(stage: &Stage, position: u64) -> Result<u64, DrillError> {
    until("the stream goes on", PATIENCE, async || {
        let last = stage.nats.ledger_state().await?.map_or(0, |state| state.last);
        demand(last > position, || format!("it ends at {last}"))?;
        Ok::<_, DrillError>(last)
    })
    .await
}
