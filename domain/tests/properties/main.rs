//! What holds for whatever is asked in whatever order.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod commands;
mod events;
mod parts;

use cqrs_es::Aggregate;
use domain::{
    Command, LedgerEvent,
    catalogue::CataloguedEvent,
    fatigue_day::FatigueDay,
    identity::Identity,
    ledger::Addressed,
    member::{Asker, Member},
    workout::Workout,
};
use proptest::prelude::*;

/// What a stream becomes when its commands are asked one after the other, and the events they led to.
struct Told<A: Aggregate> {
    state: A,
    events: Vec<A::Event>,
}

fn tell<A, C>(
    commands: impl IntoIterator<Item = Addressed<C>>,
    decide: impl Fn(&A, Addressed<C>) -> Result<Vec<A::Event>, A::Error>,
) -> Told<A>
where
    A: Aggregate<Command = Addressed<C>>,
    C: Clone,
{
    let mut told = Told { state: A::default(), events: Vec::new() };
    for asked in commands {
        let Ok(events) = decide(&told.state, asked.clone()) else { continue };
        events.iter().cloned().for_each(|event| told.state.apply(event));
        told.events.extend(events);
        let again = decide(&told.state, asked).unwrap_or_default();
        assert!(again.is_empty(), "asked again at once, it led to {again:?}");
    }
    told
}

/// The same stream read back from what is stored of it, and from a snapshot.
fn same_when_read_back<A>(told: &Told<A>)
where
    A: Aggregate<Event: CataloguedEvent> + PartialEq + std::fmt::Debug,
{
    let mut replayed = A::default();
    for event in &told.events {
        let stored = serde_json::to_string(event).unwrap();
        replayed.apply(A::Event::decode(event.name(), event.version(), &stored).unwrap());
    }
    assert_eq!(replayed, told.state);
    let snapshot = serde_json::to_string(&told.state).unwrap();
    assert_eq!(serde_json::from_str::<A>(&snapshot).unwrap(), told.state);
}

proptest! {
    #[test]
    fn an_event_reads_back_as_it_was_written(event in events::ledger()) {
        let stored = event.to_json().unwrap();
        let read = LedgerEvent::decode(event.aggregate_type(), event.event_type(), event.event_version(), &stored);
        let read = read.unwrap();
        prop_assert_eq!(read.to_json().unwrap(), stored);
        prop_assert_eq!(read, event);
    }

    #[test]
    fn a_command_reads_back_as_it_was_written(command in commands::ledger()) {
        let sent = serde_json::to_string(&command).unwrap();
        prop_assert_eq!(serde_json::from_str::<Command>(&sent).unwrap(), command);
    }

    #[test]
    fn no_history_however_odd_breaks_a_member(history in prop::collection::vec(events::member(), 0..30)) {
        let mut member = Member::default();
        history.into_iter().for_each(|event| member.apply(event));
        let snapshot = serde_json::to_string(&member).unwrap();
        prop_assert_eq!(serde_json::from_str::<Member>(&snapshot).unwrap(), member);
    }

    #[test]
    fn no_history_however_odd_breaks_a_workout(history in prop::collection::vec(events::workout(), 0..10)) {
        let mut workout = Workout::default();
        history.into_iter().for_each(|event| workout.apply(event));
        let snapshot = serde_json::to_string(&workout).unwrap();
        prop_assert_eq!(serde_json::from_str::<Workout>(&snapshot).unwrap(), workout);
    }

    #[test]
    fn a_member_is_the_fold_of_its_events(asked in prop::collection::vec(commands::addressed(commands::member()), 0..40)) {
        let register = commands::registration();
        let decide = |member: &Member, asked| member.decide(asked, &Asker::default());
        same_when_read_back(&tell(std::iter::once(register).chain(asked), decide));
    }

    #[test]
    fn a_workout_is_the_fold_of_its_events(asked in prop::collection::vec(commands::addressed(commands::workout()), 0..20)) {
        same_when_read_back(&tell(asked, Workout::decide));
    }

    #[test]
    fn a_day_is_the_fold_of_its_events(asked in prop::collection::vec(commands::addressed(commands::fatigue_day()), 0..20)) {
        same_when_read_back(&tell(asked, FatigueDay::decide));
    }

    #[test]
    fn an_identity_is_the_fold_of_its_events(asked in prop::collection::vec(commands::addressed(commands::identity()), 0..20)) {
        same_when_read_back(&tell(asked, Identity::decide));
    }
}
