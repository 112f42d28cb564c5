//! Several messages at once, of different chats.

use std::time::Duration;

use pg::letterbox::{self, Bell, Claimed};
use sha2::{Digest, Sha256};
use tokio::{sync::watch, task::JoinSet, time::sleep};
use tokio_util::sync::CancellationToken;

use super::Conversation;
use crate::chat::{
    ChatError, Incoming,
    reply::{Reply, Voice, keys},
};

/// Each holds a connection while it answers.
const LANES: usize = 6;
/// Rings may get lost, and messages that failed come back without one.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Tried in vain so often, a message gets an apology in place of an answer.
const ATTEMPTS: u32 = 8;
const LONGEST_WAIT: Duration = Duration::from_secs(30);

pub(super) async fn run(conversation: &Conversation, stop: &CancellationToken) {
    let (ring, rung) = watch::channel(());
    let mut lanes = JoinSet::new();
    for _ in 0..LANES {
        lanes.spawn(lane(conversation.clone(), rung.clone(), stop.clone()));
    }
    while !stop.is_cancelled() {
        tokio::select! {
            () = stop.cancelled() => {}
            () = listen(conversation, &ring) => {}
        }
    }
    lanes.join_all().await;
}

/// Passes rings on for as long as the bell works.
async fn listen(conversation: &Conversation, ring: &watch::Sender<()>) {
    match Bell::of_inbox(&conversation.desk.pool).await {
        Ok(mut bell) => loop {
            bell.wait(LOOK_EVERY).await;
            ring.send_replace(());
        },
        Err(error) => {
            tracing::warn!(%error, "the letterbox's bell can't be heard; looking now and then instead");
            sleep(LOOK_EVERY).await;
        }
    }
}

async fn lane(conversation: Conversation, mut rung: watch::Receiver<()>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        rung.mark_unchanged();
        match letterbox::claim(&conversation.desk.pool).await {
            Ok(Some(claimed)) => {
                if let Err(error) = handle(&conversation, claimed).await {
                    tracing::warn!(%error, "an answer could not be put into the letterbox; the message comes again");
                }
            }
            Ok(None) => {
                tokio::select! {
                    () = stop.cancelled() => {}
                    _ = rung.changed() => {}
                    () = sleep(LOOK_EVERY) => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the letterbox can't be read");
                sleep(LOOK_EVERY).await;
            }
        }
    }
}

async fn handle(conversation: &Conversation, claimed: Claimed) -> Result<(), sqlx::Error> {
    let Ok(incoming) = serde_json::from_str::<Incoming>(&claimed.body) else {
        tracing::error!(message = claimed.id, "a message in the letterbox can't be read; it is left unanswered");
        conversation.counters.answer("given-up");
        return claimed.give_up("it can't be read").await;
    };
    let problem = match guarded(conversation, &incoming).await {
        Ok(replies) => {
            conversation.counters.answer("answered");
            return claimed.answer(&written(&replies)).await;
        }
        Err(problem) => problem,
    };
    let code = code(&incoming);
    tracing::warn!(
        message = incoming.id,
        code,
        attempts = claimed.attempts,
        problem,
        "a message could not be answered"
    );
    if claimed.attempts + 1 >= ATTEMPTS {
        conversation.counters.answer("given-up");
        return claimed.answer(&written(&[apology(&incoming, &code)])).await;
    }
    let wait = (Duration::from_millis(250) * 2_u32.pow(claimed.attempts.min(10))).min(LONGEST_WAIT);
    conversation.counters.answer("later");
    claimed.later(&conversation.desk.pool, wait, &problem).await
}

/// A panic over one message must not take the lane with it.
async fn guarded(conversation: &Conversation, incoming: &Incoming) -> Result<Vec<Reply>, String> {
    let (conversation, incoming) = (conversation.clone(), incoming.clone());
    match tokio::spawn(async move { conversation.answer_one(&incoming).await }).await {
        Ok(answered) => answered.map_err(|error: ChatError| error.to_string()),
        Err(broke_off) => Err(broke_off.to_string()),
    }
}

fn written(replies: &[Reply]) -> Vec<String> {
    let write =
        |reply| serde_json::to_string(reply).inspect_err(|error| tracing::error!(%error, "an unwritable reply"));
    replies.iter().filter_map(|reply| write(reply).ok()).collect()
}

/// What the person can name, and the log line that belongs to it.
fn code(incoming: &Incoming) -> String {
    Sha256::digest(&incoming.id).iter().take(3).map(|byte| format!("{byte:02x}")).collect()
}

fn apology(incoming: &Incoming, code: &str) -> Reply {
    let voice = Voice {
        language: incoming.language.unwrap_or(domain::vocabulary::Language::English),
        units: domain::vocabulary::Units::Metric,
    };
    Reply::paragraph(voice.say(keys::TROUBLE, &[("code", code.to_owned().into())]))
}
