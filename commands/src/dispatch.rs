//! Which aggregate a command is for. A new aggregate is a line in `aggregates!`.

use std::{num::NonZeroUsize, sync::Arc};

use domain::{
    Command,
    catalogue::CataloguedEvent,
    conversation::Conversation,
    fatigue_day::FatigueDay,
    identity::Identity,
    ledger::{Addressed, CommandEnvelope},
    member::Member,
    plan::Plan,
    workout::Workout,
};
use nats::Nats;
use sqlx::PgPool;
use tokio::sync::watch;

use crate::{
    Aggregates, Environment, ExecuteError,
    append::{Committer, Receipt},
    cause::Cause,
    execute::Readable,
    knowledge::Gather,
};

/// Recent states kept of a kind of aggregate. A state of most takes about a kilobyte; loading one takes Postgres as long
/// as appending two events.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(16_384).unwrap();
/// A plan holds all its sessions, step by step.
const PLANS_REMEMBERED: NonZeroUsize = NonZeroUsize::new(1024).unwrap();

macro_rules! aggregates {
    ($($field:ident: $aggregate:ident, $remembered:ident);+ $(;)?) => {
        /// Every aggregate of the ledger, ready to take commands.
        pub struct Ledger {
            committer: Committer,
            $($field: Aggregates<$aggregate>,)+
        }

        impl Ledger {
            pub fn new(pool: PgPool, nats: Nats, environment: Environment) -> Arc<Self> {
                let committer = Committer::start(pool.clone(), nats);
                Arc::new(Self {
                    $($field: Aggregates::new(pool.clone(), committer.clone(), environment, $remembered),)+
                    committer,
                })
            }

            /// Carries out a command and gives its receipt: the first one, when it is a repeat.
            pub async fn execute(&self, envelope: &CommandEnvelope<Command>) -> Result<Receipt, ExecuteError> {
                let target = envelope.command.target(envelope.subject);
                let cause = Cause::of(envelope, envelope.command.occurred_at(envelope.sent_at));
                match &envelope.command {
                    $(Command::$aggregate(command) => {
                        let command = Addressed {
                            actor: envelope.actor.clone(),
                            subject: envelope.subject,
                            sent_at: envelope.sent_at,
                            command: command.clone(),
                        };
                        self.$field.execute(&target.aggregate_id, command, &cause).await
                    })+
                }
            }
        }

        $(impl Readable for $aggregate {
            fn decode(event_type: &str, event_version: &str, payload: &str) -> Result<Self::Event, String> {
                Self::Event::decode(event_type, event_version, payload).map_err(|error| error.to_string())
            }

            fn begins(command: &Self::Command) -> bool {
                command.command.begins()
            }

            fn is_costly(command: &Self::Command) -> bool {
                <Self::Services as Gather<_>>::is_costly(command)
            }

            async fn gather(pool: &PgPool, command: &Self::Command) -> Result<Self::Services, ExecuteError> {
                <Self::Services as Gather<_>>::gather(pool, command).await
            }
        })+
    };
}

aggregates! {
    members: Member, REMEMBERED;
    identities: Identity, REMEMBERED;
    workouts: Workout, REMEMBERED;
    fatigue_days: FatigueDay, REMEMBERED;
    plans: Plan, PLANS_REMEMBERED;
    conversations: Conversation, REMEMBERED;
}

impl Ledger {
    /// The last position that this process gave out; changes with each commit.
    pub fn head(&self) -> watch::Receiver<u64> {
        self.committer.head()
    }
}
