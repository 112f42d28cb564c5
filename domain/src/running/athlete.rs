//! The VDOT of an athlete today: their best recent race or hard run, less what a break took.
//!
//! A race speaks for 90 days. The shortest distance of J. Daniels' tables ("Daniels' Running Formula") is 1500 m,
//! so nothing shorter counts. Without any evidence the level decides: 35, 45, 55.

use jiff::civil::Date;

use super::decay::{CrossTraining, days_without, fitness_kept};
use super::vdot::{held_within_limits, vdot_of};
use crate::vocabulary::{Level, Vdot};

/// How long a result speaks for its runner.
pub const EVIDENCE_DAYS: i32 = 90;

const SHORTEST_EVIDENCE_M: f64 = 1_500.0;

/// How a run was meant; an easy run says nothing about what its runner could do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunIntensity {
    Race,
    Hard,
    Easy,
}

/// A run that was done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunEffort {
    pub date: Date,
    pub distance_m: f64,
    pub time_s: f64,
    pub intensity: RunIntensity,
}

/// A VDOT and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VdotEstimate {
    pub vdot: Vdot,
    pub source: VdotSource,
}

/// Where an estimate comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum VdotSource {
    /// A race or hard run of that date, worth `fresh` on the day; `kept` is the share left after a break.
    Effort { date: Date, fresh: Vdot, kept: f64 },
    /// Nothing recent: the usual value of the level.
    Level(Level),
}

/// The athlete's VDOT on a date, from all their runs until then (later ones are not looked at).
pub fn current_vdot(runs: &[RunEffort], today: Date, level: Level, cross_training: CrossTraining) -> VdotEstimate {
    let run_days: Vec<Date> = runs.iter().map(|run| run.date).collect();
    runs.iter()
        .filter(|run| is_evidence(run, today))
        .filter_map(|run| estimate(run, fitness_kept(days_without(&run_days, run.date, today), cross_training)))
        .max_by(|a, b| a.vdot.get().total_cmp(&b.vdot.get()))
        .unwrap_or_else(|| VdotEstimate { vdot: default_vdot(level), source: VdotSource::Level(level) })
}

/// The usual VDOT of a level, until a race or a hard run says more.
pub fn default_vdot(level: Level) -> Vdot {
    held_within_limits(match level {
        Level::Beginner => 35.0,
        Level::Intermediate => 45.0,
        Level::Advanced => 55.0,
    })
}

fn is_evidence(run: &RunEffort, today: Date) -> bool {
    let age_days = (today - run.date).get_days();
    run.intensity != RunIntensity::Easy
        && run.distance_m >= SHORTEST_EVIDENCE_M
        && (0..=EVIDENCE_DAYS).contains(&age_days)
}

fn estimate(run: &RunEffort, kept: f64) -> Option<VdotEstimate> {
    let fresh = vdot_of(run.distance_m, run.time_s)?;
    let vdot = held_within_limits(fresh.get() * kept);
    Some(VdotEstimate { vdot, source: VdotSource::Effort { date: run.date, fresh, kept } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;
    use jiff::{ToSpan, civil::date};

    const TODAY: Date = date(2026, 6, 30);

    /// A 5 km run so many days ago.
    fn run(days_ago: i32, minutes: f64, intensity: RunIntensity) -> RunEffort {
        RunEffort { date: TODAY - days_ago.days(), distance_m: 5_000.0, time_s: minutes * 60.0, intensity }
    }

    fn easy_run_every_other_day() -> Vec<RunEffort> {
        (0..50).map(|n| run(2 * n, 30.0, RunIntensity::Easy)).collect()
    }

    fn vdot(runs: &[RunEffort]) -> VdotEstimate {
        current_vdot(runs, TODAY, Level::Intermediate, CrossTraining::None)
    }

    #[test]
    fn the_best_of_races_and_hard_runs_counts() {
        let mut runs = easy_run_every_other_day();
        runs.extend([run(40, 20.0, RunIntensity::Race), run(10, 21.0, RunIntensity::Hard)]);
        assert_close(vdot(&runs).vdot.get(), 49.81, 0.005);
    }

    #[test]
    fn an_easy_run_says_nothing() {
        let fast_but_easy = run(3, 20.0, RunIntensity::Easy);
        assert_eq!(vdot(&[fast_but_easy]).source, VdotSource::Level(Level::Intermediate));
    }

    #[test]
    fn a_race_speaks_for_ninety_days() {
        let mut runs = easy_run_every_other_day();
        runs.push(run(90, 20.0, RunIntensity::Race));
        assert_close(vdot(&runs).vdot.get(), 49.81, 0.005);
        runs.pop();
        runs.push(run(91, 20.0, RunIntensity::Race));
        assert_eq!(vdot(&runs).source, VdotSource::Level(Level::Intermediate));
    }

    #[test]
    fn a_race_still_to_come_says_nothing() {
        assert_eq!(vdot(&[run(-1, 20.0, RunIntensity::Race)]).source, VdotSource::Level(Level::Intermediate));
    }

    #[test]
    fn a_break_since_the_race_takes_its_share() {
        let idle_for_20_days = [run(21, 20.0, RunIntensity::Race)];
        assert_close(vdot(&idle_for_20_days).vdot.get(), 49.806 * 0.955, 0.001);
        let cycled = current_vdot(&idle_for_20_days, TODAY, Level::Beginner, CrossTraining::Regular);
        assert_close(cycled.vdot.get(), 49.806 * 0.9775, 0.001);
    }

    #[test]
    fn a_sprint_to_the_bus_or_a_wrong_distance_lifts_nobody() {
        let sprint = RunEffort { distance_m: 400.0, ..run(2, 1.0, RunIntensity::Hard) };
        let bicycle = RunEffort { distance_m: 20_000.0, ..run(2, 40.0, RunIntensity::Hard) };
        assert_eq!(vdot(&[sprint, bicycle]).source, VdotSource::Level(Level::Intermediate));
    }

    #[test]
    fn without_evidence_the_level_decides() {
        let by_level: Vec<f64> =
            Level::ALL.iter().map(|&level| current_vdot(&[], TODAY, level, CrossTraining::None).vdot.get()).collect();
        assert_eq!(by_level, [35.0, 45.0, 55.0]);
    }
}
