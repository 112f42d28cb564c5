//! How well a span of days kept to the plan.

use domain::{matching::Compliance, plan::Tag, vocabulary::Sport};
use serde::Serialize;

use super::{PlannedSession, State};

/// Sums over sessions that count and whose time has come. What was optional and not done counts nowhere.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Adherence {
    /// Sessions that were done, skipped or missed.
    pub due: u32,
    pub done: u32,
    pub skipped: u32,
    pub missed: u32,
    /// Sessions still to come.
    pub ahead: u32,
    pub planned_minutes: u32,
    /// What was done without telling how long counts as planned.
    pub done_minutes: u32,
    pub green: u32,
    pub yellow: u32,
    pub red: u32,
    /// Done of due; `None` while nothing is due.
    pub percent: Option<f64>,
}

/// Sums up what [`calendar`](super::calendar) gave.
pub fn adherence(sessions: &[PlannedSession]) -> Adherence {
    let mut sum = Adherence::default();
    for planned in sessions.iter().filter(|planned| planned.counts && planned.session.sport != Sport::Rest) {
        sum.add(planned);
    }
    sum.percent = (sum.due > 0).then(|| f64::from(sum.done) / f64::from(sum.due) * 100.0);
    sum
}

impl Adherence {
    fn add(&mut self, planned: &PlannedSession) {
        let minutes = u32::from(planned.session.minutes);
        let optional = planned.session.has(Tag::Optional);
        match planned.state {
            State::Planned | State::Moved => {
                self.ahead += 1;
                return;
            }
            State::Skipped | State::Missed if optional => return,
            State::Skipped => self.skipped += 1,
            State::Missed => self.missed += 1,
            State::Done => {
                self.done += 1;
                self.done_minutes += planned.fulfilled_by.as_ref().map_or(minutes, |found| found.minutes);
            }
        }
        self.due += 1;
        self.planned_minutes += minutes;
        match planned.compliance {
            Some(Compliance::Green) => self.green += 1,
            Some(Compliance::Yellow) => self.yellow += 1,
            Some(Compliance::Red) => self.red += 1,
            None => {}
        }
    }
}
