//! What can be asked of a conversation. The member is the subject of the envelope.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ChatName, MessageId, MessageKind, OpenQuestion};
use crate::{identity::GatewayName, vocabulary::Text};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ConversationCommand {
    /// Keeps a message and its answer.
    Record {
        /// The member's local day, which says the month.
        date: Date,
        message_id: MessageId,
        gateway: GatewayName,
        chat: ChatName,
        received: Received,
        answered: Answered,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Received {
    pub kind: MessageKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text<4096>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text<1000>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub logged: Vec<Uuid>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undone: Vec<Uuid>,
    /// What is asked now; an earlier question is closed by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<OpenQuestion>,
    /// Whether nothing is asked any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

impl ConversationCommand {
    /// The day that says the month.
    pub const fn date(&self) -> Date {
        let Self::Record { date, .. } = self;
        *date
    }

    /// Most months have begun.
    pub const fn begins(&self) -> bool {
        false
    }
}
