//! One command is delivered ten times at once, and ten times more to the next worker after this one was killed: one
//! event, and twenty times the same answer.

use std::time::{Duration, Instant};

use commands::{Bus, BusError, Outcome, Verdict};
use domain::{Command, ledger::CommandEnvelope};
use futures::future::try_join_all;
use nats::Nats;

use super::worker::frozen_with_work_in_hand;
use crate::{
    DrillError,
    error::demand,
    load::{Acknowledged, Load, envelope, log_workout},
    stage::Stage,
    until::{PATIENCE, until},
};

const AT_ONCE: usize = 10;
const ASKS_AGAIN_AFTER: Duration = Duration::from_secs(5);
/// No caller's.
const MEMBERS_FROM: u32 = 1_000_000;

pub(super) async fn perform(stage: &mut Stage, load: &Load) -> Result<(), DrillError> {
    let address = stage.engines.nats().with_token();
    // A door each: whoever shares one with others gets the answer that came for them.
    let buses = try_join_all(
        (0..AT_ONCE).map(|_| async { Ok::<_, DrillError>(Bus::open(Nats::connect(&address, "").await?).await?) }),
    )
    .await?;
    for round in 0..stage.rounds(50, 3) {
        let (subject, command) = log_workout(round);
        let command_id = format!("repeated-{round}");
        let envelope = envelope(&command_id, subject, command)
            .map_err(|error| DrillError::Broken(format!("the drill's own command can't be read: {error}")))?;
        let first = at_once(&buses, &envelope).await?;
        let worker = stage.take("worker")?;
        let in_hand = frozen_with_work_in_hand(stage, &worker).await?;
        let pid = worker.kill().await?;
        let next = stage.start("worker")?;
        stage.crew.push(next);
        let started_at = Instant::now();
        let second = at_once(&buses, &envelope).await?;
        let answered_ms = started_at.elapsed().as_millis();
        demand(first == second, || format!("another answer after the restart: {first:?}, then {second:?}"))?;
        let events = events_of(stage, &command_id).await?;
        demand(events == 1, || format!("{events} events of one command"))?;
        load.tally().acknowledge(command_id, MEMBERS_FROM + round, 0, Acknowledged::Answered(first.verdict));
        stage.fault(&format!(
            "twenty times one answer and one event; worker {pid} died in between with {in_hand} commands in its hands, \
             the next had answered after {answered_ms} ms"
        ));
    }
    load.moves_on(1).await
}

/// Ten at once through ten doors; the one answer that all of them got.
async fn at_once(buses: &[Bus], envelope: &CommandEnvelope<Command>) -> Result<Outcome, DrillError> {
    let outcomes = try_join_all(buses.iter().map(|bus| ask(bus, envelope))).await?;
    let first = outcomes[0].clone();
    demand(outcomes.iter().all(|outcome| *outcome == first), || format!("different answers: {outcomes:?}"))?;
    demand(matches!(first.verdict, Verdict::Accepted { .. }), || format!("not accepted: {first:?}"))?;
    Ok(first)
}

async fn ask(bus: &Bus, envelope: &CommandEnvelope<Command>) -> Result<Outcome, DrillError> {
    until("there is an answer", PATIENCE, async || Ok::<_, BusError>(bus.execute(envelope, ASKS_AGAIN_AFTER).await?))
        .await
}

async fn events_of(stage: &Stage, command_id: &str) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("select count(*) from events where metadata ->> 'command_id' = $1")
        .bind(command_id)
        .fetch_one(&stage.pool)
        .await
}
