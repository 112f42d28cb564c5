//! A command on its way: who wants what, since when, because of what.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who caused a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// A person known to the ledger.
    Member(Uuid),
    /// A program, by the public half of its API token.
    Token(String),
    /// The ledger itself, by the name of the process.
    System(String),
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Member(id) => write!(f, "member:{id}"),
            Self::Token(id) => write!(f, "token:{id}"),
            Self::System(name) => write!(f, "system:{name}"),
        }
    }
}

/// A command and all that is known about it. `C` is the typed command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CommandEnvelope<C> {
    /// Version of this form; a worker refuses a form that it doesn't know.
    pub version: u16,
    /// Derived from the cause, so that the same cause gives the same command however often it is told.
    pub command_id: String,
    pub actor: Actor,
    /// The way it came in: `telegram`, `http`, `terminal`, …
    pub gateway: String,
    /// Whose history this belongs to: a member or a project.
    pub subject: Uuid,
    pub sent_at: Timestamp,
    /// Everything that one message or request set off shares this.
    pub correlation_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causation_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
    pub command: C,
}

impl<C> CommandEnvelope<C> {
    pub const VERSION: u16 = 1;

    /// A command that stands at the beginning of its chain of causes.
    pub fn new(command_id: String, actor: Actor, gateway: &str, subject: Uuid, sent_at: Timestamp, command: C) -> Self {
        Self {
            version: Self::VERSION,
            correlation_id: command_id.clone(),
            command_id,
            actor,
            gateway: gateway.to_owned(),
            subject,
            sent_at,
            causation_id: None,
            traceparent: None,
            command,
        }
    }
}
