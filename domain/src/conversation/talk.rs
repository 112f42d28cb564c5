//! What the latest part of a conversation leaves open.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{ConversationEvent, MessageId, OpenQuestion};

/// Where a conversation stands for whoever answers the next message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Talk {
    question: Option<OpenQuestion>,
    /// The message that was answered with it.
    asked_to: Option<MessageId>,
    /// By chat, in order.
    logged: Vec<(String, Vec<Uuid>)>,
    undone: BTreeSet<Uuid>,
}

impl Talk {
    /// Where it stood before a message, whether that has been answered since or not: answered again after a crash, it
    /// meets the same question.
    pub fn before<'e>(message_id: &str, events: impl IntoIterator<Item = &'e ConversationEvent>) -> Self {
        let mut talk = Self::default();
        for event in events {
            if let ConversationEvent::ReplySent { message_id: answered, chat, logged, undone, question, closed, .. } =
                event
                && answered.as_str() != message_id
            {
                if question.is_some() || *closed {
                    talk.question.clone_from(question);
                    talk.asked_to = question.is_some().then(|| answered.clone());
                }
                if !logged.is_empty() {
                    talk.logged.push((chat.to_string(), logged.clone()));
                }
                talk.undone.extend(undone);
            }
        }
        talk
    }

    /// What was asked and is not answered yet.
    pub const fn question(&self) -> Option<&OpenQuestion> {
        self.question.as_ref()
    }

    /// The message that the open question was the answer to: no other question is known by it.
    pub const fn asked_to(&self) -> Option<&MessageId> {
        self.asked_to.as_ref()
    }

    /// The workouts that this chat logged last and that are still in the log.
    pub fn last_logged(&self, chat: &str) -> Vec<Uuid> {
        let standing = |(_, workouts): &(String, Vec<Uuid>)| -> Vec<Uuid> {
            workouts.iter().copied().filter(|workout| !self.undone.contains(workout)).collect()
        };
        let of_chat = self.logged.iter().rev().filter(|(logged_in, _)| logged_in == chat);
        of_chat.map(standing).find(|workouts| !workouts.is_empty()).unwrap_or_default()
    }
}
