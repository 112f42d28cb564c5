//! Good plans made bad on purpose: each must fail on the right item.

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{Report, score};
use crate::{
    drafts::{Drafted, Request, draft, roll_out},
    history::{AthleteHistory, DoneWorkout, Effort, Reading, plus_days},
    plan::{Pace, Phase, PlanDraft, PlanKind, Session, Step, StepPart, Tag, WorkoutKind, session_id},
    vocabulary::{
        Availability, DayAvailability, Level, Profile, Race, RaceKind, RacePriority, Readiness, Sport, Weekday, Zone,
    },
};

const MONDAY: Date = date(2026, 8, 10);

fn runner() -> AthleteHistory {
    let profile = Profile { sports: Some(vec![Sport::Run]), level: Some(Level::Intermediate), ..Profile::default() };
    let mut history = AthleteHistory { profile, ..AthleteHistory::default() };
    for back in (1..=70).filter(|back| back % 7 > 2) {
        let day = plus_days(MONDAY, -back);
        // A lighter week just before, so that the next one may be a full one.
        let minutes = if back < 8 { 40 } else { 55 };
        history.put_workout(DoneWorkout {
            workout_id: session_id(Uuid::max(), day, 0),
            date: day,
            sport: Sport::Run,
            minutes,
            metres: Some(u32::from(minutes) * 180),
            effort: Effort::Easy,
            load: f64::from(minutes) * 0.75,
            result_s: None,
        });
    }
    history
}

fn racing(history: AthleteHistory, days: i32) -> AthleteHistory {
    let race = Race {
        race_id: Uuid::from_u128(3),
        date: plus_days(MONDAY, days),
        kind: RaceKind::TenKm,
        priority: RacePriority::A,
        name: "Goal".to_owned(),
        target_time_s: None,
    };
    AthleteHistory { races: vec![race], ..history }
}

fn plan(history: &AthleteHistory, kind: PlanKind) -> PlanDraft {
    let request = Request { plan_id: Uuid::from_u128(1), history, kind, from: MONDAY, goal: None };
    let drafted: Drafted = if kind == PlanKind::Season { roll_out(&request) } else { draft(&request) }.unwrap();
    assert!(drafted.score.passes(), "{:?}", drafted.score);
    drafted.plan
}

fn value(report: &Report, n: u8) -> f64 {
    report.item(n).unwrap_or_else(|| panic!("item {n} does not apply: {report:?}")).value
}

/// The plan spoilt must lose that item, and fail altogether where it is a gate.
fn fails(history: &AthleteHistory, kind: PlanKind, n: u8, spoil: impl FnOnce(&mut PlanDraft)) {
    let mut bad = plan(history, kind);
    let before = score(&bad, history).item(n).map_or(1.0, |item| item.value);
    assert_eq!(before, 1.0, "item {n} was not full before");
    spoil(&mut bad);
    bad.sessions.sort_by_key(|session| session.date);
    let report = score(&bad, history);
    assert_eq!(value(&report, n), 0.0, "{report:?}");
    if [1, 2, 4, 12, 13].contains(&n) {
        assert!(report.gates_failed.contains(&n) && !report.passes());
    }
}

fn session(day: i32, zone: Zone, minutes: u16) -> Session {
    let on = plus_days(MONDAY, day);
    let id = session_id(Uuid::nil(), on, 50 + usize::from(minutes));
    let mut session = Session::new(id, on, Sport::Run, WorkoutKind::Endurance, zone, minutes);
    session.steps = vec![Step::steady(StepPart::Main, u32::from(minutes) * 60, zone)];
    session
}

#[test]
fn back_to_back_intervals_fail_on_hard_spacing() {
    fails(&runner(), PlanKind::Block, 1, |plan| {
        plan.sessions.extend([session(1, Zone::Z5, 30), session(2, Zone::Z5, 30), session(3, Zone::Z5, 30)]);
    });
}

#[test]
fn fourteen_days_without_rest_fail_on_rest() {
    fails(&runner(), PlanKind::Block, 2, |plan| {
        plan.sessions.extend((0..14).map(|day| session(day, Zone::Z1, 20)));
    });
}

#[test]
fn a_week_of_tempo_fails_on_intensity() {
    fails(&runner(), PlanKind::Week, 3, |plan| {
        let total: u16 = plan.sessions.iter().map(|session| session.minutes).sum();
        plan.sessions = vec![session(1, Zone::Z3, total * 6 / 10), session(3, Zone::Z2, total * 4 / 10)];
    });
}

#[test]
fn a_week_forty_percent_up_fails_on_the_ramp() {
    fails(&runner(), PlanKind::Week, 4, |plan| plan.sessions.push(session(2, Zone::Z2, 110)));
}

#[test]
fn a_leap_of_the_longest_run_fails_on_it() {
    fails(&runner(), PlanKind::Week, 5, |plan| plan.sessions[0].metres = Some(16_000));
}

#[test]
fn one_run_that_is_most_of_the_week_fails_on_its_share() {
    fails(&runner(), PlanKind::Week, 6, |plan| {
        plan.sessions.truncate(3);
        plan.sessions[0] = session(0, Zone::Z2, 145);
    });
}

#[test]
fn too_much_at_threshold_fails_on_the_caps() {
    fails(&runner(), PlanKind::Week, 7, |plan| {
        let tempo = Step { pace: Some(Pace::Threshold), ..Step::steady(StepPart::Main, 3600, Zone::Z4) };
        plan.sessions[0].steps = vec![tempo];
    });
}

#[test]
fn a_season_without_light_weeks_fails_on_deload() {
    let history = racing(runner(), 7 * 20 + 6);
    fails(&history, PlanKind::Season, 8, |plan| {
        let light: Vec<_> = plan.weeks.iter().filter(|week| week.deload).cloned().collect();
        for week in light {
            let mut extra = session(0, Zone::Z1, 120);
            extra.date = week.start;
            plan.sessions.push(extra);
        }
    });
}

#[test]
fn a_rising_race_week_fails_on_the_taper() {
    let history = racing(runner(), 13);
    fails(&history, PlanKind::Block, 9, |plan| {
        plan.sessions.extend([session(8, Zone::Z2, 100), session(10, Zone::Z2, 100)]);
    });
}

#[test]
fn a_flood_of_load_fails_on_form() {
    fails(&runner(), PlanKind::Block, 10, |plan| {
        plan.sessions.extend((0..14).step_by(2).map(|day| session(day, Zone::Z3, 240)));
    });
}

#[test]
fn six_equal_days_fail_on_monotony() {
    fails(&runner(), PlanKind::Week, 11, |plan| {
        plan.sessions = (0..6).map(|day| session(day, Zone::Z2, 40)).collect();
    });
}

#[test]
fn hard_at_readiness_one_fails_on_body_signals() {
    let mut history = runner();
    let reading = Reading { readiness: Readiness::try_new(1).ok(), ill: false };
    history.readings.insert(MONDAY, reading);
    fails(&history, PlanKind::Week, 12, |plan| plan.sessions.push(session(0, Zone::Z5, 30)));
}

#[test]
fn a_session_on_a_day_off_fails_on_constraints() {
    let mut history = runner();
    let open = Weekday::ALL.iter().filter(|&&day| day != Weekday::Wednesday);
    let days = open.map(|&day| DayAvailability { day, minutes: None, sports: vec![] });
    history.profile.availability = Some(Availability::new(days));
    fails(&history, PlanKind::Week, 13, |plan| plan.sessions.push(session(2, Zone::Z2, 30)));
}

#[test]
fn a_session_before_the_plan_fails_on_constraints() {
    fails(&runner(), PlanKind::Week, 13, |plan| plan.sessions.push(session(-1, Zone::Z2, 30)));
}

#[test]
fn parts_that_do_not_add_up_fail_on_targets() {
    fails(&runner(), PlanKind::Week, 14, |plan| plan.sessions.iter_mut().for_each(|session| session.minutes += 1));
}

#[test]
fn a_triathlon_week_without_swims_fails_on_balance() {
    let history = AthleteHistory::default();
    fails(&history, PlanKind::Week, 15, |plan| plan.sessions.retain(|session| session.sport != Sport::Swim));
}

#[test]
fn the_report_reads_as_documented() {
    let history = runner();
    let report = serde_json::to_value(score(&plan(&history, PlanKind::Week), &history)).unwrap();
    assert!(report["score"].is_number() && report["gates_failed"].as_array().unwrap().is_empty());
    let first = &report["items"][0];
    assert_eq!((first["n"].as_u64(), first["value"].as_f64()), (Some(1), Some(1.0)));
    assert!(first["why"].is_string());
}

#[test]
fn a_race_is_no_reason_to_fail_spacing_but_training_beside_it_is() {
    let history = racing(runner(), 5);
    let mut plan = plan(&history, PlanKind::Week);
    assert!(plan.weeks.iter().any(|week| week.phase == Phase::Race));
    assert!(plan.sessions.iter().any(|session| session.has(Tag::Race)));
    plan.sessions.push(session(4, Zone::Z5, 30));
    plan.sessions.sort_by_key(|session| session.date);
    assert_eq!(value(&score(&plan, &history), 1), 0.0);
}
