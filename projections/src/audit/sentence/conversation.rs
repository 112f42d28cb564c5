//! What was said, in words; what exactly stays in the ledger.

use domain::conversation::{ConversationEvent, MessageKind};

pub(super) fn sentence(event: &ConversationEvent) -> String {
    match event {
        ConversationEvent::MessageReceived { message_id, gateway, kind, .. } => {
            let what = match kind {
                MessageKind::Text => "A message",
                MessageKind::Edited => "An edited message",
                MessageKind::Pressed => "A pressed button",
                MessageKind::Unreadable => "Something unreadable",
            };
            format!("{what} came through {gateway}: {message_id}.")
        }
        ConversationEvent::ReplySent { message_id, logged, undone, question, .. } => {
            let asked = question.as_ref().map(|question| format!("asked about {}", question.topic));
            let count = |number: usize, done: &str| match number {
                0 => None,
                1 => Some(format!("{done} a workout")),
                _ => Some(format!("{done} {number} workouts")),
            };
            let parts = [count(logged.len(), "logged"), count(undone.len(), "took back"), asked];
            let did = super::listed(parts);
            let did = if did.is_empty() { String::new() } else { format!(", which {did}") };
            format!("The message {message_id} was answered{did}.")
        }
    }
}
