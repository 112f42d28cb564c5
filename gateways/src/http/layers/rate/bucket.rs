//! Token buckets, many of them.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use tokio::time::Instant;

use crate::http::layers::Rate;

/// Callers remembered at once. Whoever has a full bucket again needs no memory.
const REMEMBERED: usize = 65_536;

/// One bucket for each caller, all of the same size.
#[derive(Debug)]
pub(crate) struct Buckets {
    rate: Rate,
    known: Mutex<HashMap<u128, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

/// Whether a request may pass, and how the bucket stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) allowed: bool,
    pub(crate) limit: u64,
    pub(crate) remaining: u64,
    /// Seconds until the next request passes, rounded up; at least one.
    pub(crate) wait_s: u64,
    /// Seconds until the bucket is full again.
    pub(crate) full_in_s: u64,
}

impl Buckets {
    pub(crate) fn new(rate: Rate) -> Self {
        Self { rate, known: Mutex::default() }
    }

    /// Takes one from the caller's bucket, if it is there; `None` where there is no limit.
    pub(crate) fn take(&self, caller: u128, now: Instant) -> Option<Grant> {
        if self.rate.per_second == 0 {
            return None;
        }
        let (rate, burst) = (f64::from(self.rate.per_second), f64::from(self.rate.burst.max(1)));
        // The map is whole between calls, whatever a panicking thread did in between.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED && !known.contains_key(&caller) {
            known.retain(|_, bucket| bucket.filled(rate, burst, now) < burst);
            // More callers at once than anybody honest has: forgetting them is kinder than refusing new ones.
            if known.len() >= REMEMBERED {
                known.clear();
            }
        }
        let bucket = known.entry(caller).or_insert(Bucket { left: burst, at: now });
        let filled = bucket.filled(rate, burst, now);
        let allowed = filled >= 1.0;
        *bucket = Bucket { left: if allowed { filled - 1.0 } else { filled }, at: now.max(bucket.at) };
        let left = bucket.left;
        Some(Grant {
            allowed,
            limit: whole(burst),
            remaining: whole(left.floor()),
            wait_s: whole(((1.0 - left) / rate).ceil().max(1.0)),
            full_in_s: whole(((burst - left) / rate).ceil()),
        })
    }
}

impl Bucket {
    fn filled(self, rate: f64, burst: f64, now: Instant) -> f64 {
        (self.left + now.saturating_duration_since(self.at).as_secs_f64() * rate).min(burst)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count that was rounded and is not below zero"
)]
fn whole(count: f64) -> u64 {
    count as u64
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const ME: u128 = 1;

    #[test]
    fn a_burst_passes_and_then_the_rate_holds() {
        let (buckets, begin) = (Buckets::new(Rate { per_second: 2, burst: 3 }), Instant::now());
        let passed = |at: Duration| buckets.take(ME, begin + at).unwrap().allowed;
        assert!((0..3).all(|_| passed(Duration::ZERO)));
        assert!(!passed(Duration::from_millis(400)));
        assert!(passed(Duration::from_millis(500)));
        assert!(!passed(Duration::from_millis(500)));
    }

    #[test]
    fn a_refused_caller_is_told_when_it_may_come_again_and_others_are_not_held_up() {
        let (buckets, now) = (Buckets::new(Rate { per_second: 1, burst: 1 }), Instant::now());
        assert_eq!(buckets.take(ME, now).unwrap().remaining, 0);
        let refused = buckets.take(ME, now).unwrap();
        assert_eq!((refused.allowed, refused.wait_s, refused.full_in_s), (false, 1, 1));
        assert!(buckets.take(2, now).unwrap().allowed);
    }

    #[test]
    fn no_more_callers_are_remembered_than_there_is_room_for() {
        let (buckets, now) = (Buckets::new(Rate { per_second: 1, burst: 5 }), Instant::now());
        for caller in 0..200_000 {
            buckets.take(caller, now);
        }
        assert!(buckets.known.lock().unwrap().len() <= REMEMBERED);
    }
}
