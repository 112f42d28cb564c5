use cqrs_es::Aggregate;
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{AdjustmentStatus, Plan};
use crate::{
    care::Sign,
    drafts::{Drafted, Refusal, Request, draft},
    history::{AthleteHistory, DoneWorkout, Effort, Known, Reading, plus_days},
    ledger::Addressed,
    plan::{ENGINE_VERSION, PlanCommand, PlanError, PlanEvent, PlanKind, Session},
    testing::{ATHLETE, SOMEBODY_ELSE, by, day, given, given_knowing},
    vocabulary::{Availability, Readiness, Sport},
};

const PLAN: Uuid = Uuid::from_u128(0x50);
/// The Monday after the day of sending.
const FROM: Date = date(2025, 5, 5);

fn drafted() -> Drafted {
    let history = AthleteHistory::default();
    draft(&Request { plan_id: PLAN, history: &history, kind: PlanKind::Block, from: FROM, goal: None }).unwrap()
}

fn generated() -> PlanEvent {
    PlanEvent::PlanGenerated { member_id: ATHLETE, position: 0, goal: None, drafted: Box::new(drafted()) }
}

fn generate() -> PlanCommand {
    PlanCommand::Generate { plan_id: PLAN, kind: PlanKind::Block, from: FROM, goal: None }
}

/// What the ledger knows at position 7 of somebody who did that much on those days.
fn did(days: &[(Date, u16, Effort)]) -> Known {
    let mut known = Known { position: 7, ..Known::default() };
    for (n, &(date, minutes, effort)) in (1..).zip(days) {
        known.history.put_workout(DoneWorkout {
            workout_id: Uuid::from_u128(n),
            date,
            sport: Sport::Bike,
            minutes,
            metres: None,
            effort,
            load: f64::from(minutes) * 0.75,
            result_s: None,
        });
    }
    known
}

fn pick(test: impl Fn(&Session) -> bool) -> Session {
    drafted().plan.sessions.into_iter().find(test).unwrap()
}

fn complete(session_id: Uuid) -> PlanCommand {
    PlanCommand::Complete { plan_id: PLAN, session_id, workout_id: None }
}

fn completed(session_id: Uuid) -> PlanEvent {
    PlanEvent::SessionCompleted { session_id, workout_id: None }
}

#[test]
fn a_plan_is_generated_once_and_the_same_again_changes_nothing() {
    given::<Plan>([]).when(generate()).then_expect_events(vec![generated()]);
    given::<Plan>([generated()]).when(generate()).then_expect_events(vec![]);
}

#[test]
fn another_request_or_another_history_under_the_same_id_is_refused() {
    let week = PlanCommand::Generate { plan_id: PLAN, kind: PlanKind::Week, from: FROM, goal: None };
    given::<Plan>([generated()]).when(week).then_expect_error(PlanError::AlreadyGenerated);
    let since = did(&[(day("2025-05-02"), 60, Effort::Easy)]);
    given_knowing::<Plan>(since, [generated()]).when(generate()).then_expect_error(PlanError::AlreadyGenerated);
    let theirs = by(SOMEBODY_ELSE, generate());
    given::<Plan>([generated()]).when_asked(theirs).then_expect_error(PlanError::NotYours);
}

#[test]
fn a_plan_is_drafted_from_what_the_ledger_knows_and_says_as_of_when() {
    let known = did(&[(day("2025-05-01"), 60, Effort::Easy), (day("2025-05-02"), 300, Effort::Hard)]);
    let request = Request { plan_id: PLAN, history: &known.history, kind: PlanKind::Block, from: FROM, goal: None };
    let drafted = Box::new(draft(&request).unwrap());
    assert_eq!(drafted.plan.inputs_digest, known.digest());
    let generated = PlanEvent::PlanGenerated { member_id: ATHLETE, position: 7, goal: None, drafted };
    given_knowing::<Plan>(known, []).when(generate()).then_expect_events(vec![generated]);
}

#[test]
fn a_plan_that_would_not_be_safe_or_good_is_refused_with_its_reason() {
    let mut known = Known::default();
    known.history.profile.availability = Some(Availability::new([]));
    given_knowing::<Plan>(known, []).when(generate()).then_expect_error(PlanError::Refused(Refusal::NoUsableDay));
}

#[test]
fn an_emergency_holds_everything_until_a_person_has_cleared_it() {
    let mut known = Known::default();
    known.history.signs.insert(Sign::ChestPain);
    let on_hold = || PlanError::Refused(Refusal::OnHold { sign: Sign::ChestPain });
    given_knowing::<Plan>(known.clone(), []).when(generate()).then_expect_error(on_hold());
    let command = PlanCommand::Move { plan_id: PLAN, session_id: pick(|_| true).id, to: FROM };
    given_knowing::<Plan>(known, [generated()]).when(command).then_expect_error(on_hold());
}

#[test]
fn a_plan_begins_today_or_within_a_year() {
    let from = |from: &str| PlanCommand::Generate { plan_id: PLAN, kind: PlanKind::Week, from: day(from), goal: None };
    for far in ["2025-04-30", "2026-05-04"] {
        given::<Plan>([]).when(from(far)).then_expect_error(PlanError::Begins(day(far)));
    }
}

#[test]
fn a_session_is_completed_reopened_and_skipped() {
    let id = pick(|_| true).id;
    given::<Plan>([generated()]).when(complete(id)).then_expect_events(vec![completed(id)]);
    given::<Plan>([generated(), completed(id)]).when(complete(id)).then_expect_events(vec![]);
    let skip = || PlanCommand::Skip { plan_id: PLAN, session_id: id, reason: None };
    given::<Plan>([generated(), completed(id)]).when(skip()).then_expect_error(PlanError::Settled);
    let reopen = PlanCommand::Reopen { plan_id: PLAN, session_id: id };
    let reopened = PlanEvent::SessionReopened { session_id: id };
    given::<Plan>([generated(), completed(id)]).when(reopen).then_expect_events(vec![reopened.clone()]);
    let skipped = PlanEvent::SessionSkipped { session_id: id, reason: None };
    given::<Plan>([generated(), completed(id), reopened]).when(skip()).then_expect_events(vec![skipped]);
}

#[test]
fn somebody_elses_plan_is_not_touched() {
    let command = by(SOMEBODY_ELSE, complete(pick(|_| true).id));
    given::<Plan>([generated()]).when_asked(command).then_expect_error(PlanError::NotYours);
}

#[test]
fn a_session_moves_to_a_day_to_come_but_not_beside_a_hard_one_nor_out_of_the_plan() {
    let hard = pick(Session::is_hard);
    let to = |days| plus_days(hard.date, days);
    let move_to = |to| PlanCommand::Move { plan_id: PLAN, session_id: hard.id, to };
    given::<Plan>([generated()]).when(move_to(to(1))).then_expect_error(PlanError::HardNeighbour(to(1)));
    given::<Plan>([generated()]).when(move_to(to(-9))).then_expect_error(PlanError::OutsidePlan(to(-9)));
    let moved = PlanEvent::SessionMoved { session_id: hard.id, from: hard.date, to: to(-1) };
    given::<Plan>([generated()]).when(move_to(to(-1))).then_expect_events(vec![moved]);
}

/// On the evening of the plan's first day.
fn that_evening(command: PlanCommand) -> Addressed<PlanCommand> {
    Addressed { sent_at: "2025-05-05T20:00:00Z".parse().unwrap(), ..by(ATHLETE, command) }
}

/// A hard session and a day that it could move to but for what was done the day before.
fn hard_and_where_to() -> (Session, Date) {
    let hard = pick(Session::is_hard);
    let to = plus_days(hard.date, -1);
    (hard, to)
}

#[test]
fn a_hard_session_does_not_move_beside_a_hard_day_of_the_log() {
    let (hard, to) = hard_and_where_to();
    assert_eq!(to, FROM, "the first day of the plan");
    let move_there = || PlanCommand::Move { plan_id: PLAN, session_id: hard.id, to };
    let log = |effort| did(&[(plus_days(to, -1), 60, effort)]);
    let moved = PlanEvent::SessionMoved { session_id: hard.id, from: hard.date, to };
    given_knowing::<Plan>(log(Effort::Easy), [generated()])
        .when_asked(that_evening(move_there()))
        .then_expect_events(vec![moved]);
    given_knowing::<Plan>(log(Effort::Hard), [generated()])
        .when_asked(that_evening(move_there()))
        .then_expect_error(PlanError::HardNeighbour(to));
}

#[test]
fn a_session_does_not_move_where_the_log_and_the_plan_leave_no_day_off() {
    let (hard, to) = hard_and_where_to();
    let move_there = || PlanCommand::Move { plan_id: PLAN, session_id: hard.id, to };
    // Five days up to the plan's first, and the days after it.
    let days = |count| did(&(1..=count).map(|n| (plus_days(to, -n), 40, Effort::Easy)).collect::<Vec<_>>());
    let gap =
        (1..).find(|&n| plus_days(to, n) == hard.date || drafted().plan.sessions_on(plus_days(to, n)).count() == 0);
    let after = gap.unwrap() - 1;
    given_knowing::<Plan>(days(6 - after), [generated()])
        .when_asked(that_evening(move_there()))
        .then_expect_error(PlanError::NoRest(to));
    let moved = PlanEvent::SessionMoved { session_id: hard.id, from: hard.date, to };
    given_knowing::<Plan>(days(5 - after), [generated()])
        .when_asked(that_evening(move_there()))
        .then_expect_events(vec![moved]);
}

#[test]
fn nothing_hard_moves_to_a_day_of_which_something_bad_was_told() {
    let (hard, to) = hard_and_where_to();
    let mut known = Known::default();
    known.history.readings.insert(to, Reading { readiness: Readiness::try_new(1).ok(), ill: false });
    let command = PlanCommand::Move { plan_id: PLAN, session_id: hard.id, to };
    given_knowing::<Plan>(known, [generated()]).when(command).then_expect_error(PlanError::BodySaysNo(to));
}

#[test]
fn an_adjustment_is_proposed_by_the_engine_accepted_and_undone() {
    // After a long ride on the plan's first day.
    let known = did(&[(FROM, 240, Effort::Easy)]);
    let adjustment_id = Uuid::from_u128(8);
    let mut state = Plan::default();
    state.apply(generated());
    let propose = PlanCommand::Propose { plan_id: PLAN, adjustment_id, date: FROM };
    let proposed = state.decide(that_evening(propose.clone()), &known).unwrap();
    let [PlanEvent::AdjustmentProposed { position: 7, inputs_digest, engine_version, adjustment }] = &proposed[..]
    else {
        panic!("{proposed:?}");
    };
    assert_eq!((inputs_digest, engine_version.as_str()), (&known.digest(), ENGINE_VERSION));
    let changed = adjustment.changes[0].clone();
    state.apply(proposed[0].clone());
    assert_eq!(state.decide(that_evening(propose), &known).unwrap(), vec![], "the same proposal again changes nothing");

    let now = |state: &Plan| state.draft().unwrap().sessions.iter().find(|s| s.id == changed.before.id).cloned();
    let adjusted = state.decide(that_evening(PlanCommand::Accept { plan_id: PLAN, adjustment_id }), &known).unwrap();
    assert_eq!(adjusted, [PlanEvent::PlanAdjusted { adjustment_id }]);
    state.apply(adjusted[0].clone());
    assert_eq!(now(&state), Some(*changed.after.clone()));
    let undone = state.decide(that_evening(PlanCommand::Undo { plan_id: PLAN, adjustment_id }), &known).unwrap();
    assert_eq!(undone, [PlanEvent::AdjustmentUndone { adjustment_id }]);
    state.apply(undone[0].clone());
    assert_eq!(now(&state), Some(*changed.before.clone()));
    assert_eq!(state.issued.unwrap().adjustments[&adjustment_id].1, AdjustmentStatus::Undone);
}

#[test]
fn what_was_taken_out_is_not_put_back_while_the_athlete_is_tired_or_hurts() {
    let mut known = did(&[(FROM, 240, Effort::Easy)]);
    let adjustment_id = Uuid::from_u128(8);
    let mut state = Plan::default();
    state.apply(generated());
    for command in [
        PlanCommand::Propose { plan_id: PLAN, adjustment_id, date: FROM },
        PlanCommand::Accept { plan_id: PLAN, adjustment_id },
    ] {
        state.decide(that_evening(command), &known).unwrap().into_iter().for_each(|event| state.apply(event));
    }
    let undo = || that_evening(PlanCommand::Undo { plan_id: PLAN, adjustment_id });
    known.history.readings.insert(FROM, Reading { readiness: None, ill: true });
    assert_eq!(state.decide(undo(), &known), Err(PlanError::BodySaysNo(FROM)));
    known.history.readings.clear();
    assert_eq!(state.decide(undo(), &known), Ok(vec![PlanEvent::AdjustmentUndone { adjustment_id }]));
}

#[test]
fn nothing_is_proposed_for_a_day_that_went_as_planned_or_is_still_to_come() {
    let propose = |date| PlanCommand::Propose { plan_id: PLAN, adjustment_id: Uuid::from_u128(8), date };
    let far = plus_days(FROM, 5);
    given::<Plan>([generated()]).when(propose(far)).then_expect_error(PlanError::OutsidePlan(far));
    given::<Plan>([generated()])
        .when_asked(that_evening(propose(FROM)))
        .then_expect_error(PlanError::NothingToAdjust(FROM));
}

#[test]
fn a_superseded_plan_takes_no_more_commands() {
    let by = Uuid::from_u128(0x51);
    let superseded = PlanEvent::PlanSuperseded { by };
    let command = PlanCommand::Supersede { plan_id: PLAN, by };
    given::<Plan>([generated()]).when(command).then_expect_events(vec![superseded.clone()]);
    let complete = complete(pick(|_| true).id);
    given::<Plan>([generated(), superseded]).when(complete).then_expect_error(PlanError::Superseded);
}

/// A season of the default athlete, and the day on which its third week is near.
fn season() -> (PlanEvent, Drafted, Date) {
    let history = AthleteHistory::default();
    let kind = PlanKind::Season;
    let drafted = draft(&Request { plan_id: PLAN, history: &history, kind, from: FROM, goal: None }).unwrap();
    let generated =
        PlanEvent::PlanGenerated { member_id: ATHLETE, position: 0, goal: None, drafted: Box::new(drafted.clone()) };
    (generated, drafted, plus_days(FROM, 7))
}

fn asked_on(date: Date, command: PlanCommand) -> Addressed<PlanCommand> {
    Addressed { sent_at: format!("{date}T08:00:00Z").parse().unwrap(), ..by(ATHLETE, command) }
}

#[test]
fn a_season_is_extended_when_a_week_is_near_and_only_once() {
    let (generated, drafted, near) = season();
    let mut state = Plan::default();
    state.apply(generated);
    let extend = || PlanCommand::Extend { plan_id: PLAN };
    let known = Known { position: 9, ..Known::default() };
    let early = state.decide(asked_on(plus_days(near, -1), extend()), &known).unwrap();
    assert_eq!(early, [], "no week is near yet");
    let events = state.decide(asked_on(near, extend()), &known).unwrap();
    let [PlanEvent::WeeksDrafted { position: 9, inputs_digest, engine_version, drafted: weeks }] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!((inputs_digest, engine_version.as_str()), (&known.digest(), ENGINE_VERSION));
    state.apply(events[0].clone());
    let plan = state.draft().unwrap();
    assert!(plan.weeks[2].made && !plan.weeks[3].made);
    assert_eq!(plan.sessions.len(), drafted.plan.sessions.len() + weeks.sessions.len());
    assert_eq!(state.decide(asked_on(near, extend()), &known).unwrap(), [], "asked again, nothing happens");
    let new = complete(weeks.sessions[0].id);
    assert_eq!(state.decide(asked_on(near, new), &known).unwrap(), [completed(weeks.sessions[0].id)]);
}

#[test]
fn what_was_ticked_off_without_a_workout_counts_when_the_next_weeks_are_made() {
    let (generated, drafted, near) = season();
    let later = plus_days(near, 6);
    let extended = |ticked: bool| {
        let mut state = Plan::default();
        state.apply(generated.clone());
        // Somebody who trained before and tells nothing but "done" since.
        let days: Vec<_> = (1..=28).filter(|n| n % 2 == 0).map(|n| (plus_days(FROM, -n), 60, Effort::Easy)).collect();
        for session in drafted.plan.sessions.iter().filter(|s| ticked && s.date < later) {
            state.apply(completed(session.id));
        }
        let command = PlanCommand::Extend { plan_id: PLAN };
        let events = state.decide(asked_on(later, command), &did(&days)).unwrap();
        let PlanEvent::WeeksDrafted { drafted, .. } = &events[0] else { panic!("{events:?}") };
        drafted.weeks[0].minutes
    };
    assert!(extended(true) > extended(false), "{} and {}", extended(true), extended(false));
}

#[test]
fn a_session_does_not_move_into_a_week_that_is_still_to_be_made() {
    let (generated, drafted, near) = season();
    let easy = drafted.plan.sessions.iter().find(|s| s.date >= near && !s.is_hard()).unwrap();
    let to = plus_days(FROM, 15);
    let command = PlanCommand::Move { plan_id: PLAN, session_id: easy.id, to };
    given::<Plan>([generated]).when(command).then_expect_error(PlanError::OutsidePlan(to));
}

#[test]
fn an_emergency_holds_the_next_weeks_too() {
    let (generated, _, near) = season();
    let mut known = Known::default();
    known.history.signs.insert(Sign::Stroke);
    let asked = asked_on(near, PlanCommand::Extend { plan_id: PLAN });
    let on_hold = PlanError::Refused(Refusal::OnHold { sign: Sign::Stroke });
    given_knowing::<Plan>(known, [generated]).when_asked(asked).then_expect_error(on_hold);
}
