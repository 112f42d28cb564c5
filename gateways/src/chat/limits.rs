//! How much one person may ask: a message a second with five at once, and ten plans an hour. One notice, then quiet.
//!
//! Counted by when a message was sent, so that what piled up while nobody answered is not held against its senders.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const AT_ONCE: f64 = 5.0;
const A_SECOND: f64 = 1.0;
const PLANS: usize = 10;
const PLANS_WITHIN: SignedDuration = SignedDuration::from_hours(1);
/// So many messages back, the bucket was full or might as well have been.
const LOOKED_AT: usize = 32;
/// Whoever was quiet for long needs no entry.
const REMEMBERED: usize = 50_000;

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    Welcome,
    /// Too much; told once.
    Notice,
    Quiet,
}

/// Of one process: more of them let correspondingly more pass.
#[derive(Debug, Default)]
pub(super) struct Limits {
    messages: Mutex<HashMap<Uuid, Asked>>,
    plans: Mutex<HashMap<Uuid, Asked>>,
}

/// What one person asked lately and was let pass, by when it was sent. Told again, a message is not counted again.
#[derive(Debug, Default)]
struct Asked {
    admitted: Vec<(Timestamp, String)>,
    told: bool,
}

impl Limits {
    pub(super) fn message(&self, member: Uuid, id: &str, sent_at: Timestamp) -> Admission {
        admit(&self.messages, member, id, sent_at, LOOKED_AT, in_pace)
    }

    pub(super) fn plan(&self, member: Uuid, sent_at: Timestamp) -> Admission {
        admit(&self.plans, member, &sent_at.to_string(), sent_at, PLANS, |asked| {
            let within = |at: &Timestamp| sent_at.duration_since(*at) < PLANS_WITHIN;
            asked.iter().filter(|(at, _)| within(at)).count() <= PLANS
        })
    }
}

/// Takes one more thing asked into account if that keeps to the limit.
fn admit(
    all: &Mutex<HashMap<Uuid, Asked>>,
    member: Uuid,
    id: &str,
    sent_at: Timestamp,
    looked_at: usize,
    keeps_to_limit: impl Fn(&[(Timestamp, String)]) -> bool,
) -> Admission {
    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
    if all.len() > REMEMBERED {
        let is_recent = |(at, _): &(Timestamp, String)| sent_at.duration_since(*at) < PLANS_WITHIN;
        all.retain(|_, asked| asked.admitted.iter().any(is_recent));
    }
    let asked = all.entry(member).or_default();
    if asked.admitted.iter().any(|(_, known)| known == id) {
        return Admission::Welcome;
    }
    let place = asked.admitted.partition_point(|(at, _)| *at <= sent_at);
    asked.admitted.insert(place, (sent_at, id.to_owned()));
    if !keeps_to_limit(&asked.admitted) {
        asked.admitted.remove(place);
        return once(&mut asked.told);
    }
    if asked.admitted.len() > looked_at {
        asked.admitted.remove(0);
    }
    asked.told = false;
    Admission::Welcome
}

/// A bucket that holds so many and is refilled by one a second, whatever order the messages come in.
fn in_pace(asked: &[(Timestamp, String)]) -> bool {
    let (mut left, mut last) = (AT_ONCE, None);
    for (at, _) in asked {
        let passed = last.map_or(0.0, |last| at.duration_since(last).as_secs_f64());
        left = (left + passed * A_SECOND).min(AT_ONCE) - 1.0;
        last = Some(*at);
        if left < 0.0 {
            return false;
        }
    }
    true
}

fn once(told: &mut bool) -> Admission {
    if std::mem::replace(told, true) { Admission::Quiet } else { Admission::Notice }
}

#[cfg(test)]
mod tests {
    use super::{Admission::*, *};
    use jiff::ToSpan;

    const JANA: Uuid = Uuid::from_u128(1);

    fn at(seconds: i64) -> Timestamp {
        "2025-05-03T08:00:00Z".parse::<Timestamp>().unwrap() + seconds.seconds()
    }

    fn say(limits: &Limits, who: Uuid, id: u32, seconds: i64) -> Admission {
        limits.message(who, &id.to_string(), at(seconds))
    }

    #[test]
    fn five_messages_at_once_then_one_a_second_with_one_notice() {
        let limits = Limits::default();
        let at_once: Vec<_> = (0..8).map(|id| say(&limits, JANA, id, 0)).collect();
        assert_eq!(at_once, [Welcome, Welcome, Welcome, Welcome, Welcome, Notice, Quiet, Quiet]);
        assert_eq!(say(&limits, Uuid::from_u128(2), 0, 0), Welcome, "others have a pace of their own");
        assert_eq!([say(&limits, JANA, 10, 1), say(&limits, JANA, 11, 1)], [Welcome, Notice]);
        assert!((2..100).all(|second| say(&limits, JANA, 100 + u32::try_from(second).unwrap(), second) == Welcome));
    }

    #[test]
    fn messages_that_come_late_are_not_held_against_their_sender() {
        let limits = Limits::default();
        assert!((0..50).rev().all(|second| say(&limits, JANA, u32::try_from(second).unwrap(), second) == Welcome));
    }

    #[test]
    fn a_message_tried_again_is_not_counted_again() {
        let limits = Limits::default();
        assert!((0..20).all(|_| say(&limits, JANA, 1, 0) == Welcome));
    }

    #[test]
    fn ten_plans_an_hour() {
        let limits = Limits::default();
        let plan = |seconds| limits.plan(JANA, at(seconds));
        let asked: Vec<_> = (0..12).map(|minute| plan(minute * 60)).collect();
        assert!(asked[..10].iter().all(|admission| *admission == Welcome));
        assert_eq!(asked[10..], [Notice, Quiet]);
        assert_eq!(plan(3600), Welcome);
        assert_eq!(plan(3601), Notice);
    }
}
