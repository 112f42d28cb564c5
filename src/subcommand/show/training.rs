//! Figures of training as tables.

use domain::{
    units::{format_clock, format_distance, format_run_pace},
    vocabulary::Units,
};
use projections::analytics::{
    Best, BestKind, Day, Insight, PeriodTotals, Predictions, Span, Spread, Total, VdotOn, Workout,
};
use serde::Serialize;

use crate::subcommand::table::Table;

const NOTHING: &str = "No training in this time.";

/// Days, and how the last week of them was spread.
#[derive(Serialize)]
pub(super) struct Form {
    pub(super) days: Vec<Day>,
    pub(super) spread: Spread,
}

pub(super) fn workouts(workouts: &[Workout], units: Units) -> String {
    let row = |workout: &Workout| {
        vec![
            workout.day.to_string(),
            workout.sport.to_string(),
            format_clock(f64::from(workout.seconds)),
            if workout.metres == 0 { String::new() } else { format_distance(f64::from(workout.metres), units) },
            workout.zone.map(|zone| format!("z{zone}")).unwrap_or_default(),
            workout.rpe.map(|rpe| rpe.to_string()).unwrap_or_default(),
            format!("{:.1}", workout.load),
            workout.method.map_or("", domain::load::LoadMethod::as_str).to_owned(),
            workout.workout_id.to_string(),
        ]
    };
    let head = ["day", "sport", ">time", ">distance", "zone", ">rpe", ">load", "by", "id"];
    Table::new(&head, workouts.iter().map(row)).or("There are no workouts.")
}

pub(super) fn form(form: &Form) -> String {
    let row = |day: &Day| {
        vec![
            day.date.to_string(),
            format!("{:.1}", day.load),
            format!("{:.1}", day.fitness),
            format!("{:.1}", day.fatigue),
            format!("{:.1}", day.balance),
            day.warming_up.map(|n| format!("warming up, day {n} of 42")).unwrap_or_default(),
        ]
    };
    let head = ["day", ">load", ">fitness (CTL)", ">fatigue (ATL)", ">form (TSB)", ""];
    let table = Table::new(&head, form.days.iter().map(row)).or(NOTHING);
    let Spread { date, week_load, monotony, strain, acute_chronic } = form.spread;
    let ratio = acute_chronic.map(|ratio| format!(", acute to chronic {ratio:.2}")).unwrap_or_default();
    format!("{table}week to {date}: load {week_load:.0}, monotony {monotony:.2}, strain {strain:.0}{ratio}\n")
}

pub(super) fn totals(periods: &[PeriodTotals], units: Units) -> String {
    let rows = periods.iter().flat_map(|period| {
        let mut sports: Vec<&str> = period.totals.iter().map(|total| total.sport.as_str()).collect();
        sports.dedup();
        sports.into_iter().map(|sport| {
            let of = |part: fn(&Total) -> u64| -> u64 {
                period.totals.iter().filter(|total| total.sport == sport).map(part).sum()
            };
            let (seconds, metres) = (of(|total| total.seconds), of(|total| total.metres));
            vec![
                period.first_day.to_string(),
                sport.to_owned(),
                of(|total| total.workouts.into()).to_string(),
                clock(seconds),
                if metres == 0 { String::new() } else { distance(metres, units) },
            ]
        })
    });
    Table::new(&["from", "sport", ">workouts", ">time", ">distance"], rows).or(NOTHING)
}

pub(super) fn bests(bests: &[Best], units: Units) -> String {
    let row = |best: &Best| {
        let (what, value) = told(best, units);
        let race = if best.race { "race" } else { "" };
        vec![what, value, best.day.to_string(), race.to_owned(), best.workout_id.to_string()]
    };
    Table::new(&["best", ">", "day", "", "workout"], bests.iter().map(row)).or(NOTHING)
}

fn told(best: &Best, units: Units) -> (String, String) {
    let value = best.value;
    match best.kind {
        BestKind::Farthest(sport) => (format!("farthest {sport}"), format_distance(value, units)),
        BestKind::Longest(sport) => (format!("longest {sport}"), format_clock(value)),
        BestKind::Heaviest => ("heaviest workout".to_owned(), format!("{value:.0} points")),
        BestKind::Fastest(race) => (format!("fastest {race}"), format_clock(value)),
        BestKind::Vdot => ("VDOT".to_owned(), format!("{value:.1}")),
        BestKind::Power => ("power over 20 min or more".to_owned(), format!("{value:.0} W")),
    }
}

pub(super) fn vdot(history: &[VdotOn], units: Units) -> String {
    let row = |on: &VdotOn| {
        let shown = on.shown_by.as_ref().map(|run| {
            format!("{} in {} on {}", format_distance(run.metres, units), format_clock(run.seconds), run.date)
        });
        vec![
            on.date.to_string(),
            format!("{:.1}", on.vdot),
            on.set.map(|set| format!("{set:.1}")).unwrap_or_default(),
            shown.unwrap_or_else(|| "by the athlete's level".to_owned()),
        ]
    };
    Table::new(&["day", ">VDOT", ">set", "shown by"], history.iter().map(row)).to_string()
}

pub(super) fn predictions(predictions: &Predictions) -> String {
    let rows = predictions.races.iter().map(|race| {
        let range = format!("{} to {}", format_clock(race.fastest_s), format_clock(race.slowest_s));
        vec![race.race.to_string(), format_clock(race.likely_s), range]
    });
    let table = Table::new(&["race", ">likely", "range"], rows)
        .or("No race or hard run to go by yet. Log one with its distance and time.");
    format!("VDOT {:.1} on {}\n{table}", predictions.fitness.vdot, predictions.fitness.date)
}

pub(super) fn progress(now: &Span, before: &Span, units: Units) -> String {
    let row = |what: &str, part: &dyn Fn(&Span) -> String| vec![what.to_owned(), part(before), part(now)];
    let rows = [
        row("from", &|span| span.from.to_string()),
        row("to", &|span| span.to.to_string()),
        row("workouts", &|span| span.count.to_string()),
        row("time", &|span| clock(span.seconds)),
        row("distance", &|span| distance(span.metres, units)),
        row("load", &|span| format!("{:.0}", span.load)),
        row("longest workout", &|span| format_clock(f64::from(span.longest_s))),
        row("farthest run", &|span| format_distance(f64::from(span.longest_run_m), units)),
        row("running pace", &|span| {
            span.run_pace_s.map_or_else(|| "-".to_owned(), |pace| format_run_pace(pace, units))
        }),
        row("mean effort", &|span| span.mean_rpe.map_or_else(|| "-".to_owned(), |rpe| format!("{rpe:.1}"))),
        row("VDOT", &|span| format!("{:.1}", span.vdot)),
    ];
    Table::new(&["", ">before", ">now"], rows).to_string()
}

pub(super) fn insight(insight: &Insight, units: Units) -> String {
    let facts: String = insight.facts.iter().map(|fact| format!("- {fact}\n")).collect();
    let facts = if facts.is_empty() { "Nothing has changed that is worth telling.\n".to_owned() } else { facts };
    format!("{facts}\n{}", progress(&insight.now, &insight.before, units))
}

#[expect(clippy::cast_precision_loss, reason = "seconds of some years")]
fn clock(seconds: u64) -> String {
    format_clock(seconds as f64)
}

#[expect(clippy::cast_precision_loss, reason = "metres of some years")]
fn distance(metres: u64, units: Units) -> String {
    format_distance(metres as f64, units)
}
