//! Item 9: rested and sharp on the day of an A race.
//!
//! The last two weeks, the race being their last day, each stand 41–60 % below the heaviest week before them, the second not above the first, each with
//! something sharp. Half for 25–75 %. L. Bosquet and others 2007.

use jiff::civil::Date;

use super::{FULL, HALF, NONE, Verdict, view::View};
use crate::{history::plus_days, plan::Session};

const RECENT_WEEKS: i32 = 6;

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let verdicts = view.main_races().filter_map(|race| judge_race(view, race.date));
    verdicts.min_by(|a, b| a.value.total_cmp(&b.value))
}

fn judge_race(view: &View<'_>, race: Date) -> Option<Verdict> {
    let starts = [plus_days(race, -13), plus_days(race, -6)];
    let heaviest = f64::from(view.timeline.heaviest_week(starts[0], RECENT_WEEKS));
    let judged: Vec<Date> = starts.into_iter().filter(|&start| view.covers(start, plus_days(start, 7))).collect();
    if heaviest <= 0.0 || judged.is_empty() {
        return None;
    }
    let shares: Vec<f64> =
        judged.iter().map(|&start| f64::from(view.timeline.week_before(plus_days(start, 7))) / heaviest).collect();
    let stepwise = shares.windows(2).all(|pair| pair[1] <= pair[0] + 0.01);
    let sharp = judged.iter().all(|&start| is_sharp(view, start));
    let within = |low: f64, high: f64| shares.iter().all(|share| (low..=high).contains(share));
    let value = match () {
        () if within(0.395, 0.595) && stepwise && sharp => FULL,
        () if within(0.25, 0.75) => HALF,
        () => NONE,
    };
    let printed: Vec<String> = shares.iter().map(|share| format!("{:.0} %", share * 100.0)).collect();
    let how = if sharp { "sharp" } else { "nothing sharp" };
    Some(Verdict::new(value, format!("{} of the heaviest recent week, {how}", printed.join(", then "))))
}

/// Something hard in that week, where it has sessions; the race itself counts, and nobody sharpens in pain.
fn is_sharp(view: &View<'_>, start: Date) -> bool {
    let end = plus_days(start, 7);
    let made = view.plan.weeks.iter().any(|week| week.made && week.contains(start));
    let hurts = view.history.forbids_speed();
    let hard = |session: &Session| session.date >= start && session.date < end && session.is_hard();
    !made || hurts || view.plan.sessions.iter().any(hard)
}
