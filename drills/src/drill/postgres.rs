//! Postgres is killed while commands are being committed, and comes back after its recovery.

use std::{fs, path::Path};

use crate::{
    DrillError,
    error::demand,
    load::Load,
    stage::Stage,
    until::{PATIENCE, until},
};

const BETWEEN_KILLS: u64 = 50;
const RECOVERED: &str = "automatic recovery in progress";

pub(super) async fn perform(stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
    for _ in 0..stage.rounds(10, 1) {
        load.moves_on(BETWEEN_KILLS).await?;
        let (waiting, recoveries) = (load.tally().waiting(), recoveries(stage));
        demand(waiting > 0, || "nobody waits for anything".to_owned())?;
        let pid = first_pid(stage)?;
        tokio::task::block_in_place(|| stage.engines.kill_postgres())?;
        demand(is_gone(pid), || format!("Postgres {pid} was killed and is still there"))?;
        // Commands go on coming in and wait.
        until("commands pile up", PATIENCE, async || {
            let queued = stage.nats.queue_depth().await?;
            demand(queued > 0, || "none queued".to_owned())
        })
        .await?;
        stage.engines.restart_postgres().await?;
        stage.reconnect().await?;
        until("Postgres says that it recovered", PATIENCE, async || {
            demand(self::recoveries(stage) > recoveries, || "it says nothing of the kind".to_owned())
        })
        .await?;
        stage.fault(&format!("Postgres {pid} died by SIGKILL while {waiting} callers waited, and recovered"));
    }
    load.moves_on(BETWEEN_KILLS).await
}

fn first_pid(stage: &Stage) -> Result<u32, DrillError> {
    let pid = stage.engines.pids().first().copied();
    pid.ok_or_else(|| DrillError::Broken("Postgres is not ours".to_owned()))
}

pub(super) fn is_gone(pid: u32) -> bool {
    !Path::new(&format!("/proc/{pid}")).exists()
}

/// What Postgres itself says after an end that it didn't choose.
fn recoveries(stage: &Stage) -> usize {
    let log = fs::read_to_string(stage.folder.join("data/log/postgres.log")).unwrap_or_default();
    log.lines().filter(|line| line.contains(RECOVERED)).count()
}
