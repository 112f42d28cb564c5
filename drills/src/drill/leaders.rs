//! Two relays and two projectors of each name at once: the one that leads is killed, the other takes over.

use std::time::Instant;

use super::relay::goes_on;
use crate::{
    DrillError,
    load::Load,
    process::Process,
    stage::{Stage, roles},
    until::{PATIENCE, until},
};

const BETWEEN_KILLS: u64 = 25;

pub(super) async fn perform(stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
    let led: Vec<String> = roles().into_iter().filter(|role| role != "worker").collect();
    for role in &led {
        let second = stage.start(role)?;
        stage.crew.push(second);
    }
    for role in led.iter().cycle().take(stage.rounds(51, 3) as usize) {
        load.moves_on(BETWEEN_KILLS).await?;
        let leader = take_leader(stage, role).await?;
        let pid = leader.kill().await?;
        let killed_at = Instant::now();
        let after = wait_for_leader(stage, role).await?;
        let took_ms = killed_at.elapsed().as_millis();
        let next = stage.start(role)?;
        stage.crew.push(next);
        let on_stream = stage.nats.ledger_state().await?.map_or(0, |state| state.last);
        goes_on(stage, on_stream).await?;
        stage.fault(&format!("{role} {pid} died by SIGKILL while it led; {after} took over in {took_ms} ms"));
    }
    load.moves_on(BETWEEN_KILLS).await
}

/// Takes the process of this role that leads out of the crew.
pub(super) async fn take_leader(stage: &mut Stage, role: &str) -> Result<Process, DrillError> {
    let pid = wait_for_leader(stage, role).await?;
    let place = stage.crew.iter().position(|process| process.id() == pid);
    let place = place.ok_or_else(|| DrillError::Broken(format!("{role} {pid} is not in the crew")))?;
    Ok(stage.crew.remove(place))
}

pub(super) async fn wait_for_leader(stage: &Stage, role: &str) -> Result<u32, DrillError> {
    until(&format!("a {role} leads"), PATIENCE, async || {
        let mut crew = stage.crew.iter().filter(|process| process.role() == role);
        crew.find(|process| leads(process)).map(Process::id).ok_or("nobody does")
    })
    .await
}

/// By what it says itself: it took the lead more often than it lost it.
pub(super) fn leads(process: &Process) -> bool {
    let (took, lost): (_, &[&str]) = match process.role() {
        "relay" => ("\"message\":\"relaying\"", &["another relay took over", "the relay was interrupted"]),
        _ => ("this projector leads", &["lost the lead"]),
    };
    let lost: usize = lost.iter().map(|text| process.times_said(text)).sum();
    process.times_said(took) > lost
}
