//! What a person sent, whatever gateway brought it.

use domain::{
    identity::{ExternalId, GatewayName},
    vocabulary::{Language, Text},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::reply::Press;

/// One message, press or edit. It is kept until it is answered, so it has a form that can be written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incoming {
    /// The same for every delivery of the same thing, and for nothing else: `telegram:<bot>:<update_id>`. Commands get
    /// their ids from it.
    pub id: String,
    pub gateway: GatewayName,
    /// Who sent it, as the gateway knows them.
    pub sender: ExternalId,
    /// Where the answer goes, as the gateway knows it.
    pub chat: String,
    pub place: Place,
    pub sent_at: Timestamp,
    /// What the sender's program speaks, if it says so: a first guess.
    pub language: Option<Language>,
    /// What the sender is called there: a first guess.
    pub name: Option<Text<100>>,
    pub content: Content,
}

/// Who else reads the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Nobody.
    Private,
    /// Everybody in it: nothing personal is said here.
    Group,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Content {
    /// `message` is the gateway's name of the message within its chat.
    Text { message: String, text: String },
    /// The text of an earlier message is now this. What it calls today is the day on which it was sent first.
    Edited {
        message: String,
        text: String,
        #[serde(default)]
        first_sent_at: Option<Timestamp>,
    },
    /// A button under one of our answers was pressed.
    Pressed { press: Press },
    /// Something that can't be read: a sticker, a voice message. The sender is told so.
    Unreadable { message: String },
}
