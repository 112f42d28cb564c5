//! Telegram's pace: about one message a second to a chat, twenty a minute to a group, thirty a second in all.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use tokio::time::Instant;

/// A little more than a second: what leaves here evenly may arrive closer together.
const SECOND: Duration = Duration::from_millis(1_100);
const MINUTE: Duration = Duration::from_secs(61);
const A_MINUTE_TO_A_GROUP: usize = 20;

#[derive(Debug)]
pub(super) struct Pace {
    a_second_in_all: usize,
    all: VecDeque<Instant>,
    chats: HashMap<i64, Chat>,
}

#[derive(Debug, Default)]
struct Chat {
    sent: VecDeque<Instant>,
    held_until: Option<Instant>,
}

impl Pace {
    pub(super) fn new(a_second_in_all: usize) -> Self {
        Self { a_second_in_all, all: VecDeque::new(), chats: HashMap::new() }
    }

    /// Takes the right to send to a chat now, or says from when on it may be asked for again.
    pub(super) fn take(&mut self, chat: i64, now: Instant) -> Result<(), Instant> {
        self.forget(now);
        let known = self.chats.entry(chat).or_default();
        // Groups have negative ids.
        let group = if chat < 0 { nth_last(&known.sent, A_MINUTE_TO_A_GROUP).map(|at| at + MINUTE) } else { None };
        let free_at = [
            known.held_until,
            known.sent.back().map(|&at| at + SECOND),
            group,
            nth_last(&self.all, self.a_second_in_all).map(|at| at + SECOND),
        ];
        match free_at.into_iter().flatten().max().filter(|&at| at > now) {
            Some(at) => Err(at),
            None => {
                known.sent.push_back(now);
                self.all.push_back(now);
                Ok(())
            }
        }
    }

    /// Telegram said how long to leave a chat alone.
    pub(super) fn hold(&mut self, chat: i64, until: Instant) {
        self.chats.entry(chat).or_default().held_until = Some(until);
    }

    fn forget(&mut self, now: Instant) {
        let over = |at: &Instant, window: Duration| *at + window <= now;
        while self.all.front().is_some_and(|at| over(at, SECOND)) {
            self.all.pop_front();
        }
        for chat in self.chats.values_mut() {
            while chat.sent.front().is_some_and(|at| over(at, MINUTE)) {
                chat.sent.pop_front();
            }
        }
        self.chats.retain(|_, chat| !chat.sent.is_empty() || chat.held_until.is_some_and(|until| until > now));
    }
}

fn nth_last(times: &VecDeque<Instant>, n: usize) -> Option<Instant> {
    times.iter().rev().nth(n - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seconds after the first that sending was allowed, always asking again as soon as it may be allowed.
    fn paced(chats: impl Iterator<Item = i64>) -> Vec<f64> {
        let (mut pace, start) = (Pace::new(30), Instant::now());
        let mut now = start;
        let mut sent = Vec::new();
        for chat in chats {
            while let Err(at) = pace.take(chat, now) {
                now = at;
            }
            sent.push((now - start).as_secs_f64());
        }
        sent
    }

    #[test]
    fn a_chat_gets_one_message_a_second() {
        assert_eq!(paced([7, 7, 7].into_iter()), [0.0, 1.1, 2.2]);
    }

    #[test]
    fn a_group_gets_twenty_a_minute() {
        let sent = paced(std::iter::repeat_n(-7, 41));
        assert!(sent[19] < 25.0);
        assert!(sent[20] >= 60.0 && sent[40] >= 120.0, "{sent:?}");
    }

    #[test]
    fn all_together_get_thirty_a_second() {
        let sent = paced(1..=61);
        assert_eq!(sent[29], 0.0);
        assert!(sent[30] >= 1.0 && sent[60] >= 2.0, "{sent:?}");
    }

    #[test]
    fn a_chat_that_is_held_waits_and_others_go_on() {
        let (mut pace, now) = (Pace::new(30), Instant::now());
        let until = now + Duration::from_secs(30);
        pace.hold(7, until);
        assert_eq!(pace.take(7, now), Err(until));
        assert_eq!(pace.take(8, now), Ok(()));
        assert_eq!(pace.take(7, until), Ok(()));
    }
}
