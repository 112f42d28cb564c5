use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::{history::DoneWorkout, test_support::assert_close};

const ON: Date = date(2026, 6, 30);

/// Easy runs every other day, so that there is no break.
fn runner() -> AthleteHistory {
    let mut history = AthleteHistory::default();
    (1..=60).for_each(|n| history.put_workout(run(2 * n, Effort::Easy, None)));
    history
}

/// Five kilometres so many days ago.
fn run(days_ago: i32, effort: Effort, result_s: Option<u32>) -> DoneWorkout {
    DoneWorkout {
        workout_id: Uuid::from_u128(u128::from(days_ago.unsigned_abs()) * 10 + effort as u128),
        date: plus_days(ON, -days_ago),
        sport: Sport::Run,
        minutes: 30,
        metres: Some(5_000),
        effort,
        load: 20.0,
        result_s,
    }
}

fn set(history: &mut AthleteHistory, days_ago: i32, vdot: f64) {
    let thresholds = Thresholds { vdot: Vdot::try_new(vdot).ok(), ..Thresholds::default() };
    history.set_thresholds(plus_days(ON, -days_ago), thresholds);
}

fn fitness(history: &AthleteHistory) -> (f64, Evidence) {
    let fitness = RunningFitness::of(history, ON);
    (fitness.vdot.get(), fitness.evidence)
}

#[test]
fn a_race_decides_the_paces_and_without_any_result_nobody_is_told_one() {
    let mut history = runner();
    assert_eq!(fitness(&history), (45.0, Evidence::Level));
    assert_eq!(RunningFitness::of(&history, ON).thresholds(ON).vdot, None);
    history.put_workout(run(10, Effort::Race, Some(1200)));
    let (vdot, evidence) = fitness(&history);
    assert_close(vdot, 49.81, 0.005);
    assert_eq!(evidence, Evidence::Result(plus_days(ON, -10)));
    assert_close(RunningFitness::of(&history, ON).thresholds(ON).vdot.unwrap().get(), 49.81, 0.005);
}

#[test]
fn a_vdot_that_was_set_speaks_like_a_result_of_its_day() {
    let mut history = runner();
    history.put_workout(run(30, Effort::Race, Some(1200)));
    set(&mut history, 20, 45.0);
    assert_eq!(fitness(&history), (45.0, Evidence::Set(plus_days(ON, -20))), "the race before it counts no more");
    history.put_workout(run(5, Effort::Race, Some(1200)));
    assert_close(fitness(&history).0, 49.81, 0.005);
    history.put_workout(run(5, Effort::Race, Some(1500)));
    assert_eq!(fitness(&history).0, 45.0, "the best of the last 90 days");
}

#[test]
fn after_ninety_days_a_newer_result_takes_the_place_of_what_was_set() {
    let mut history = runner();
    set(&mut history, 100, 60.0);
    assert_eq!(fitness(&history), (60.0, Evidence::Set(plus_days(ON, -100))));
    history.put_workout(run(5, Effort::Race, Some(1200)));
    assert_close(fitness(&history).0, 49.81, 0.005);
}

#[test]
fn a_break_lowers_what_was_set_but_nobody_is_idle_who_logs_no_runs() {
    let mut idle = AthleteHistory::default();
    set(&mut idle, 26, 50.0);
    assert_eq!(fitness(&idle).0, 50.0);
    idle.put_workout(run(40, Effort::Easy, None));
    assert_close(fitness(&idle).0, 50.0 * (1.0 - 0.003 * 20.0), 1e-9);
}

#[test]
fn a_vdot_set_for_a_later_day_holds_from_then_on() {
    let mut history = runner();
    set(&mut history, 10, 45.0);
    set(&mut history, -3, 52.0);
    let fitness = RunningFitness::of(&history, ON);
    let on = |days| fitness.thresholds(plus_days(ON, days)).vdot.unwrap().get();
    assert_eq!((on(0), on(2), on(3)), (45.0, 45.0, 52.0));
}
