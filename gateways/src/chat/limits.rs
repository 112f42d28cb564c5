//! How much one person may ask: a message a second with five at once, and ten plans an hour. One notice, then quiet.
//!
//! Counted by when a message was sent, so that what piled up while nobody answered is not held against its senders; and
//! counted once for all processes, in the letterbox.

use jiff::{SignedDuration, Timestamp};
use pg::letterbox;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use uuid::Uuid;

use super::ChatError;

const AT_ONCE: f64 = 5.0;
const A_SECOND: f64 = 1.0;
const PLANS: usize = 10;
const PLANS_WITHIN: SignedDuration = SignedDuration::from_hours(1);
/// So many messages back, the bucket was full or might as well have been.
const LOOKED_AT: usize = 32;

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    Welcome,
    /// Too much; told once.
    Notice,
    Quiet,
}

pub(super) async fn message(pool: &PgPool, member: Uuid, id: &str, sent_at: Timestamp) -> Result<Admission, ChatError> {
    count(pool, member, "messages", |asked| asked.message(id, sent_at)).await
}

pub(super) async fn plan(pool: &PgPool, member: Uuid, id: &str, sent_at: Timestamp) -> Result<Admission, ChatError> {
    count(pool, member, "plans", |asked| asked.plan(id, sent_at)).await
}

/// What can't be read was written by another version, and counts for nothing.
async fn count(
    pool: &PgPool,
    member: Uuid,
    what: &'static str,
    admit: impl FnOnce(&mut Asked) -> Admission,
) -> Result<Admission, ChatError> {
    let pace = letterbox::pace(pool, member, what).await?;
    let mut asked: Asked = serde_json::from_str(&pace.asked).unwrap_or_default();
    let admission = admit(&mut asked);
    pace.keep(&serde_json::to_string(&asked)?).await?;
    Ok(admission)
}

/// What one person asked lately and was let pass, by when it was sent. Told again, a message is not counted again.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    admitted: Vec<(Timestamp, String)>,
    /// The message that was answered with the notice.
    told: Option<String>,
}

impl Asked {
    fn message(&mut self, id: &str, sent_at: Timestamp) -> Admission {
        self.admit(id, sent_at, LOOKED_AT, in_pace)
    }

    fn plan(&mut self, id: &str, sent_at: Timestamp) -> Admission {
        self.admit(id, sent_at, PLANS, |asked| {
            let within = |at: &Timestamp| sent_at.duration_since(*at) < PLANS_WITHIN;
            asked.iter().filter(|(at, _)| within(at)).count() <= PLANS
        })
    }

    /// Takes one more thing asked into account if that keeps to the limit.
    fn admit(
        &mut self,
        id: &str,
        sent_at: Timestamp,
        looked_at: usize,
        keeps_to_limit: impl Fn(&[(Timestamp, String)]) -> bool,
    ) -> Admission {
        if self.admitted.iter().any(|(_, known)| known == id) {
            return Admission::Welcome;
        }
        let place = self.admitted.partition_point(|(at, _)| *at <= sent_at);
        self.admitted.insert(place, (sent_at, id.to_owned()));
        if !keeps_to_limit(&self.admitted) {
            self.admitted.remove(place);
            let is_first = self.told.get_or_insert_with(|| id.to_owned()) == id;
            return if is_first { Admission::Notice } else { Admission::Quiet };
        }
        if self.admitted.len() > looked_at {
            self.admitted.remove(0);
        }
        self.told = None;
        Admission::Welcome
    }
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

#[cfg(test)]
mod tests {
    use super::{Admission::*, *};
    use jiff::ToSpan;

    fn at(seconds: i64) -> Timestamp {
        "2025-05-03T08:00:00Z".parse::<Timestamp>().unwrap() + seconds.seconds()
    }

    fn say(asked: &mut Asked, id: u32, seconds: i64) -> Admission {
        asked.message(&id.to_string(), at(seconds))
    }

    #[test]
    fn five_messages_at_once_then_one_a_second_with_one_notice() {
        let mut asked = Asked::default();
        let at_once: Vec<_> = (0..8).map(|id| say(&mut asked, id, 0)).collect();
        assert_eq!(at_once, [Welcome, Welcome, Welcome, Welcome, Welcome, Notice, Quiet, Quiet]);
        assert_eq!([say(&mut asked, 10, 1), say(&mut asked, 11, 1)], [Welcome, Notice]);
        assert!((2..100).all(|second| say(&mut asked, 100 + u32::try_from(second).unwrap(), second) == Welcome));
    }

    #[test]
    fn messages_that_come_late_are_not_held_against_their_sender() {
        let mut asked = Asked::default();
        assert!((0..50).rev().all(|second| say(&mut asked, u32::try_from(second).unwrap(), second) == Welcome));
    }

    #[test]
    fn a_message_tried_again_is_not_counted_again_and_gets_the_same_answer() {
        let mut asked = Asked::default();
        assert!((0..20).all(|_| say(&mut asked, 1, 0) == Welcome));
        (2..6).for_each(|id| assert_eq!(say(&mut asked, id, 0), Welcome));
        assert_eq!([6, 6, 7, 7, 6].map(|id| say(&mut asked, id, 0)), [Notice, Notice, Quiet, Quiet, Notice]);
    }

    #[test]
    fn ten_plans_an_hour() {
        let mut asked = Asked::default();
        let mut plan = |seconds: i64| asked.plan(&seconds.to_string(), at(seconds));
        let ten: Vec<_> = (0..12).map(|minute| plan(minute * 60)).collect();
        assert!(ten[..10].iter().all(|admission| *admission == Welcome));
        assert_eq!(ten[10..], [Notice, Quiet]);
        assert_eq!(plan(3600), Welcome);
        assert_eq!(plan(3601), Notice);
    }
}
