//! What happens in a conversation.

use uuid::Uuid;

use super::{ChatName, MessageId, MessageKind, OpenQuestion};
use crate::{catalogue::events, identity::GatewayName, vocabulary::Text};

events! {
    /// What was said in a month of one member's.
    ConversationEvent of "conversation" {
        /// The member wrote this, or pressed this button.
        MessageReceived "1.0" {
            message_id: MessageId,
            gateway: GatewayName,
            chat: ChatName,
            kind: MessageKind,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            text: Option<Text<4096>>,
        }
        /// This was answered to the message: its beginning in words, the workouts that it put into the log or took out,
        /// and what it asked or closed. Delivering it is the gateway's.
        ReplySent "1.0" {
            message_id: MessageId,
            gateway: GatewayName,
            chat: ChatName,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            text: Option<Text<1000>>,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            logged: Vec<Uuid>,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            undone: Vec<Uuid>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            question: Option<OpenQuestion>,
            #[serde(default, skip_serializing_if = "std::ops::Not::not")]
            closed: bool,
        }
    }
}

impl ConversationEvent {
    /// Where it was said.
    pub const fn place(&self) -> (&GatewayName, &ChatName) {
        let (Self::MessageReceived { gateway, chat, .. } | Self::ReplySent { gateway, chat, .. }) = self;
        (gateway, chat)
    }
}
