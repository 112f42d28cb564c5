//! NATS is killed while commands are handed in, and comes back on the same streams.

use super::postgres::is_gone;
use crate::{DrillError, error::demand, load::Load, stage::Stage};

const BETWEEN_KILLS: u64 = 50;

pub(super) async fn perform(stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
    for _ in 0..stage.rounds(10, 1) {
        load.moves_on(BETWEEN_KILLS).await?;
        let waiting = load.tally().waiting();
        demand(waiting > 0, || "nobody waits for anything".to_owned())?;
        let pid = last_pid(stage)?;
        tokio::task::block_in_place(|| stage.engines.kill_nats())?;
        demand(is_gone(pid), || format!("NATS {pid} was killed and is still there"))?;
        stage.engines.restart_nats().await?;
        let next = last_pid(stage)?;
        demand(next != pid, || format!("NATS still has the pid {pid}"))?;
        stage
            .fault(&format!("NATS {pid} died by SIGKILL while {waiting} callers waited; {next} took over its streams"));
    }
    load.moves_on(BETWEEN_KILLS).await
}

fn last_pid(stage: &Stage) -> Result<u32, DrillError> {
    let pid = stage.engines.pids().last().copied();
    pid.ok_or_else(|| DrillError::Broken("NATS is not ours".to_owned()))
}
