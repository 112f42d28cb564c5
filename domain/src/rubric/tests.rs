//! What the report says, and what the tests of the rubric share; the plans made bad on purpose are in `planted`.

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::score;
use crate::{
    drafts::{Drafted, Request, draft, roll_out},
    history::{AthleteHistory, DoneWorkout, Effort, plus_days},
    plan::{Phase, PlanDraft, PlanKind, Session, Step, StepPart, Tag, WorkoutKind, session_id},
    vocabulary::{Level, Profile, Race, RaceKind, RacePriority, Sport, Zone},
};

pub(super) const MONDAY: Date = date(2026, 8, 10);

pub(super) fn runner() -> AthleteHistory {
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

pub(super) fn racing(history: AthleteHistory, days: i32) -> AthleteHistory {
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

pub(super) fn plan(history: &AthleteHistory, kind: PlanKind) -> PlanDraft {
    let request = Request { plan_id: Uuid::from_u128(1), history, kind, from: MONDAY, goal: None };
    let drafted: Drafted = if kind == PlanKind::Season { roll_out(&request) } else { draft(&request) }.unwrap();
    assert!(drafted.score.passes(), "{:?}", drafted.score);
    drafted.plan
}

/// A run in one zone, all of it.
pub(super) fn session(day: i32, zone: Zone, minutes: u16) -> Session {
    let on = plus_days(MONDAY, day);
    let id = session_id(Uuid::nil(), on, 50 + usize::from(minutes));
    let mut session = Session::new(id, on, Sport::Run, WorkoutKind::Endurance, zone, minutes);
    session.steps = vec![Step::steady(StepPart::Main, u32::from(minutes) * 60, zone)];
    session
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
    assert_eq!(score(&plan, &history).item(1).unwrap().value, 0.0);
}
