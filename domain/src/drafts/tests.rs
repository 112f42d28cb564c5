use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{Refusal, Request, draft, triathlon_week};
use crate::{
    care::Sign,
    history::{AthleteHistory, DoneWorkout, Effort, OpenInjury, Reading, plus_days},
    plan::{Pace, Phase, PlanKind, Session, Tag, WorkoutKind, session_id},
    rules::{Situation, apply_all},
    vocabulary::{
        Availability, BodyPart, DayAvailability, Ftp, Level, Minutes, Profile, Race, RaceKind, RacePriority, Readiness,
        Sport, Thresholds, Vdot, Weekday, WeekdaySet, Zone,
    },
};

/// A Monday.
const MONDAY: Date = date(2026, 8, 10);

fn week(history: &AthleteHistory, from: Date) -> super::Drafted {
    ask(history, from, PlanKind::Week).unwrap()
}

fn ask(history: &AthleteHistory, from: Date, kind: PlanKind) -> Result<super::Drafted, Refusal> {
    draft(&Request { plan_id: Uuid::from_u128(1), history, kind, from, goal: None })
}

fn runner(level: Level) -> AthleteHistory {
    let profile = Profile { sports: Some(vec![Sport::Run]), level: Some(level), ..Profile::default() };
    AthleteHistory { profile, ..AthleteHistory::default() }
}

fn race(kind: RaceKind, on: Date) -> Race {
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
fn trained(mut history: AthleteHistory, until: Date) -> AthleteHistory {
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

#[test]
fn a_history_written_down_in_any_order_gives_the_same_plan() {
    let mut history = trained(runner(Level::Intermediate), MONDAY);
    let ordered = week(&history, MONDAY);
    history.workouts.reverse();
    assert_eq!(week(&history.in_order(), MONDAY), ordered);
}
