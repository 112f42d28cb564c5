//! What the tests of all aggregates share: two people, a day, given/when/then.

use cqrs_es::{
    Aggregate,
    test::{AggregateResultValidator, AggregateTestExecutor, TestFramework},
};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use crate::{
    ledger::{Actor, Addressed},
    workout::WorkoutFacts,
};

pub(crate) const ATHLETE: Uuid = Uuid::from_u128(0x0197_f3c0_5a00_7000_8000_0000_0000_a001);
pub(crate) const SOMEBODY_ELSE: Uuid = Uuid::from_u128(0x0197_f3c0_5a00_7000_8000_0000_0000_a002);

/// A Saturday morning.
pub(crate) fn sent_at() -> Timestamp {
    "2025-05-03T08:00:00Z".parse().unwrap()
}

pub(crate) fn day(date: &str) -> Date {
    date.parse().unwrap()
}

/// A run of the same morning.
pub(crate) fn run() -> WorkoutFacts {
    serde_json::from_str(
        r#"{"sport":"run","start":"2025-05-03T06:30:00Z","time_zone":"Europe/Prague","local_date":"2025-05-03",
            "duration":{"elapsed_s":2700},"distance_m":8200,"zone":"z3","rpe":6}"#,
    )
    .unwrap()
}

pub(crate) fn by<C>(subject: Uuid, command: C) -> Addressed<C> {
    Addressed { actor: Actor::Member(subject), subject, sent_at: sent_at(), command }
}

pub(crate) struct Given<A: Aggregate>(AggregateTestExecutor<A>);

pub(crate) fn given<A: Aggregate<Services: Default>>(events: impl IntoIterator<Item = A::Event>) -> Given<A> {
    given_knowing(A::Services::default(), events)
}

/// With what the aggregate has to know beside its own events.
pub(crate) fn given_knowing<A: Aggregate>(known: A::Services, events: impl IntoIterator<Item = A::Event>) -> Given<A> {
    Given(TestFramework::<A>::with(known).given(events.into_iter().collect()))
}

impl<A: Aggregate<Command = Addressed<C>>, C> Given<A> {
    pub(crate) fn when(self, command: C) -> AggregateResultValidator<A> {
        self.when_asked(by(ATHLETE, command))
    }

    pub(crate) fn when_asked(self, asked: Addressed<C>) -> AggregateResultValidator<A> {
        self.0.when(asked)
    }
}
