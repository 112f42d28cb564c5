use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::{
    drafts::{Drafted, draft},
    history::{DoneWorkout, Effort, OpenInjury},
    plan::{Phase, session_id},
    vocabulary::{BodyPart, Level, Profile, RacePriority, Sport},
};

/// A Monday.
const MONDAY: Date = date(2026, 8, 10);
const WEEKS: i32 = 16;

fn did(history: &mut AthleteHistory, date: Date, minutes: u16) {
    history.put_workout(DoneWorkout {
        workout_id: session_id(Uuid::max(), date, 0),
        date,
        sport: Sport::Run,
        minutes,
        metres: Some(u32::from(minutes) * 180),
        effort: Effort::Easy,
        load: f64::from(minutes) * 0.8,
        result_s: None,
    });
}

/// A runner of eight steady weeks, ten kilometres before them.
fn runner() -> AthleteHistory {
    let profile = Profile { sports: Some(vec![Sport::Run]), level: Some(Level::Intermediate), ..Profile::default() };
    let mut history = AthleteHistory { profile, ..AthleteHistory::default() };
    (1..=56).filter(|back| back % 7 < 5).for_each(|back| did(&mut history, plus_days(MONDAY, -back), 50));
    history.put_race(Race {
        race_id: Uuid::from_u128(9),
        date: plus_days(MONDAY, 7 * WEEKS - 1),
        kind: RaceKind::TenKm,
        priority: RacePriority::A,
        name: "Goal".to_owned(),
        target_time_s: None,
    });
    history
}

fn season(history: &AthleteHistory) -> Drafted {
    let request = Request { plan_id: Uuid::from_u128(1), history, kind: PlanKind::Season, from: MONDAY, goal: None };
    draft(&request).unwrap()
}

/// Does what the plan says of the days before that one, in proportion.
fn follow(history: &mut AthleteHistory, plan: &PlanDraft, from: Date, until: Date, percent: u16) {
    for session in plan.sessions.iter().filter(|s| (from..until).contains(&s.date) && !s.is_race()) {
        history.put_workout(DoneWorkout {
            workout_id: session.id,
            date: session.date,
            sport: session.sport,
            minutes: session.minutes * percent / 100,
            metres: session.metres.map(|metres| metres * u32::from(percent) / 100),
            effort: session.effort(),
            load: session.load() * f64::from(percent) / 100.0,
            result_s: None,
        });
    }
}

fn extend(plan: &PlanDraft, history: &AthleteHistory, today: Date) -> Result<DraftedWeeks, Refusal> {
    let from = near_weeks(&plan.weeks, today).next().map_or(today, |week| week.start.max(today));
    let mut before = Timeline::before(history, today);
    let ahead = (0..days_between(today, from)).map(|day| plus_days(today, day));
    before.extend(ahead.map(|date| {
        let mut log = crate::history::DayLog::default();
        plan.sessions_on(date).for_each(|s| log.add(s.minutes, s.load(), s.effort(), s.sport, s.metres.unwrap_or(0)));
        log
    }));
    draft_weeks(&Continuation { plan, goal: None, history, before, today })
}

/// Follows a season to its end, a week at a time; the weeks' sessions as they were made.
fn lived(percent: u16) -> (PlanDraft, Vec<DraftedWeeks>) {
    let mut history = runner();
    let mut plan = season(&history).plan;
    let mut made = Vec::new();
    for week in 0..WEEKS {
        let today = plus_days(MONDAY, 7 * week);
        follow(&mut history, &plan, plus_days(today, -7), today, percent);
        if near_weeks(&plan.weeks, today).next().is_some() {
            let drafted = extend(&plan, &history, today).unwrap();
            plan.add(drafted.clone());
            made.push(drafted);
        }
    }
    (plan, made)
}

#[test]
fn a_season_that_is_followed_has_its_weeks_made_one_after_the_other_up_to_the_race() {
    let (plan, made) = lived(100);
    assert_eq!(made.len(), 14, "two weeks were there from the start");
    assert!(made.iter().all(|weeks| weeks.weeks.len() == 1 && weeks.score.passes()));
    assert!(plan.weeks.iter().all(|week| week.made && plan.sessions_of(week).count() > 0));
    assert_eq!(plan.weeks.last().unwrap().phase, Phase::Race);
    assert!(plan.sessions.last().unwrap().is_race());
    assert!(plan.weeks.iter().zip(plan.weeks.iter().skip(1)).all(|(week, next)| week.end() == next.start));
}

#[test]
fn phases_and_light_weeks_are_those_of_the_outline() {
    let outline = season(&runner()).plan.weeks;
    let (plan, _) = lived(100);
    let rhythm = |weeks: &[PlanWeek]| {
        weeks.iter().map(|week| (week.start, week.days, week.phase, week.deload)).collect::<Vec<_>>()
    };
    assert_eq!(rhythm(&plan.weeks), rhythm(&outline));
}

#[test]
fn volume_follows_what_was_really_done() {
    let minutes = |percent| lived(percent).0.weeks[5..11].iter().map(|week| week.minutes).sum::<u32>();
    assert!(f64::from(minutes(70)) < 0.8 * f64::from(minutes(100)));
}

#[test]
fn weeks_that_have_sessions_and_weeks_that_are_far_stay_as_they_are() {
    let history = runner();
    let plan = season(&history).plan;
    assert_eq!(near_weeks(&plan.weeks, MONDAY).count(), 0);
    assert_eq!(near_weeks(&plan.weeks, plus_days(MONDAY, 6)).count(), 0);
    let due: Vec<Date> = near_weeks(&plan.weeks, plus_days(MONDAY, 7)).map(|week| week.start).collect();
    assert_eq!(due, [plus_days(MONDAY, 14)]);
    let mut longer = plan.clone();
    longer.add(extend(&plan, &history, plus_days(MONDAY, 7)).unwrap());
    assert_eq!(longer.weeks[..2], plan.weeks[..2]);
    assert_eq!(longer.weeks[3..], plan.weeks[3..]);
    let old: Vec<_> = longer.sessions.iter().filter(|s| s.date < plus_days(MONDAY, 14)).cloned().collect();
    assert_eq!(old, plan.sessions);
}

#[test]
fn a_week_that_has_begun_gets_the_days_that_are_left_and_one_that_is_over_none() {
    let mut history = runner();
    let plan = season(&history).plan;
    follow(&mut history, &plan, MONDAY, plus_days(MONDAY, 14), 100);
    let wednesday = plus_days(MONDAY, 23);
    // Nobody asked for the third week; the fourth has begun, the fifth is near.
    for day in 14..23 {
        if day % 2 == 0 {
            did(&mut history, plus_days(MONDAY, day), 50);
        }
    }
    let drafted = extend(&plan, &history, wednesday).unwrap();
    let starts: Vec<Date> = drafted.weeks.iter().map(|week| week.start).collect();
    assert_eq!(starts, [plus_days(MONDAY, 21), plus_days(MONDAY, 28)]);
    assert_eq!(drafted.weeks[0].days, 7);
    assert!(drafted.sessions.iter().all(|session| session.date >= wednesday));
}

#[test]
fn pain_since_the_season_began_is_heeded() {
    let mut history = runner();
    let plan = season(&history).plan;
    follow(&mut history, &plan, MONDAY, plus_days(MONDAY, 7), 100);
    let injury = OpenInjury { injury_id: Uuid::nil(), body_part: BodyPart::Shin, severity: 6, signs: vec![] };
    history.injuries.push(injury);
    let drafted = extend(&plan, &history, plus_days(MONDAY, 7)).unwrap();
    assert!(drafted.sessions.iter().all(|session| session.sport != Sport::Run && !session.is_hard()));
    assert!(drafted.record.iter().any(|entry| entry.rule == "InjuryGuard"));
}

#[test]
fn a_season_whose_race_was_moved_is_planned_anew() {
    let mut history = runner();
    let plan = season(&history).plan;
    history.races[0].date = plus_days(history.races[0].date, 7);
    assert_eq!(extend(&plan, &history, plus_days(MONDAY, 7)), Err(Refusal::RaceChanged));
    history.races.clear();
    assert_eq!(extend(&plan, &history, plus_days(MONDAY, 7)), Err(Refusal::RaceChanged));
}

#[test]
fn the_first_weeks_of_an_extended_season_are_judged_as_if_it_had_not_been_extended() {
    let mut history = runner();
    let drafted = season(&history);
    let mut plan = drafted.plan.clone();
    let injury = OpenInjury { injury_id: Uuid::nil(), body_part: BodyPart::Shin, severity: 6, signs: vec![] };
    history.injuries.push(injury);
    plan.add(extend(&plan, &history, plus_days(MONDAY, 7)).unwrap());
    history.injuries.clear();
    let first = plan.as_far_as_made_at_first(&drafted.plan);
    assert!(plan.sessions.len() > first.sessions.len() && plan.weeks != first.weeks);
    assert_eq!(rubric::score(&first, &history), drafted.score);
}
