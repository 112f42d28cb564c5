//! Plans towards a race, and around one on the way.

use jiff::civil::Date;
use uuid::Uuid;

use super::{
    Refusal, Request,
    tests::{MONDAY, ask, race, runner, trained},
};
use crate::{
    history::{AthleteHistory, Effort, plus_days},
    plan::{Pace, Phase, PlanKind, Session, Tag, WorkoutKind},
    vocabulary::{Availability, DayAvailability, Level, Race, RaceKind, RacePriority, Sport, Weekday, Zone},
};

#[test]
fn a_season_reaches_its_race_through_base_build_peak_and_taper() {
    let race_day = plus_days(MONDAY, 7 * 26 + 6);
    let mut history = trained(runner(Level::Intermediate), MONDAY);
    history.put_race(race(RaceKind::Marathon, race_day));
    let drafted = ask(&history, MONDAY, PlanKind::Season).unwrap();
    let phases: Vec<Phase> = drafted.plan.weeks.iter().map(|week| week.phase).collect();
    let count = |phase| phases.iter().filter(|&&is| is == phase).count();
    assert_eq!(phases.len(), 27);
    assert_eq!((count(Phase::Race), count(Phase::Taper), count(Phase::Peak), count(Phase::Build)), (1, 3, 3, 8));
    assert_eq!(drafted.plan.end(), plus_days(race_day, 1));
    assert_eq!(drafted.plan.weeks.iter().filter(|week| week.made).count(), 2);
}

#[test]
fn too_few_weeks_for_a_half_distance_race_are_refused_with_the_shorter_plan() {
    let mut history = AthleteHistory::default();
    history.put_race(race(RaceKind::HalfTriathlon, plus_days(MONDAY, 35)));
    let refusal = ask(&history, MONDAY, PlanKind::Season).unwrap_err();
    assert!(matches!(refusal, Refusal::TooLateForSeason { weeks_left: 5, offer: PlanKind::Block, .. }));
    assert!(ask(&history, MONDAY, PlanKind::Block).is_ok());
}

#[test]
fn one_day_a_week_does_not_make_a_marathon() {
    let mut history = runner(Level::Intermediate);
    let day = DayAvailability { day: Weekday::Sunday, minutes: None, sports: vec![] };
    history.profile.availability = Some(Availability::new([day]));
    history.put_race(race(RaceKind::Marathon, plus_days(MONDAY, 21)));
    let refusal = ask(&history, MONDAY, PlanKind::Season).unwrap_err();
    assert!(refusal.to_string().contains("can't prepare anyone for a marathon"));
}

#[test]
fn a_runner_of_five_kilometres_runs_repetitions_in_the_last_weeks_within_their_share() {
    let mut history = trained(runner(Level::Advanced), MONDAY);
    history.profile.sports = Some(vec![Sport::Run]);
    history.put_race(race(RaceKind::FiveKm, plus_days(MONDAY, 7 * 12 + 6)));
    let request =
        Request { plan_id: Uuid::from_u128(1), history: &history, kind: PlanKind::Season, from: MONDAY, goal: None };
    let plan = super::roll_out(&request).unwrap().plan;
    let fast: Vec<&Session> = plan.sessions.iter().filter(|s| s.workout == WorkoutKind::Repetitions).collect();
    assert!(!fast.is_empty());
    for session in fast {
        let step = session.steps.iter().find(|step| step.pace == Some(Pace::Repetition)).unwrap();
        assert!(step.seconds <= 120 && step.recovery_s >= step.seconds);
        let week = plan.weeks.iter().find(|week| week.contains(session.date)).unwrap();
        assert!(f64::from(step.work_s()) / 60.0 <= 0.06 * f64::from(week.minutes), "{step:?} in {week:?}");
    }
}

#[test]
fn a_result_decides_the_paces_and_the_weeks_to_the_race_what_may_be_hoped_for() {
    let mut history = trained(runner(Level::Intermediate), MONDAY);
    history.put_race(race(RaceKind::TenKm, plus_days(MONDAY, 7 * 10 + 6)));
    let mut raced = history.workouts[history.workouts.len() - 1].clone();
    raced.workout_id = Uuid::from_u128(5);
    (raced.date, raced.metres, raced.effort) = (plus_days(MONDAY, -7), Some(5_000), Effort::Race);
    (raced.minutes, raced.result_s) = (20, Some(1200));
    history.put_workout(raced);
    let drafted = ask(&history, MONDAY, PlanKind::Season).unwrap();
    let running = drafted.plan.running.unwrap();
    assert_eq!((running.vdot.get(), running.on_race_day.unwrap().get()), (49.81, 54.81));
    assert!(drafted.plan.sessions.iter().flat_map(|s| &s.steps).all(|step| step.target.is_some()));
    assert_eq!(drafted.score.item(14).unwrap().value, 1.0);
}

/// A runner with an A race in twenty weeks and a race of that priority on a day of the first fortnight.
fn with_a_race_on_the_way(priority: RacePriority, on: Date) -> AthleteHistory {
    let mut history = trained(runner(Level::Intermediate), MONDAY);
    history.put_race(race(RaceKind::Marathon, plus_days(MONDAY, 7 * 20 + 6)));
    history.put_race(Race { race_id: Uuid::from_u128(10), priority, ..race(RaceKind::TenKm, on) });
    history
}

#[test]
fn the_three_days_before_a_b_race_are_easy_and_ever_shorter_whatever_day_it_is() {
    for day in 3..14 {
        let on = plus_days(MONDAY, day);
        for kind in [PlanKind::Block, PlanKind::Season] {
            let drafted = ask(&with_a_race_on_the_way(RacePriority::B, on), MONDAY, kind).unwrap();
            for (back, most) in [(1, 30), (2, 45), (3, 60)] {
                let date = plus_days(on, -back);
                let minutes: u16 = drafted.plan.sessions_on(date).map(|session| session.minutes).sum();
                assert!(minutes <= most, "{minutes} minutes {back} days before {on}");
                let hard = |session: &Session| session.is_hard() || session.zone > Zone::Z2 || session.has(Tag::Long);
                assert!(!drafted.plan.sessions_on(date).any(hard), "{back} days before {on}");
            }
            assert!(drafted.plan.sessions_on(on).any(Session::is_race));
        }
    }
}

#[test]
fn the_week_of_a_b_race_is_lighter_and_that_of_a_c_race_is_trained_through() {
    let on = plus_days(MONDAY, 6);
    let minutes = |priority| {
        let drafted = ask(&with_a_race_on_the_way(priority, on), MONDAY, PlanKind::Season).unwrap();
        f64::from(drafted.plan.weeks[0].minutes)
    };
    let share = minutes(RacePriority::B) / minutes(RacePriority::C);
    assert!((0.6..=0.85).contains(&share), "{share}");
}

#[test]
fn nothing_is_hard_until_a_race_of_the_same_week_is_out_of_the_legs() {
    let on = plus_days(MONDAY, 2);
    let drafted = ask(&with_a_race_on_the_way(RacePriority::B, on), MONDAY, PlanKind::Block).unwrap();
    let until = plus_days(on, 5);
    let hard = drafted.plan.sessions.iter().filter(|s| s.is_hard() && !s.is_race());
    assert!(hard.clone().all(|s| s.date < on || s.date > until), "{:?}", hard.map(|s| s.date).collect::<Vec<_>>());
}

#[test]
fn nothing_is_long_in_the_week_of_a_race_and_no_short_session_is_called_so() {
    let mut history = trained(AthleteHistory::default(), MONDAY);
    history.put_race(race(RaceKind::FullTriathlon, plus_days(MONDAY, 13)));
    let drafted = ask(&history, MONDAY, PlanKind::Block).unwrap();
    let long = drafted.plan.sessions.iter().filter(|s| s.has(Tag::Long) || s.workout == WorkoutKind::Long);
    for session in long {
        assert!(session.date < plus_days(MONDAY, 7), "{} on {}", session.title, session.date);
        assert!(session.minutes >= if session.sport == Sport::Bike { 90 } else { 60 }, "{}", session.title);
    }
}
