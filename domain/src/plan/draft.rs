//! A plan as it was made.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Phase, PlanKind, Session};
use crate::{
    drafts::DraftedWeeks,
    history::{Evidence, plus_days},
    vocabulary::Vdot,
};

/// One week of a plan. Weeks whose sessions are not made yet have only their outline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanWeek {
    pub start: Date,
    /// Seven, but for the first week of a season, which is as long as it takes to reach the rhythm of the race.
    pub days: u8,
    pub phase: Phase,
    /// Less on purpose, so that training can take effect.
    pub deload: bool,
    /// Training minutes, races left out.
    pub minutes: u32,
    /// Training load, races left out; an hour at threshold is 100.
    pub load: f64,
    /// Days with a hard session.
    pub hard_days: u8,
    /// Whether the sessions of this week are in the plan.
    pub made: bool,
}

impl PlanWeek {
    /// The first day after the week.
    pub fn end(&self) -> Date {
        plus_days(self.start, i32::from(self.days))
    }

    pub fn contains(&self, date: Date) -> bool {
        date >= self.start && date < self.end()
    }
}

/// A runner's VDOT at the start of a plan, and what may be hoped for on race day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunningOutlook {
    pub vdot: Vdot,
    pub evidence: Evidence,
    /// After the weeks that are left, at the gain that is usual for the level. No pace follows from it: training is run
    /// at the fitness of today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_race_day: Option<Vdot>,
}

/// A plan: its weeks, and the sessions of those that are near.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanDraft {
    pub plan_id: Uuid,
    pub kind: PlanKind,
    pub from: Date,
    pub engine_version: String,
    /// Fingerprint of the history that it was made from.
    pub inputs_digest: String,
    /// The race that the weeks lead to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race_id: Option<Uuid>,
    /// What the paces follow from, for athletes who run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running: Option<RunningOutlook>,
    pub weeks: Vec<PlanWeek>,
    /// In order of date.
    pub sessions: Vec<Session>,
}

impl PlanDraft {
    /// The first day after the plan.
    pub fn end(&self) -> Date {
        self.weeks.last().map_or(self.from, PlanWeek::end)
    }

    pub fn sessions_on(&self, date: Date) -> impl Iterator<Item = &Session> {
        self.sessions.iter().filter(move |session| session.date == date)
    }

    pub fn sessions_of<'a>(&'a self, week: &'a PlanWeek) -> impl Iterator<Item = &'a Session> {
        self.sessions.iter().filter(move |session| week.contains(session.date))
    }

    /// Takes in weeks that had only an outline until now.
    pub fn add(&mut self, drafted: DraftedWeeks) {
        put_weeks(&mut self.weeks, &drafted.weeks);
        self.sessions.extend(drafted.sessions);
        self.sessions.sort_by_key(|session| session.date);
    }

    /// This plan as it stands, without the sessions of weeks that had none when it was made: those were made from what was
    /// known later.
    #[must_use]
    pub fn as_far_as_made_at_first(&self, first: &Self) -> Self {
        let later = |date: Date| first.weeks.iter().any(|week| !week.made && week.contains(date));
        let sessions = self.sessions.iter().filter(|session| !later(session.date)).cloned().collect();
        Self { weeks: first.weeks.clone(), sessions, ..self.clone() }
    }

    /// The bytes that are compared when somebody makes the plan again.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Puts weeks that have sessions now in the place of their outlines.
pub fn put_weeks(weeks: &mut [PlanWeek], made: &[PlanWeek]) {
    for week in made {
        weeks.iter_mut().filter(|known| known.start == week.start).for_each(|known| known.clone_from(week));
    }
}
