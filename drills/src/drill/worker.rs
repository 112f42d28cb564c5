//! A worker is killed while commands are in its hands; the next one goes on where it stopped.

use crate::{
    DrillError,
    error::{broker, demand},
    load::Load,
    process::Process,
    stage::Stage,
    until::{PATIENCE, until},
};

const BETWEEN_KILLS: u64 = 25;

pub(super) async fn perform(stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
    let rounds = stage.rounds(50, 3);
    for _ in 0..rounds {
        load.moves_on(BETWEEN_KILLS).await?;
        let worker = stage.take("worker")?;
        let in_hand = frozen_with_work_in_hand(stage, &worker).await?;
        let pid = worker.kill().await?;
        stage.fault(&format!("worker {pid} died by SIGKILL with {in_hand} commands in its hands"));
        let next = stage.start("worker")?;
        stage.crew.push(next);
    }
    load.moves_on(BETWEEN_KILLS).await
}

/// A frozen process can't finish anything between the look and the kill.
pub(super) async fn frozen_with_work_in_hand(stage: &Stage, worker: &Process) -> Result<usize, DrillError> {
    let queue = stage.queue();
    until("the worker is caught with work in its hands", PATIENCE, async || {
        worker.freeze().await?;
        let in_hand = stage.broker.in_hand(&queue).await.map_err(broker);
        if !matches!(in_hand, Ok(1..)) {
            worker.thaw();
        }
        let in_hand = in_hand?;
        demand(in_hand > 0, || "nothing in its hands".to_owned())?;
        Ok::<_, DrillError>(in_hand)
    })
    .await
}
