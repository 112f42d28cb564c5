use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{Refusal, Request, draft, triathlon_week};
use crate::{
    care::Sign,
    history::{AthleteHistory, DoneWorkout, Effort, OpenInjury, Reading, plus_days},
    plan::{Phase, PlanKind, Session, Tag, WorkoutKind, session_id},
    rules::{Situation, apply_all},
    vocabulary::{
        Availability, BodyPart, DayAvailability, Ftp, Level, Minutes, Profile, Race, RaceKind, RacePriority, Readiness,
        Sport, Thresholds, Vdot, Weekday, WeekdaySet, Zone,
    },
};

/// A Monday.
pub(super) const MONDAY: Date = date(2026, 8, 10);

pub(super) fn week(history: &AthleteHistory, from: Date) -> super::Drafted {
    ask(history, from, PlanKind::Week).unwrap()
}

pub(super) fn ask(history: &AthleteHistory, from: Date, kind: PlanKind) -> Result<super::Drafted, Refusal> {
    draft(&Request { plan_id: Uuid::from_u128(1), history, kind, from, goal: None })
}

pub(super) fn runner(level: Level) -> AthleteHistory {
    let profile = Profile { sports: Some(vec![Sport::Run]), level: Some(level), ..Profile::default() };
    AthleteHistory { profile, ..AthleteHistory::default() }
}

pub(super) fn race(kind: RaceKind, on: Date) -> Race {
    Race {
        race_id: Uuid::from_u128(9),
        date: on,
        kind,
        priority: RacePriority::A,
        name: "Goal".to_owned(),
        target_time_s: None,
    }
}

/// Eight steady weeks of five runs.
pub(super) fn trained(mut history: AthleteHistory, until: Date) -> AthleteHistory {
    for n in 0..56 {
        let day = plus_days(until, -1 - n);
        if n % 7 < 5 {
            history.put_workout(DoneWorkout {
                workout_id: session_id(Uuid::max(), day, 0),
                date: day,
                sport: Sport::Run,
                minutes: 50,
                metres: Some(9_000),
                effort: Effort::Easy,
                load: 40.0,
                result_s: None,
            });
        }
    }
    history
}

#[test]
fn the_default_triathlon_week_is_the_one_that_was_agreed() {
    let week: Vec<_> = triathlon_week::template(&Profile::default())
        .into_iter()
        .map(|wish| (wish.day, wish.sport, wish.zone, wish.minutes))
        .collect();
    use Sport::{Bike, Run, Swim};
    assert_eq!(
        week,
        [
            (Weekday::Monday, Bike, Zone::Z2, 60),
            (Weekday::Tuesday, Run, Zone::Z4, 55),
            (Weekday::Wednesday, Swim, Zone::Z2, 50),
            (Weekday::Thursday, Bike, Zone::Z5, 70),
            (Weekday::Friday, Swim, Zone::Z4, 50),
            (Weekday::Saturday, Run, Zone::Z3, 50),
            (Weekday::Sunday, Bike, Zone::Z2, 180),
            (Weekday::Sunday, Swim, Zone::Z1, 35),
        ]
    );
    assert_eq!(week.iter().map(|wish| wish.3).sum::<u16>(), 550);
}

#[test]
fn the_default_week_frees_monday_and_keeps_its_hard_days() {
    let drafted = week(&AthleteHistory::default(), MONDAY);
    assert!(drafted.plan.sessions_on(MONDAY).next().is_none());
    let hard: Vec<_> = drafted.plan.sessions.iter().filter(|s| s.is_hard()).map(|s| Weekday::of(s.date)).collect();
    assert_eq!(hard, [Weekday::Tuesday, Weekday::Thursday]);
    assert!(drafted.score.passes() && drafted.score.score > 0.99, "{:?}", drafted.score);
}

#[test]
fn another_day_for_vo2_makes_thursday_threshold_and_another_long_ride_makes_sunday_endurance() {
    let profile = Profile {
        vo2_day: Some(Weekday::Tuesday),
        long_ride_day: Some(Weekday::Saturday),
        swim_days: Some(WeekdaySet::default()),
        ..Profile::default()
    };
    let week = triathlon_week::template(&profile);
    let on = |day| week.iter().filter(move |wish| wish.day == day).map(|w| (w.workout, w.minutes)).collect::<Vec<_>>();
    assert!(on(Weekday::Tuesday).contains(&(WorkoutKind::Vo2, 70)));
    assert_eq!(on(Weekday::Thursday), [(WorkoutKind::Threshold, 70)]);
    assert!(on(Weekday::Saturday).contains(&(WorkoutKind::Long, 180)));
    assert_eq!(on(Weekday::Sunday), [(WorkoutKind::Endurance, 90)]);
    assert!(on(Weekday::Wednesday).is_empty() && on(Weekday::Friday).is_empty());
}

#[test]
fn a_chosen_day_is_honoured_wherever_it_falls() {
    for &day in Weekday::ALL {
        for start in 0..7 {
            let from = plus_days(MONDAY, start);
            let profile = Profile { long_ride_day: Some(day), ..Profile::default() };
            let drafted = week(&AthleteHistory { profile, ..AthleteHistory::default() }, from);
            let long = drafted.plan.sessions.iter().find(|s| s.sport == Sport::Bike && s.has(Tag::Long)).unwrap();
            assert_eq!(Weekday::of(long.date), day, "long ride, from {from}");

            let profile = Profile { swim_days: Some(WeekdaySet::new([day])), ..Profile::default() };
            let drafted = week(&AthleteHistory { profile, ..AthleteHistory::default() }, from);
            let swims: Vec<_> = drafted.plan.sessions.iter().filter(|s| s.sport == Sport::Swim).collect();
            assert!(swims.iter().any(|s| Weekday::of(s.date) == day), "swim on {day}, from {from}");

            let profile = Profile { vo2_day: Some(day), ..Profile::default() };
            let drafted = week(&AthleteHistory { profile, ..AthleteHistory::default() }, from);
            let vo2 = drafted.plan.sessions.iter().filter(|s| s.workout == WorkoutKind::Vo2);
            assert!(vo2.clone().all(|s| Weekday::of(s.date) == day));
            assert_eq!(vo2.count(), 1, "VO2 on {day}, from {from}");
        }
    }
}

#[test]
fn a_tuesday_start_with_readiness_two_eases_tuesday_and_leaves_thursday() {
    let tuesday = plus_days(MONDAY, 1);
    let mut history = AthleteHistory::default();
    history.readings.insert(tuesday, Reading { readiness: Readiness::try_new(2).ok(), ill: false });
    let timeline = crate::history::Timeline::before(&history, tuesday);
    let mut sessions: Vec<Session> = triathlon_week::template(&Profile::default())
        .into_iter()
        .enumerate()
        .map(|(n, wish)| {
            let day = (0..7).map(|day| plus_days(tuesday, day)).find(|&day| Weekday::of(day) == wish.day).unwrap();
            let id = session_id(Uuid::nil(), day, n);
            let session = Session::new(id, day, wish.sport, wish.workout, wish.zone, wish.minutes);
            wish.tags.into_iter().fold(session, Session::tagged)
        })
        .collect();
    let situation = Situation {
        history: &history,
        timeline: &timeline,
        from: tuesday,
        days: 7,
        phase: Phase::Ordinary,
        plan_from: tuesday,
    };
    let record = apply_all(&situation, &mut sessions);
    let zone = |day: Weekday| sessions.iter().find(|s| Weekday::of(s.date) == day).unwrap().zone;
    assert_eq!(zone(Weekday::Tuesday), Zone::Z2);
    assert_eq!(zone(Weekday::Thursday), Zone::Z5);
    assert_eq!(zone(Weekday::Friday), Zone::Z2);
    let names: Vec<_> = record.iter().map(|entry| entry.rule.as_str()).collect();
    assert_eq!(names, ["ReadinessDownshift", "NoHardHard", "RestDay"]);
}

#[test]
fn a_runner_never_has_two_quality_days_side_by_side_nor_a_long_run_where_they_want_none() {
    let mut history = trained(runner(Level::Advanced), MONDAY);
    history.profile.no_long_run_day = Some(Weekday::Sunday);
    let last = history.workouts.last_mut().unwrap();
    (last.minutes, last.metres) = (100, Some(18_000));
    let drafted = ask(&history, MONDAY, PlanKind::Block).unwrap();
    let hard: Vec<Date> = drafted.plan.sessions.iter().filter(|s| s.is_hard()).map(|s| s.date).collect();
    assert!(hard.len() >= 2 && hard.windows(2).all(|pair| plus_days(pair[0], 1) < pair[1]), "{hard:?}");
    let long = drafted.plan.sessions.iter().filter(|s| s.has(Tag::Long));
    assert!(long.clone().all(|s| Weekday::of(s.date) != Weekday::Sunday) && long.count() >= 1);
}

#[test]
fn targets_are_the_athletes_own() {
    let mut history = trained(runner(Level::Intermediate), MONDAY);
    let set = Thresholds { vdot: Vdot::try_new(50.0).ok(), ftp: Ftp::try_new(250).ok(), ..Thresholds::default() };
    history.set_thresholds(plus_days(MONDAY, -10), set);
    let drafted = week(&history, MONDAY);
    assert!(drafted.plan.sessions.iter().flat_map(|s| &s.steps).all(|step| step.target.is_some()));
    assert_eq!(drafted.score.item(14).unwrap().value, 1.0);
}

#[test]
fn a_week_without_a_usable_day_is_refused() {
    let mut history = runner(Level::Intermediate);
    let day = DayAvailability { day: Weekday::Sunday, minutes: Minutes::try_new(10).ok(), sports: vec![] };
    history.profile.availability = Some(Availability::new([day]));
    assert_eq!(ask(&history, MONDAY, PlanKind::Week).unwrap_err(), Refusal::NoUsableDay);
}

#[test]
fn an_athlete_back_after_four_weeks_starts_with_half() {
    let history = trained(runner(Level::Intermediate), plus_days(MONDAY, -28));
    let drafted = week(&history, MONDAY);
    assert_eq!(drafted.plan.weeks[0].phase, Phase::Comeback);
    assert!(drafted.plan.weeks[0].minutes <= 125);
    assert!(drafted.plan.sessions.iter().all(|session| !session.is_hard()));
}

#[test]
fn pain_of_six_means_no_running_and_says_so() {
    let mut history = trained(runner(Level::Intermediate), MONDAY);
    let injury = OpenInjury { injury_id: Uuid::nil(), body_part: BodyPart::Shin, severity: 6, signs: vec![] };
    history.injuries.push(injury);
    let drafted = week(&history, MONDAY);
    assert!(drafted.plan.sessions.iter().all(|session| session.sport != Sport::Run && session.note.is_some()));
    assert!(drafted.record.iter().any(|entry| entry.reason.contains("not medical advice")));
}

#[test]
fn an_open_sign_leaves_only_easy_days_and_an_emergency_no_plan() {
    let mut history = trained(runner(Level::Intermediate), MONDAY);
    history.signs.insert(Sign::Fever);
    let drafted = week(&history, MONDAY);
    assert!(drafted.plan.sessions.iter().all(|session| !session.is_hard()));
    history.signs.insert(Sign::Stroke);
    let refusal = ask(&history, MONDAY, PlanKind::Week).unwrap_err();
    assert_eq!(refusal, Refusal::OnHold { sign: Sign::Stroke });
    assert!(refusal.to_string().contains("local emergency number"));
}

#[test]
fn the_week_of_an_illness_holds_nothing_hard_or_steady_in_any_sport() {
    let mut history = trained(AthleteHistory::default(), MONDAY);
    history.readings.insert(plus_days(MONDAY, -1), Reading { readiness: None, ill: true });
    let drafted = week(&history, MONDAY);
    assert_eq!(drafted.plan.weeks[0].phase, Phase::Comeback);
    let zones: Vec<_> = drafted.plan.sessions.iter().map(|session| (session.sport, session.zone)).collect();
    assert!(zones.iter().all(|(_, zone)| *zone <= Zone::Z2), "{zones:?}");
}

#[test]
fn twenty_minutes_a_day_are_run_easily_rather_than_not_at_all() {
    let mut history = runner(Level::Intermediate);
    let days = [Weekday::Tuesday, Weekday::Thursday, Weekday::Sunday];
    let day = |day| DayAvailability { day, minutes: Minutes::try_new(25).ok(), sports: vec![] };
    history.profile.availability = Some(Availability::new(days.map(day)));
    let drafted = ask(&history, MONDAY, PlanKind::Block).unwrap();
    for week in &drafted.plan.weeks {
        assert!(drafted.plan.sessions_of(week).count() >= 2, "{:?}", drafted.plan.sessions);
    }
}

#[test]
fn a_history_written_down_in_any_order_gives_the_same_plan() {
    let mut history = trained(runner(Level::Intermediate), MONDAY);
    let ordered = week(&history, MONDAY);
    history.workouts.reverse();
    assert_eq!(week(&history.in_order(), MONDAY), ordered);
}
