//! What every answer is made with: the way to the write side, the way to the read side, and who is asking.

use std::time::Duration;

use commands::{Bus, BusError, Outcome, Verdict};
use domain::{
    Command,
    conversation::Talk,
    ledger::{Actor, CommandEnvelope, Rejection},
    member::Member,
    vocabulary::{Language, TimeZoneName, Units},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use projections::{Freshness, NotFresh};
use sqlx::PgPool;
use uuid::Uuid;

use super::{Content, Incoming, parse::Context, reply::Voice};

/// A command that has no outcome after this long is still on its way; whoever asked hears that.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// How long an answer waits for a read model to show what was just written.
const FRESH_WITHIN: Duration = Duration::from_secs(5);

/// One for each process; cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub pool: PgPool,
    pub bus: Bus,
    pub freshness: Freshness,
}

/// Who asks, and when: everything an answer may depend on beside the ledger.
#[derive(Debug, Clone)]
pub struct Asker<'a> {
    pub member_id: Uuid,
    pub member: &'a Member,
    pub voice: Voice,
    pub zone: TimeZone,
    pub now: Timestamp,
    /// The member's local day.
    pub today: Date,
    pub incoming: &'a Incoming,
    /// Where the conversation stood before this message.
    pub talk: &'a Talk,
}

impl<'a> Asker<'a> {
    /// What their words are read with. A gateway takes our own name out of them.
    pub const fn context(&self) -> Context<'static> {
        Context { today: self.today, units: self.voice.units, language: self.voice.language, bot: None }
    }

    /// The message as its gateway knows it, whatever happens to it later: edited, it is the same.
    pub fn origin(&self) -> String {
        let Incoming { gateway, chat, id, content, .. } = self.incoming;
        match content {
            Content::Text { message, .. } | Content::Edited { message, .. } | Content::Unreadable { message } => {
                format!("{gateway}:{chat}:{message}")
            }
            Content::Pressed { .. } => id.clone(),
        }
    }

    /// The same person as something they have just chosen made them.
    #[must_use]
    pub fn with<'b>(&self, member: &'b Member) -> Asker<'b>
    where
        'a: 'b,
    {
        Asker::of(member, self.member_id, self.incoming, self.talk)
    }

    /// Before the registration, what their program says of them has to do.
    pub fn of(member: &'a Member, member_id: Uuid, incoming: &'a Incoming, talk: &'a Talk) -> Self {
        let language = member.language().or(incoming.language).unwrap_or(Language::English);
        let zone = member.time_zone().and_then(TimeZoneName::time_zone).unwrap_or(TimeZone::UTC);
        let now = incoming.sent_at;
        Self {
            member_id,
            member,
            voice: Voice { language, units: member.units().unwrap_or(Units::Metric) },
            today: now.to_zoned(zone.clone()).date(),
            zone,
            now,
            incoming,
            talk,
        }
    }
}

/// Why there is no answer. A rejection is an answer, and is no error.
#[derive(Debug, thiserror::Error)]
pub enum ChatError {
    #[error(transparent)]
    Bus(#[from] BusError),
    #[error("the command {command_id} could not be carried out: {reason}")]
    Failed { command_id: String, reason: String },
    #[error(transparent)]
    NotFresh(#[from] NotFresh),
    #[error(transparent)]
    Fold(#[from] pg::FoldError),
    #[error("the picture can't be drawn: {0}")]
    Picture(String),
    #[error("the document can't be written: {0}")]
    Document(#[from] serde_json::Error),
    #[error("{0} can't be; this is a fault of the program")]
    Unthinkable(&'static str),
    #[error("Postgres: {0}")]
    Store(#[from] sqlx::Error),
}

impl Desk {
    /// Carries out one of the commands that a message leads to. `step` names it among them: told again, the same
    /// message leads to the same commands, which count once. The position is where the ledger had it at the latest.
    pub async fn order(
        &self,
        asker: &Asker<'_>,
        step: &str,
        command: Command,
    ) -> Result<Result<u64, Rejection>, ChatError> {
        let incoming = asker.incoming;
        let envelope = CommandEnvelope {
            correlation_id: incoming.id.clone(),
            ..CommandEnvelope::new(
                format!("{}:{step}", incoming.id),
                Actor::Member(asker.member_id),
                incoming.gateway.as_str(),
                asker.member_id,
                incoming.sent_at,
                command,
            )
        };
        let Outcome { command_id, verdict, .. } = self.bus.execute(&envelope, PATIENCE).await?;
        match verdict {
            Verdict::Accepted { last_position, .. } => Ok(Ok(last_position.unwrap_or_default())),
            Verdict::Rejected(rejection) => Ok(Err(rejection)),
            Verdict::Failed { reason } => Err(ChatError::Failed { command_id, reason }),
        }
    }

    /// Waits until a read model shows what was written up to `position`.
    pub async fn fresh(&self, read_model: &str, position: u64) -> Result<(), ChatError> {
        self.freshness.wait_for(read_model, position, FRESH_WITHIN).await?;
        Ok(())
    }
}
