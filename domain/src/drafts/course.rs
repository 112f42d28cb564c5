//! Week after week, each made as if those before it had been done.

use jiff::civil::Date;

use super::{
    athlete::Athlete,
    outline::{self, target_race},
    request::Request,
    week::{MadeWeek, Maker},
};
use crate::{
    history::{Reading, Timeline},
    plan::PlanKind,
    vocabulary::Race,
};

/// The weeks that are to be made, and what comes before and after them.
pub(super) struct Course<'a> {
    /// What was done before the first of them, or will have been.
    pub(super) before: Timeline,
    /// The race that they lead to.
    pub(super) target: Option<&'a Race>,
    /// First day and length of each, and how far the season has come by then, from 0 to 1.
    pub(super) weeks: Vec<((Date, u8), f64)>,
}

impl<'a> Course<'a> {
    /// All weeks of a new plan.
    pub(super) fn of(request: &Request<'a>, athlete: &Athlete<'_>) -> Self {
        let spans = outline::spans(request, athlete);
        let last = u32::try_from(spans.len()).unwrap_or(1).max(1);
        let progress = |at: u32| if request.kind == PlanKind::Season { f64::from(at) / f64::from(last) } else { 0.5 };
        Self {
            before: Timeline::before(request.history, request.from),
            target: target_race(request),
            weeks: (0u32..).zip(spans).map(|(at, span)| (span, progress(at))).collect(),
        }
    }

    pub(super) fn run(&self, request: &Request<'_>, athlete: &Athlete<'_>) -> Vec<MadeWeek> {
        let rested = self.rested_loads(request);
        let mut timeline = self.before.clone();
        let mut form = timeline.form(request.from);
        let mut made = Vec::with_capacity(self.weeks.len());
        for &week in &self.weeks {
            let outline = outline::week(request, athlete, &timeline, self.target, week);
            let maker = Maker {
                athlete,
                timeline: &timeline,
                outline: &outline,
                plan_id: request.plan_id,
                plan_from: request.from,
                form,
                most_load: rested.get(made.len()).copied(),
            };
            let week = maker.make();
            form = week.days.iter().fold(form, |form, day| form.advance(day.load));
            timeline.extend(week.days.iter().copied());
            made.push(week);
        }
        made
    }

    /// The load of each week had the first morning been a good one; nothing to compare with when it was.
    fn rested_loads(&self, request: &Request<'_>) -> Vec<f64> {
        if !request.history.reading(request.from).is_some_and(Reading::forbids_hard) {
            return Vec::new();
        }
        let mut history = request.history.clone();
        history.readings.remove(&request.from);
        let rested = Request { history: &history, ..request.clone() };
        let weeks = self.run(&rested, &Athlete::of(&history, request.from));
        weeks.into_iter().map(|week| week.week.load).collect()
    }
}
