//! One command from the queue to its outcome. Whatever happens on the way, it ends in exactly one of three:
//! a receipt, a dead letter, or the queue again.

use std::{panic::AssertUnwindSafe, time::Duration};

use domain::{Command, ledger::CommandEnvelope};
use futures::FutureExt;
use nats::QueuedCommand;
use serde::Deserialize;
use tokio::time::{MissedTickBehavior, interval, sleep};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::Worker;
use crate::{
    ExecuteError, Outcome, Verdict,
    append::{AppendError, receipt_of},
    bus::LONGEST_ID,
    dead_letters,
};

/// A command that fails for reasons of its own is tried this often.
const ATTEMPTS: u32 = 5;
/// A command that was handed out this often without an end probably ends the worker each time.
const DELIVERIES: i64 = 20;
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);
const LAST_MOMENT: Duration = Duration::from_secs(5);

type Envelope = CommandEnvelope<Command>;

/// Why an attempt came to nothing.
enum Trouble {
    /// Not the command's fault: it will pass.
    Passing(String),
    /// The command's own.
    Lasting(String),
    /// The command's own, and the same however often it is tried.
    Final(String),
}

pub(super) async fn carry_out(worker: &Worker, queued: &QueuedCommand, stop: &CancellationToken) {
    tokio::select! {
        () = settle(worker, queued) => (),
        () = show_signs_of_life(queued) => (),
        () = time_is_up(stop) => tracing::warn!("a command goes back to the queue: there is no time left for it"),
    }
}

/// Once told to stop, a command in hand may still come to its end, but trouble isn't waited out any more.
async fn time_is_up(stop: &CancellationToken) {
    stop.cancelled().await;
    sleep(LAST_MOMENT).await;
}

/// While a command takes long, nobody else should be given it.
async fn show_signs_of_life(queued: &QueuedCommand) {
    let mut tick = interval(SIGN_OF_LIFE);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tick.tick().await;
    loop {
        tick.tick().await;
        // If it can't be said, the command is handed out twice, which its receipt answers.
        let _ = queued.still_working().await;
    }
}

async fn settle(worker: &Worker, queued: &QueuedCommand) {
    let outcome = match read(queued) {
        Ok(envelope) => Some((to_an_end(worker, queued, &envelope).await, envelope.gateway)),
        Err(reason) => {
            let known = serde_json::from_slice::<Legible>(queued.body()).unwrap_or_default();
            let command_id = known.command_id.as_deref().unwrap_or("unreadable");
            bury(worker, queued, command_id, known.subject, &reason, queued.deliveries()).await;
            None
        }
    };
    if let Some((outcome, gateway)) = outcome {
        deliver(worker, queued, &outcome, &gateway).await;
    }
    if let Err(error) = queued.done().await {
        tracing::warn!(%error, "a command that was carried out will be handed out again");
    }
}

/// What can be read of an envelope that this program doesn't know; a newer one may carry it out.
#[derive(Default, Deserialize)]
struct Legible {
    command_id: Option<String>,
    subject: Option<Uuid>,
}

fn read(queued: &QueuedCommand) -> Result<Envelope, String> {
    let envelope: Envelope = serde_json::from_slice(queued.body()).map_err(|error| error.to_string())?;
    crate::bus::check(&envelope).map_err(|error| error.to_string())?;
    Ok(envelope)
}

/// Tries until there is an outcome. Passing trouble is waited out for as long as it takes: the command is safe on the queue.
async fn to_an_end(worker: &Worker, queued: &QueuedCommand, envelope: &Envelope) -> Outcome {
    let span =
        tracing::info_span!("command", command_id = %envelope.command_id, correlation_id = %envelope.correlation_id);
    let mut failures = 0;
    let mut pause = FIRST_PAUSE;
    loop {
        let attempt = if queued.deliveries() > DELIVERIES {
            last_look(worker, queued, envelope).await
        } else {
            attempt(worker, envelope).await
        };
        match attempt {
            Ok(verdict) => return Outcome::new(envelope, verdict),
            Err(Trouble::Passing(reason)) => {
                tracing::warn!(parent: &span, %reason, "a command waits for the trouble to pass");
            }
            Err(Trouble::Lasting(reason)) if failures + 1 < ATTEMPTS => {
                failures += 1;
                tracing::error!(parent: &span, %reason, failures, "a command failed and is tried again");
            }
            Err(Trouble::Lasting(reason) | Trouble::Final(reason)) => {
                tracing::error!(parent: &span, %reason, "a command failed and is set aside");
                let attempts = queued.deliveries().max(i64::from(failures + 1));
                bury(worker, queued, &envelope.command_id, Some(envelope.subject), &reason, attempts).await;
                return Outcome::new(envelope, Verdict::Failed { reason });
            }
        }
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn attempt(worker: &Worker, envelope: &Envelope) -> Result<Verdict, Trouble> {
    match AssertUnwindSafe(worker.ledger.execute(envelope)).catch_unwind().await {
        Ok(Ok(receipt)) => Ok(receipt.into()),
        Ok(Err(ExecuteError::Append(AppendError::Unavailable(reason) | AppendError::StreamAhead(reason)))) => {
            Err(Trouble::Passing(reason))
        }
        Ok(Err(error @ ExecuteError::Append(AppendError::TooLarge { .. } | AppendError::Refused(_)))) => {
            Err(Trouble::Final(error.to_string()))
        }
        Ok(Err(error)) => Err(Trouble::Lasting(error.to_string())),
        Err(_) => Err(Trouble::Lasting("the program broke off; the log says where".to_owned())),
    }
}

/// Nobody lived to see the end of this command, but it may have come to one.
async fn last_look(worker: &Worker, queued: &QueuedCommand, envelope: &Envelope) -> Result<Verdict, Trouble> {
    match receipt_of(&worker.pool, &envelope.command_id).await {
        Ok(Some(receipt)) => Ok(receipt.into()),
        Ok(None) => Err(Trouble::Final(format!("handed out {} times without an end", queued.deliveries()))),
        Err(error) => Err(Trouble::Passing(error.to_string())),
    }
}

/// Keeps the command among the dead letters, for as long as that takes.
async fn bury(
    worker: &Worker,
    queued: &QueuedCommand,
    command_id: &str,
    subject: Option<Uuid>,
    reason: &str,
    attempts: i64,
) {
    // Bytes that aren't text can't have come from a gateway of ours; what is legible of them is kept. Postgres takes no NUL.
    let text = String::from_utf8_lossy(queued.body()).replace('\0', "\u{fffd}");
    let reason = reason.replace('\0', "\u{fffd}");
    // Whoever filled the queue may have written anything there, and no index of Postgres takes a key of any length.
    let command_id = &command_id.replace('\0', "\u{fffd}").chars().take(LONGEST_ID).collect::<String>();
    while let Err(error) = dead_letters::keep(&worker.pool, command_id, subject, &text, &reason, attempts).await {
        tracing::warn!(%error, "a dead letter can't be kept yet");
        sleep(LONGEST_PAUSE).await;
    }
}

/// Hands the outcome to whoever waits for it, or keeps it for the gateway it came through.
async fn deliver(worker: &Worker, queued: &QueuedCommand, outcome: &Outcome, gateway: &str) {
    let Ok(body) = serde_json::to_vec(outcome) else { return };
    match queued.reply() {
        // A caller that is not there any more asks again, and its command's receipt answers.
        Some(inbox) => {
            let _ = worker.nats.reply(inbox, body.into()).await;
        }
        None => {
            while let Err(error) = worker.nats.keep_outcome(gateway, body.clone().into()).await {
                tracing::warn!(%error, "an outcome can't be kept yet");
                sleep(FIRST_PAUSE).await;
            }
        }
    }
}
