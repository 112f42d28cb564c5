use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;
use crate::{
    drafts::{Request, draft},
    history::{AthleteHistory, DoneWorkout, Effort, OpenInjury, Reading},
    plan::{PlanDraft, PlanKind, SessionStatus, Step},
    vocabulary::{BodyPart, Readiness, Sport},
};

const MONDAY: Date = jiff::civil::date(2026, 8, 10);

fn plan() -> PlanDraft {
    let history = AthleteHistory::default();
    let request = Request { plan_id: Uuid::nil(), history: &history, kind: PlanKind::Block, from: MONDAY, goal: None };
    draft(&request).unwrap().plan
}

fn planned_on(plan: &PlanDraft, date: Date) -> u16 {
    plan.sessions_on(date).map(|session| session.minutes).sum()
}

/// A day whose next one is hard.
fn eve_of_a_hard_day(plan: &PlanDraft) -> Date {
    let hard = plan.sessions.iter().find(|s| s.is_hard() && planned_on(plan, plus_days(s.date, -1)) > 0).unwrap();
    plus_days(hard.date, -1)
}

/// In the sport of that day's session; a ride on a day off.
fn did(plan: &PlanDraft, date: Date, minutes: u16) -> AthleteHistory {
    let sport = plan.sessions_on(date).next().map_or(Sport::Bike, |session| session.sport);
    did_in(sport, date, minutes)
}

fn did_in(sport: Sport, date: Date, minutes: u16) -> AthleteHistory {
    let mut history = AthleteHistory::default();
    if minutes > 0 {
        history.put_workout(DoneWorkout {
            workout_id: Uuid::from_u128(1),
            date,
            sport,
            minutes,
            metres: None,
            effort: Effort::Easy,
            load: f64::from(minutes) * 0.75,
            result_s: None,
        });
    }
    history
}

/// Seen two days after.
fn adjustment(plan: &PlanDraft, history: &AthleteHistory, date: Date, days_later: i32) -> Option<Adjustment> {
    let settled = BTreeMap::new();
    let standing = Standing::of(plan, &settled, history, plus_days(date, days_later));
    propose(&standing, Uuid::nil(), date)
}

fn minutes(adjustment: &Adjustment, pick: fn(&SessionChange) -> &Session) -> u32 {
    adjustment.changes.iter().map(|change| u32::from(pick(change).minutes)).sum()
}

#[test]
fn a_fifth_more_or_less_changes_nothing() {
    let plan = plan();
    let date = eve_of_a_hard_day(&plan);
    let planned = planned_on(&plan, date);
    for done in [planned * 6 / 5, planned - planned / 5] {
        assert_eq!(adjustment(&plan, &did(&plan, date, done), date, 2), None);
    }
}

#[test]
fn too_much_is_taken_from_the_days_after_and_tomorrow_becomes_easy() {
    let plan = plan();
    let date = eve_of_a_hard_day(&plan);
    let adjustment = adjustment(&plan, &did(&plan, date, planned_on(&plan, date) + 60), date, 0).unwrap();
    let tomorrow = plus_days(date, 1);
    assert!(adjustment.changes.iter().all(|change| change.before.date >= tomorrow));
    assert!(adjustment.changes.iter().any(|c| c.before.date == tomorrow && c.before.is_hard() && !c.after.is_hard()));
    let (before, after) = (minutes(&adjustment, |c| &c.before), minutes(&adjustment, |c| &c.after));
    assert!(after < before && before - after <= 60 && !adjustment.adds());
}

#[test]
fn a_long_ride_on_a_day_off_makes_the_next_days_lighter() {
    let plan = plan();
    let free = (0..14).map(|day| plus_days(MONDAY, day)).find(|&date| planned_on(&plan, date) == 0).unwrap();
    let adjustment = adjustment(&plan, &did(&plan, free, 90), free, 0).unwrap();
    assert_eq!(adjustment.cause.planned_minutes, 0);
    assert!(!adjustment.adds());
}

/// The first day of the plan with sessions, missed; the athlete is used to such weeks.
fn missed() -> (PlanDraft, AthleteHistory, Date) {
    let plan = plan();
    let date = plan.sessions[0].date;
    let mut history = AthleteHistory::default();
    for day in 1..=20 {
        let mut done = did_in(Sport::Bike, plus_days(MONDAY, -day), 100).workouts.remove(0);
        done.workout_id = Uuid::from_u128(day.unsigned_abs().into());
        history.put_workout(done);
    }
    (plan, history, date)
}

#[test]
fn what_was_missed_comes_back_by_a_tenth_at_most_and_not_within_48_hours() {
    let (plan, history, date) = missed();
    let adjustment = adjustment(&plan, &history, date, 2).unwrap();
    assert!(adjustment.adds());
    for change in &adjustment.changes {
        assert!(days_between(date, change.before.date) > 2);
        assert!(change.after.minutes * 10 <= change.before.minutes * 11);
        let parts: u32 = change.after.steps.iter().map(Step::total_s).sum();
        assert_eq!(parts, u32::from(change.after.minutes) * 60);
    }
}

#[test]
fn nothing_is_added_to_a_tired_or_hurting_athlete_nor_while_the_day_goes_on() {
    let (plan, history, date) = missed();
    let tired = Reading { readiness: Readiness::try_new(2).ok(), ill: false };
    let mut exhausted = history.clone();
    exhausted.readings.insert(plus_days(date, 1), tired);
    let mut hurting = history.clone();
    let body_part = BodyPart::Knee;
    hurting.injuries.push(OpenInjury { injury_id: Uuid::nil(), body_part, severity: 3, signs: vec![] });
    assert!(adjustment(&plan, &history, date, 2).is_some());
    assert_eq!(adjustment(&plan, &exhausted, date, 2), None);
    assert_eq!(adjustment(&plan, &hurting, date, 2), None);
    assert_eq!(adjustment(&plan, &history, date, 0), None);
}

#[test]
fn nothing_is_added_beyond_a_tenth_over_the_heaviest_week_nor_beyond_what_the_day_holds() {
    let (plan, history, date) = missed();
    // What was done before makes the plan's weeks as heavy as they may be.
    let few = AthleteHistory { workouts: history.workouts[..3].to_vec(), ..AthleteHistory::default() };
    assert_eq!(adjustment(&plan, &few, date, 2), None);
    let mut full = history;
    let days =
        plan.sessions_of(&plan.weeks[0]).map(|session| (Weekday::of(session.date), planned_on(&plan, session.date)));
    full.profile.availability = Some(crate::vocabulary::Availability::new(days.map(|(day, minutes)| {
        crate::vocabulary::DayAvailability { day, minutes: Minutes::try_new(minutes).ok(), sports: vec![] }
    })));
    assert_eq!(adjustment(&plan, &full, date, 2), None);
}

#[test]
fn what_is_past_or_settled_is_left_alone() {
    let plan = plan();
    let date = eve_of_a_hard_day(&plan);
    let history = did(&plan, date, planned_on(&plan, date) + 120);
    let tomorrow: Vec<_> = plan.sessions_on(plus_days(date, 1)).collect();
    let settled = BTreeMap::from_iter(tomorrow.iter().map(|session| (session.id, SessionStatus::Skipped)));
    let standing = Standing::of(&plan, &settled, &history, date);
    let adjustment = propose(&standing, Uuid::nil(), date).unwrap();
    assert!(adjustment.changes.iter().all(|change| change.before.date > plus_days(date, 1)));
    let late = super::tests::adjustment(&plan, &history, date, 5).unwrap();
    assert!(late.changes.iter().all(|change| change.before.date >= plus_days(date, 4)));
}

/// A day of a single session, and a sport that isn't its own.
fn single(plan: &PlanDraft) -> (Session, Sport) {
    let alone = |session: &&Session| plan.sessions_on(session.date).count() == 1;
    let session = plan.sessions.iter().find(alone).unwrap().clone();
    let other = if session.sport == Sport::Run { Sport::Bike } else { Sport::Run };
    (session, other)
}

#[test]
fn an_hour_of_one_sport_does_not_stand_for_an_hour_of_another() {
    let plan = plan();
    let (session, other) = single(&plan);
    let history = did_in(other, session.date, session.minutes);
    let adjustment = adjustment(&plan, &history, session.date, 2).unwrap();
    let cause = adjustment.cause;
    assert_eq!((cause.sport, cause.planned_minutes, cause.done_minutes), (Some(other), 0, session.minutes.into()));
    assert!(!adjustment.adds());
    // The day was no longer than planned, so only the sport that was too much gives something up.
    let cut = adjustment.changes.iter().filter(|change| change.after.minutes < change.before.minutes);
    assert!(cut.clone().all(|change| change.before.sport == other) && cut.count() > 0);
}

#[test]
fn what_was_missed_comes_back_in_its_own_sport() {
    let (plan, history, date) = missed();
    let adjustment = adjustment(&plan, &history, date, 2).unwrap();
    let missed = adjustment.cause.sport.unwrap();
    assert!(adjustment.changes.iter().all(|change| change.before.sport == missed), "{missed}");
}

#[test]
fn other_sports_give_up_no_more_than_the_day_was_too_long() {
    let plan = plan();
    let (session, _) = single(&plan);
    let instead = |more| did_in(Sport::Strength, session.date, session.minutes + more);
    let cut = |more| {
        let adjustment = adjustment(&plan, &instead(more), session.date, 2);
        adjustment.map_or(0, |adjustment| minutes(&adjustment, |c| &c.before) - minutes(&adjustment, |c| &c.after))
    };
    assert_eq!(cut(0), 0);
    assert!((1..=30).contains(&cut(30)), "{}", cut(30));
}

fn ill_on(date: Date) -> AthleteHistory {
    let mut history = AthleteHistory::default();
    history.readings.insert(date, Reading { readiness: None, ill: true });
    history
}

#[test]
fn after_an_illness_nothing_is_hard_for_a_week_and_everything_is_shorter_whatever_was_done() {
    let plan = plan();
    let date = eve_of_a_hard_day(&plan);
    let adjustment = adjustment(&plan, &ill_on(date), date, 0).unwrap();
    let week: Vec<_> = plan.sessions.iter().filter(|s| s.date > date && s.date <= plus_days(date, 7)).collect();
    let changed: Vec<_> = adjustment.changes.iter().map(|change| change.before.id).collect();
    assert_eq!(changed, week.iter().map(|session| session.id).collect::<Vec<_>>());
    for SessionChange { before, after } in &adjustment.changes {
        let parts: u32 = after.steps.iter().map(Step::total_s).sum();
        assert_eq!(parts, u32::from(after.minutes) * 60, "{}", after.title);
        assert!(!after.is_hard() && after.zone.is_easy() && after.minutes < before.minutes, "{}", after.title);
        assert!(after.note.as_ref().unwrap().text.contains("not medical advice"));
    }
    assert_eq!(adjustment.cause.sport, None);
}

#[test]
fn what_was_spared_once_is_not_cut_again_on_the_next_day_of_illness() {
    let mut plan = plan();
    let date = eve_of_a_hard_day(&plan);
    for change in adjustment(&plan, &ill_on(date), date, 0).unwrap().changes {
        plan.sessions.iter_mut().filter(|s| s.id == change.after.id).for_each(|s| s.clone_from(&change.after));
    }
    let again = adjustment(&plan, &ill_on(plus_days(date, 1)), plus_days(date, 1), 0);
    let new = again.iter().flat_map(|adjustment| &adjustment.changes).filter(|c| c.before.date <= plus_days(date, 7));
    assert_eq!(new.count(), 0);
}
