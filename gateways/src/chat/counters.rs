//! What one process's part of the chats did, for whoever measures it.
//!
//! A label's values are few and known beforehand: a gateway's name and a word from here, never a person or a chat.

use prometheus::{IntCounterVec, Opts, core::Collector};

const NAMED: &str = "a name of our own";
const UPDATES: [&str; 3] = ["taken", "repeated", "ignored"];
const ANSWERS: [&str; 3] = ["answered", "later", "given-up"];
const REPLIES: [&str; 5] = ["sent", "sent-again", "later", "failed", "blocked"];
const PAUSES: [&str; 3] = ["pace", "too-many", "conflict"];

/// Cheap to clone; one for each process.
#[derive(Debug, Clone)]
pub struct Counters {
    updates: IntCounterVec,
    answers: IntCounterVec,
    replies: IntCounterVec,
    pauses: IntCounterVec,
}

impl Default for Counters {
    fn default() -> Self {
        let counter = |name: &str, help: &str, labels: &[&str]| {
            IntCounterVec::new(Opts::new(name, help).namespace("paceledger"), labels).expect(NAMED)
        };
        Self {
            updates: counter("chat_updates_total", "What gateways brought.", &["gateway", "became"]),
            answers: counter("chat_answers_total", "Messages that were to be answered.", &["became"]),
            replies: counter("chat_replies_total", "Replies that were to be delivered.", &["gateway", "became"]),
            pauses: counter("chat_pauses_total", "Times that a gateway had to hold back.", &["gateway", "because"]),
        }
    }
}

impl Counters {
    /// A gateway's series, all at nought: what never happened is told as well.
    #[must_use]
    pub(crate) fn of(self, gateway: &str) -> Self {
        UPDATES.iter().for_each(|became| drop(self.updates.with_label_values(&[gateway, became])));
        ANSWERS.iter().for_each(|became| drop(self.answers.with_label_values(&[became])));
        REPLIES.iter().for_each(|became| drop(self.replies.with_label_values(&[gateway, became])));
        PAUSES.iter().for_each(|because| drop(self.pauses.with_label_values(&[gateway, because])));
        self
    }

    pub(crate) fn update(&self, gateway: &str, became: &'static str) {
        debug_assert!(UPDATES.contains(&became), "{became}");
        self.updates.with_label_values(&[gateway, became]).inc();
    }

    pub(crate) fn updates(&self, gateway: &str) -> [u64; 3] {
        UPDATES.map(|became| self.updates.with_label_values(&[gateway, became]).get())
    }

    pub(crate) fn answer(&self, became: &'static str) {
        debug_assert!(ANSWERS.contains(&became), "{became}");
        self.answers.with_label_values(&[became]).inc();
    }

    #[cfg(test)]
    pub(crate) fn answers(&self, became: &str) -> u64 {
        self.answers.with_label_values(&[became]).get()
    }

    pub(crate) fn reply(&self, gateway: &str, became: &'static str) {
        debug_assert!(REPLIES.contains(&became), "{became}");
        self.replies.with_label_values(&[gateway, became]).inc();
    }

    pub(crate) fn pause(&self, gateway: &str, because: &'static str) {
        debug_assert!(PAUSES.contains(&because), "{because}");
        self.pauses.with_label_values(&[gateway, because]).inc();
    }

    pub(crate) fn collectors(&self) -> [Box<dyn Collector>; 4] {
        [&self.updates, &self.answers, &self.replies, &self.pauses].map(|counter| Box::new(counter.clone()) as _)
    }
}
