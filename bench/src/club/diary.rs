//! One athlete's commands, decided by the aggregates and noted down in order.

use cqrs_es::Aggregate;
use domain::{
    Command, LedgerEvent,
    history::AthleteHistory,
    ledger::{Actor, CommandEnvelope},
};
use jiff::Timestamp;
use uuid::Uuid;

use super::Told;

/// An aggregate at some point of its life.
#[derive(Debug, Clone, Default)]
pub(super) struct Stream<A> {
    pub(super) state: A,
    pub(super) sequence: u64,
}

/// What an athlete has told since it was last taken away, and what it all comes to.
#[derive(Debug)]
pub(super) struct Diary {
    pub(super) member: Uuid,
    /// The outside id through which the athlete writes.
    pub(super) chat: u64,
    pub(super) history: AthleteHistory,
    told: Vec<Told>,
    commands: u64,
    refused: u64,
}

impl Diary {
    pub(super) fn new(member: Uuid, chat: u64) -> Self {
        Self { member, chat, history: AthleteHistory::default(), told: Vec::new(), commands: 0, refused: 0 }
    }

    /// Notes a command with what its aggregate decided. Says whether anything came of it.
    pub(super) fn note<A, E>(
        &mut self,
        stream: &mut Stream<A>,
        sent_at: Timestamp,
        command: Command,
        decision: Result<Vec<A::Event>, E>,
    ) -> bool
    where
        A: Aggregate,
        LedgerEvent: From<A::Event>,
    {
        let Ok(decided) = decision else {
            self.refused += 1;
            return false;
        };
        if decided.is_empty() {
            return false;
        }
        let (target, expected_sequence) = (command.target(self.member), stream.sequence);
        let mut events = Vec::with_capacity(decided.len());
        for event in decided {
            stream.state.apply(event.clone());
            stream.sequence += 1;
            let event = LedgerEvent::from(event);
            self.history.apply(&target.aggregate_id, &event);
            events.push(event);
        }
        self.commands += 1;
        let command_id = format!("telegram:{}:{}", self.chat, self.commands);
        let actor = Actor::Member(self.member);
        let envelope = CommandEnvelope::new(command_id, actor, "telegram", self.member, sent_at, command);
        self.told.push(Told { envelope, target, expected_sequence, events });
        true
    }

    /// How many commands the aggregates wouldn't have.
    pub(super) const fn refused(&self) -> u64 {
        self.refused
    }

    pub(super) fn take(&mut self) -> Vec<Told> {
        std::mem::take(&mut self.told)
    }
}
