use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::{
    history::{digest, plus_days},
    testing::{ATHLETE, run},
    vocabulary::{Ftp, Level, Profile, RaceKind, RacePriority, Thresholds},
    workout::Source,
};

fn logged(workout: WorkoutFacts) -> LedgerEvent {
    WorkoutEvent::WorkoutLogged { member_id: ATHLETE, source: Source::Typed, workout: Box::new(workout) }.into()
}

fn stream(n: u128) -> String {
    Uuid::from_u128(n).to_string()
}

#[test]
fn a_workout_counts_as_last_told_and_not_at_all_once_voided() {
    let mut history = AthleteHistory::default();
    history.apply(&stream(1), &logged(run()));
    assert_eq!((history.workouts[0].minutes, history.workouts[0].metres), (45, Some(8200)));
    let corrected = WorkoutFacts { rpe: crate::vocabulary::Rpe::try_new(8).ok(), ..run() };
    history.apply(&stream(1), &WorkoutEvent::WorkoutCorrected { workout: Box::new(corrected) }.into());
    assert_eq!((history.workouts.len(), history.workouts[0].effort), (1, Effort::Hard));
    history.apply(&stream(1), &WorkoutEvent::WorkoutVoided { reason: None }.into());
    assert_eq!(history, AthleteHistory::default());
}

#[test]
fn the_order_of_logging_does_not_matter_to_the_digest() {
    let early = WorkoutFacts { local_date: date(2025, 4, 1), ..run() };
    let (a, b) = ((stream(1), logged(run())), (stream(2), logged(early)));
    let fold = |events: [&(String, LedgerEvent); 2]| {
        AthleteHistory::fold(events.into_iter().map(|(stream, event)| (stream.as_str(), event)))
    };
    assert_eq!(digest(&fold([&a, &b])), digest(&fold([&b, &a])));
}

#[test]
fn a_race_that_is_moved_is_where_it_was_moved_to() {
    let mut history = AthleteHistory::default();
    let race_id = Uuid::from_u128(7);
    let race = crate::vocabulary::Race {
        race_id,
        date: date(2025, 6, 1),
        kind: RaceKind::Olympic,
        priority: RacePriority::A,
        name: "Lake".to_owned(),
        target_time_s: None,
    };
    history.apply("m", &MemberEvent::RaceAdded { race }.into());
    let (from, to) = (date(2025, 6, 1), date(2025, 7, 1));
    history.apply("m", &MemberEvent::RaceMoved { race_id, from, to }.into());
    assert_eq!(history.races[0].date, to);
    history.apply("m", &MemberEvent::RaceCancelled { race_id }.into());
    assert!(history.races.is_empty());
}

#[test]
fn profile_and_thresholds_follow_their_events() {
    let mut history = AthleteHistory::default();
    let set = Box::new(Profile { level: Some(Level::Advanced), ..Profile::default() });
    history.apply("m", &MemberEvent::ProfileChanged { set, clear: vec![] }.into());
    let thresholds = Thresholds { ftp: Ftp::try_new(250).ok(), ..Thresholds::default() };
    history.apply("m", &MemberEvent::ThresholdsChanged { effective: date(2025, 3, 1), thresholds }.into());
    assert_eq!(history.level(), Level::Advanced);
    assert_eq!(history.thresholds_on(date(2025, 2, 28)).ftp, None);
    assert_eq!(history.thresholds_on(date(2025, 3, 1)), thresholds);
}

#[test]
fn a_sign_of_danger_stays_until_it_is_cleared() {
    let sign = crate::care::Sign::Fainting;
    let mut history = AthleteHistory::default();
    history.apply("m", &MemberEvent::SignRaised { sign }.into());
    assert_eq!((history.emergency(), history.forbids_hard()), (Some(sign), true));
    history.apply("m", &MemberEvent::SignCleared { sign }.into());
    assert_eq!(history, AthleteHistory::default());
}

#[test]
fn units_language_first_weekday_and_time_zone_change_the_printing_and_nothing_else() {
    let mut history = AthleteHistory::default();
    history.apply(&stream(1), &logged(run()));
    let before = digest(&history);
    let zone = serde_json::from_str("\"Pacific/Auckland\"").unwrap();
    history.apply("m", &MemberEvent::TimezoneChosen { time_zone: zone }.into());
    history.apply("m", &MemberEvent::UnitsChosen { units: crate::vocabulary::Units::Imperial }.into());
    history.apply("m", &MemberEvent::WeekStartChosen { week_start: crate::vocabulary::WeekStart::Sunday }.into());
    history.apply("m", &MemberEvent::LanguageChosen { language: crate::vocabulary::Language::Spanish }.into());
    assert_eq!(digest(&history), before);
}

#[test]
fn a_workout_in_the_night_of_a_clock_change_stays_on_its_local_day() {
    let night = r#"{"sport":"run","start":"2025-10-26T00:30:00Z","time_zone":"Europe/Prague","local_date":"2025-10-26",
        "duration":{"elapsed_s":5400}}"#;
    let mut history = AthleteHistory::default();
    history.apply(&stream(1), &logged(serde_json::from_str(night).unwrap()));
    assert_eq!((history.workouts[0].date, history.workouts[0].minutes), (date(2025, 10, 26), 90));
}

#[test]
fn a_year_of_daily_training_folds_in_under_a_millisecond_a_hundred_events() {
    let events: Vec<(String, LedgerEvent)> = (0..365u16)
        .map(|n| {
            (stream(u128::from(n)), logged(WorkoutFacts { local_date: plus_days(date(2025, 1, 1), n.into()), ..run() }))
        })
        .collect();
    let folded = AthleteHistory::fold(events.iter().map(|(stream, event)| (stream.as_str(), event)));
    assert_eq!(folded.workouts.len(), 365);
    // The quickest of many: a machine that does other things as well takes its time now and then.
    let per_hundred = (0..20).map(|_| {
        let start = std::time::Instant::now();
        let again = AthleteHistory::fold(events.iter().map(|(stream, event)| (stream.as_str(), event)));
        let took = start.elapsed().as_secs_f64() * 1e3 / 3.65;
        assert_eq!(again, folded);
        took
    });
    let quickest = per_hundred.fold(f64::INFINITY, f64::min);
    assert!(quickest < 1.0, "{quickest} ms a hundred events");
}

#[test]
fn ten_minutes_at_threshold_make_a_day_hard_without_a_word_about_it() {
    let mut history = AthleteHistory::default();
    let told: WorkoutFacts = serde_json::from_str(
        r#"{"sport":"bike","start":"2025-05-03T06:30:00Z","time_zone":"UTC","local_date":"2025-05-03",
            "duration":{"elapsed_s":1800},"avg_power":252}"#,
    )
    .unwrap();
    assert_eq!(history.reduce(Uuid::nil(), &told).effort, Effort::Easy, "nobody knows what that is to this rider");
    let thresholds = Thresholds { ftp: Ftp::try_new(250).ok(), ..Thresholds::default() };
    history.set_thresholds(date(2025, 5, 1), thresholds);
    assert_eq!(history.reduce(Uuid::nil(), &told).effort, Effort::Hard);
    let easy = WorkoutFacts { avg_power: crate::vocabulary::Power::try_new(180).ok(), ..told };
    assert_eq!(history.reduce(Uuid::nil(), &easy).effort, Effort::Easy);
}

#[test]
fn one_leg_of_ten_minutes_at_threshold_is_enough() {
    let legs = |seconds: u32| -> WorkoutFacts {
        serde_json::from_str(&format!(
            r#"{{"sport":"multisport","start":"2025-05-03T06:30:00Z","time_zone":"UTC","local_date":"2025-05-03",
                "duration":{{"elapsed_s":5400}},"legs":[{{"sport":"bike","duration":{{"elapsed_s":4200}},"zone":"z2"}},
                {{"sport":"run","duration":{{"elapsed_s":{seconds}}},"zone":"z4"}}]}}"#
        ))
        .unwrap()
    };
    assert_eq!((effort_of(&legs(600)), effort_of(&legs(599))), (Effort::Hard, Effort::Easy));
}
