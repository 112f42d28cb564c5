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
    messages: Mutex<HashMap<Uuid, Pace>>,
    plans: Mutex<HashMap<Uuid, Plans>>,
}

#[derive(Debug)]
struct Pace {
    left: f64,
    at: Timestamp,
    told: bool,
}

#[derive(Debug, Default)]
struct Plans {
    asked: Vec<Timestamp>,
    told: bool,
}

impl Limits {
    pub(super) fn message(&self, member: Uuid, sent_at: Timestamp) -> Admission {
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        if messages.len() > REMEMBERED {
            messages.retain(|_, pace| sent_at.duration_since(pace.at) < SignedDuration::from_mins(1));
        }
        let pace = messages.entry(member).or_insert(Pace { left: AT_ONCE, at: sent_at, told: false });
        let passed = sent_at.duration_since(pace.at).as_secs_f64().max(0.0);
        pace.left = (pace.left + passed * A_SECOND).min(AT_ONCE);
        pace.at = pace.at.max(sent_at);
        if pace.left >= 1.0 {
            pace.left -= 1.0;
            pace.told = false;
            return Admission::Welcome;
        }
        once(&mut pace.told)
    }

    pub(super) fn plan(&self, member: Uuid, sent_at: Timestamp) -> Admission {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if plans.len() > REMEMBERED {
            plans.retain(|_, plans| plans.asked.iter().any(|&at| sent_at.duration_since(at) < PLANS_WITHIN));
        }
        let plans = plans.entry(member).or_default();
        plans.asked.retain(|&at| sent_at.duration_since(at) < PLANS_WITHIN);
        if plans.asked.len() < PLANS {
            plans.asked.push(sent_at);
            plans.told = false;
            return Admission::Welcome;
        }
        once(&mut plans.told)
    }
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

    #[test]
    fn five_messages_at_once_then_one_a_second_with_one_notice() {
        let limits = Limits::default();
        let at_once: Vec<_> = (0..8).map(|_| limits.message(JANA, at(0))).collect();
        assert_eq!(at_once, [Welcome, Welcome, Welcome, Welcome, Welcome, Notice, Quiet, Quiet]);
        assert_eq!(limits.message(Uuid::from_u128(2), at(0)), Welcome, "others have a pace of their own");
        assert_eq!([limits.message(JANA, at(1)), limits.message(JANA, at(1))], [Welcome, Notice]);
        assert!((2..100).all(|second| limits.message(JANA, at(second)) == Welcome));
    }

    #[test]
    fn a_message_that_comes_late_is_not_held_against_its_sender() {
        let limits = Limits::default();
        assert!((0..50).rev().step_by(10).all(|second| limits.message(JANA, at(second)) == Welcome));
    }

    #[test]
    fn ten_plans_an_hour() {
        let limits = Limits::default();
        let asked: Vec<_> = (0..12).map(|minute| limits.plan(JANA, at(minute * 60))).collect();
        assert!(asked[..10].iter().all(|admission| *admission == Welcome));
        assert_eq!(asked[10..], [Notice, Quiet]);
        assert_eq!(limits.plan(JANA, at(3600)), Welcome);
        assert_eq!(limits.plan(JANA, at(3601)), Notice);
    }
}
