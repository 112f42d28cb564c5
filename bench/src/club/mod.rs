//! A club with a past: athletes who train for years. Everything is decided by the domain's own aggregates and planner, so
//! the events are those that a real ledger would hold; the same seed gives the same events.
//!
//! - `athlete`: one athlete's days; `person`: what they tell of themselves; `planning`: their plans.
//! - `diary`: commands, decided and noted down. `facts`: what workouts look like. `chance`: the same in every run.
//! - `append`: all of it into the ledger, week by week, as it would have come.

mod append;
mod athlete;
mod chance;
mod diary;
mod facts;
mod person;
mod planning;

use domain::{Command, LedgerEvent, Target, history::plus_days, ledger::CommandEnvelope};
use jiff::civil::{Date, date};

use crate::Error;

pub(crate) use append::fill;
pub(crate) use athlete::Athlete;

/// The Monday on which everything begins.
const FIRST_DAY: Date = date(2022, 1, 3);
pub(crate) const WEEKS_A_YEAR: u32 = 52;
/// At the same time: as many as there are usually processors for.
const HANDS: usize = 2;

/// A command and what became of it.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) envelope: CommandEnvelope<Command>,
    pub(crate) target: Target,
    pub(crate) expected_sequence: u64,
    pub(crate) events: Vec<LedgerEvent>,
}

/// How big it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) athletes: u64,
    pub(crate) years: u32,
}

impl Size {
    pub(crate) fn try_new(athletes: u64, years: u32) -> Result<Self, Error> {
        if athletes == 0 || years == 0 {
            return Err(Error::Option("--athletes and --years must be at least 1".to_owned()));
        }
        Ok(Self { athletes, years })
    }

    /// The last day of which anything is told.
    pub(crate) fn today(self) -> Date {
        plus_days(monday(self.weeks()), -1)
    }

    pub(crate) const fn weeks(self) -> u32 {
        self.years * WEEKS_A_YEAR
    }
}

fn monday(week: u32) -> Date {
    plus_days(FIRST_DAY, i32::try_from(week * 7).unwrap_or(i32::MAX))
}

/// All athletes, and how far they are.
#[derive(Debug)]
pub(crate) struct Club {
    athletes: Vec<Athlete>,
    week: u32,
    /// The position that the ledger has when everything told so far is in it.
    head: u64,
}

impl Club {
    pub(crate) fn try_new(seed: u64, athletes: u64) -> Result<Self, Error> {
        let athletes = (0..athletes).map(|number| Athlete::new(seed, number)).collect::<Result<_, _>>()?;
        Ok(Self { athletes, week: 0, head: 0 })
    }

    /// What is told in the next week, by all of them, in the order of sending.
    pub(crate) fn next_week(&mut self) -> Result<Vec<Told>, Error> {
        let (number, head) = (self.week, self.head);
        let share = self.athletes.len().div_ceil(HANDS).max(1);
        let work = |athletes: &mut [Athlete]| -> Result<Vec<Told>, Error> {
            let weeks = athletes.iter_mut().map(|athlete| athlete.week(number, monday(number), head));
            Ok(weeks.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        };
        let mut told = std::thread::scope(|scope| -> Result<Vec<Told>, Error> {
            let hands: Vec<_> = self.athletes.chunks_mut(share).map(|own| scope.spawn(|| work(own))).collect();
            let mut told = Vec::new();
            for hand in hands {
                let own = hand.join().map_err(|_| Error::Unexpected("the planner broke off".to_owned()))?;
                told.extend(own?);
            }
            Ok(told)
        })?;
        // Stable: what one athlete told stays in its order.
        told.sort_by_key(|told| told.envelope.sent_at);
        self.week += 1;
        self.head += told.iter().map(|told| told.events.len() as u64).sum::<u64>();
        Ok(told)
    }

    pub(crate) const fn head(&self) -> u64 {
        self.head
    }

    /// How many commands the aggregates wouldn't have.
    pub(crate) fn refused(&self) -> u64 {
        self.athletes.iter().map(|athlete| athlete.diary.refused()).sum()
    }
}

#[cfg(test)]
mod tests;
