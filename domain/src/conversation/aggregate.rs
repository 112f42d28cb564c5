//! One month of one member's conversation. It takes everything: what was said was said.

use serde::{Deserialize, Serialize};

use super::{Answered, ConversationCommand, ConversationError, ConversationEvent, MessageId};
use crate::{aggregate::aggregate, ledger::Addressed};

/// More buttons than this are no help to anybody.
const MOST_CHOICES: usize = 20;
/// More workouts than this are in no message.
const MOST_WORKOUTS: usize = 50;

/// What was said last; the rest is in the events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    last: Option<MessageId>,
}

aggregate!(Conversation, ConversationCommand, ConversationEvent, ConversationError);

impl Conversation {
    pub fn decide(&self, asked: Addressed<ConversationCommand>) -> Result<Vec<ConversationEvent>, ConversationError> {
        let ConversationCommand::Record { date: _, message_id, gateway, chat, received, answered } = asked.command;
        within_limits(&answered)?;
        if self.last.as_ref() == Some(&message_id) {
            return Ok(vec![]);
        }
        let Answered { text, logged, undone, question, closed } = answered;
        let received = ConversationEvent::MessageReceived {
            message_id: message_id.clone(),
            gateway: gateway.clone(),
            chat: chat.clone(),
            kind: received.kind,
            text: received.text,
        };
        let sent = ConversationEvent::ReplySent { message_id, gateway, chat, text, logged, undone, question, closed };
        Ok(vec![received, sent])
    }

    fn fold(&mut self, event: ConversationEvent) {
        let (ConversationEvent::MessageReceived { message_id, .. } | ConversationEvent::ReplySent { message_id, .. }) =
            event;
        self.last = Some(message_id);
    }
}

fn within_limits(answered: &Answered) -> Result<(), ConversationError> {
    let too_many = |what, max| Err(ConversationError::TooMany { what, max });
    if answered.question.as_ref().is_some_and(|question| question.choices.len() > MOST_CHOICES) {
        return too_many("choices", MOST_CHOICES);
    }
    if answered.logged.len().max(answered.undone.len()) > MOST_WORKOUTS {
        return too_many("workouts", MOST_WORKOUTS);
    }
    Ok(())
}
