//! One file for each kind of command; here what they share.

mod injuries;
mod onboarding;
mod profile;
mod races;
mod registration;
mod settings;
mod signs;
mod thresholds;

use cqrs_es::test::AggregateResultValidator;

use super::{Member, MemberCommand, MemberError, MemberEvent};
use crate::{
    testing::given,
    vocabulary::{Language, Units},
};

fn registered() -> MemberEvent {
    MemberEvent::MemberRegistered {
        language: Language::English,
        time_zone: "Europe/Prague".parse().unwrap(),
        units: Units::Metric,
        name: None,
        referral: None,
    }
}

/// A member with this history after registering is asked this.
fn when(history: impl IntoIterator<Item = MemberEvent>, command: MemberCommand) -> AggregateResultValidator<Member> {
    given::<Member>(std::iter::once(registered()).chain(history)).when(command)
}

fn command(json: &str) -> MemberCommand {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn event(json: &str) -> MemberEvent {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

#[track_caller]
fn leads_to(history: &[&str], asked: &str, expected: &[&str]) {
    let events = expected.iter().map(|json| event(json)).collect();
    when(history.iter().map(|json| event(json)), command(asked)).then_expect_events(events);
}

#[track_caller]
fn is_refused(history: &[&str], asked: &str, error: MemberError) {
    when(history.iter().map(|json| event(json)), command(asked)).then_expect_error(error);
}
