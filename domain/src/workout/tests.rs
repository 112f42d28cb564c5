use uuid::Uuid;

use super::{ContentHash, Source, Standing, Workout, WorkoutCommand, WorkoutError, WorkoutEvent, WorkoutFacts};
use crate::{
    catalogue::CataloguedEvent,
    testing::{ATHLETE, SOMEBODY_ELSE, by, day, given, run},
    vocabulary::Sport,
};

const WORKOUT: Uuid = Uuid::from_u128(0x0197_f3c0_5a00_7000_8000_0000_0000_b001);

fn log(workout: WorkoutFacts) -> WorkoutCommand {
    log_from(Source::Typed, workout)
}

fn log_from(source: Source, workout: WorkoutFacts) -> WorkoutCommand {
    WorkoutCommand::Log { workout_id: WORKOUT, source, workout: Box::new(workout) }
}

fn correct(workout: WorkoutFacts) -> WorkoutCommand {
    WorkoutCommand::Correct { workout_id: WORKOUT, workout: Box::new(workout) }
}

fn void() -> WorkoutCommand {
    WorkoutCommand::Void { workout_id: WORKOUT, reason: None }
}

fn logged(workout: WorkoutFacts) -> WorkoutEvent {
    logged_from(Source::Typed, workout)
}

fn logged_from(source: Source, workout: WorkoutFacts) -> WorkoutEvent {
    WorkoutEvent::WorkoutLogged { member_id: ATHLETE, source, workout: Box::new(workout) }
}

fn corrected(workout: WorkoutFacts) -> WorkoutEvent {
    WorkoutEvent::WorkoutCorrected { workout: Box::new(workout) }
}

fn voided() -> WorkoutEvent {
    WorkoutEvent::WorkoutVoided { reason: None }
}

fn file() -> Source {
    let content_hash = ContentHash::try_new(&"9F".repeat(32)).unwrap();
    Source::File { content_hash, name: None }
}

/// The morning's run with some facts replaced.
fn run_with(facts: &str) -> WorkoutFacts {
    let mut run = serde_json::to_value(run()).unwrap();
    let changes: serde_json::Map<_, _> = serde_json::from_str(facts).unwrap();
    run.as_object_mut().unwrap().extend(changes);
    serde_json::from_value(run).unwrap()
}

fn harder() -> WorkoutFacts {
    run_with(r#"{"rpe":9}"#)
}

fn refused(workout: WorkoutFacts) -> WorkoutError {
    given::<Workout>([]).when(log(workout)).inspect_result().unwrap_err()
}

#[test]
fn a_workout_is_logged() {
    given::<Workout>([]).when(log(run())).then_expect_events(vec![logged(run())]);
}

#[test]
fn the_same_workout_again_changes_nothing() {
    given::<Workout>([logged(run())]).when(log(run())).then_expect_events(vec![]);
}

#[test]
fn other_facts_under_the_same_id_are_a_correction_and_not_a_new_workout() {
    given::<Workout>([logged(run())]).when(log(harder())).then_expect_error(WorkoutError::AlreadyLogged);
}

#[test]
fn the_same_file_again_changes_nothing_even_after_a_correction() {
    given::<Workout>([logged_from(file(), run()), corrected(harder())])
        .when(log_from(file(), run()))
        .then_expect_events(vec![]);
}

#[test]
fn a_voided_workout_can_be_logged_anew() {
    given::<Workout>([logged_from(file(), run()), voided()])
        .when(log_from(file(), run()))
        .then_expect_events(vec![logged_from(file(), run())]);
    let again = [logged(run()), voided(), logged(run())];
    given::<Workout>(again).when(void()).then_expect_events(vec![voided()]);
}

#[test]
fn a_workout_is_corrected_with_all_its_facts() {
    given::<Workout>([logged(run())]).when(correct(harder())).then_expect_events(vec![corrected(harder())]);
}

#[test]
fn a_correction_that_corrects_nothing_changes_nothing() {
    given::<Workout>([logged(run()), corrected(harder())]).when(correct(harder())).then_expect_events(vec![]);
}

#[test]
fn a_voided_workout_cannot_be_corrected() {
    given::<Workout>([logged(run()), voided()]).when(correct(harder())).then_expect_error(WorkoutError::Voided);
}

#[test]
fn a_workout_is_voided_once() {
    given::<Workout>([logged(run())]).when(void()).then_expect_events(vec![voided()]);
    given::<Workout>([logged(run()), voided()]).when(void()).then_expect_error(WorkoutError::AlreadyVoided);
}

#[test]
fn what_was_never_logged_cannot_be_changed() {
    given::<Workout>([]).when(correct(run())).then_expect_error(WorkoutError::Unknown);
    given::<Workout>([]).when(void()).then_expect_error(WorkoutError::Unknown);
}

#[test]
fn nobody_touches_another_members_workout() {
    for command in [log(run()), correct(harder()), void()] {
        given::<Workout>([logged(run())])
            .when_asked(by(SOMEBODY_ELSE, command))
            .then_expect_error(WorkoutError::NotYours);
    }
    given::<Workout>([logged(run()), voided()])
        .when_asked(by(SOMEBODY_ELSE, log(run())))
        .then_expect_error(WorkoutError::NotYours);
}

#[test]
fn the_day_is_that_of_the_start_in_the_athletes_zone() {
    let late = run_with(r#"{"start":"2025-05-02T22:30:00Z"}"#);
    assert!(given::<Workout>([]).when(log(late)).inspect_result().is_ok());
    let wrong = run_with(r#"{"start":"2025-05-02T21:30:00Z"}"#);
    assert_eq!(refused(wrong), WorkoutError::WrongDate { given: day("2025-05-03"), actual: day("2025-05-02") });
}

#[test]
fn the_time_zone_is_kept_as_the_database_spells_it() {
    let lower_case = run_with(r#"{"time_zone":"europe/prague"}"#);
    given::<Workout>([]).when(log(lower_case)).then_expect_events(vec![logged(run())]);
    let nowhere = run_with(r#"{"time_zone":"Moon/Tranquility"}"#);
    assert_eq!(refused(nowhere), WorkoutError::UnknownTimeZone("Moon/Tranquility".parse().unwrap()));
}

#[test]
fn a_workout_that_has_not_begun_anywhere_is_refused() {
    let future = run_with(r#"{"start":"2025-05-05T06:30:00Z","local_date":"2025-05-05"}"#);
    assert_eq!(refused(future.clone()), WorkoutError::Future(day("2025-05-05")));
    given::<Workout>([logged(run())]).when(correct(future)).then_expect_error(WorkoutError::Future(day("2025-05-05")));
    let ancient = run_with(r#"{"start":"1989-05-05T06:30:00Z","local_date":"1989-05-05"}"#);
    assert_eq!(refused(ancient), WorkoutError::TooOld(day("1989-05-05")));
}

#[test]
fn rest_is_without_effort() {
    let rest = |extra: &str| -> WorkoutFacts {
        let bare = r#""sport":"rest","start":"2025-05-03T06:30:00Z","time_zone":"Europe/Prague",
                      "local_date":"2025-05-03","duration":{"elapsed_s":3600}"#;
        serde_json::from_str(&format!("{{{bare}{extra}}}")).unwrap()
    };
    assert!(given::<Workout>([]).when(log(rest(""))).inspect_result().is_ok());
    let efforts = [
        (r#","distance_m":5000"#, "distance"),
        (r#","zone":"z1""#, "zone"),
        (r#","normalized_power":200"#, "power"),
        (r#","ascent_m":100"#, "ascent"),
        (r#","race":{"kind":"5k"}"#, "race"),
    ];
    for (extra, what) in efforts {
        assert_eq!(refused(rest(extra)), WorkoutError::RestWith(what));
    }
}

/// A brick of a 40-minute ride and a 20-minute run in 62 minutes.
fn brick_with(facts: &str) -> WorkoutFacts {
    let mut brick = run_with(
        r#"{"sport":"multisport","duration":{"elapsed_s":3720},"distance_m":25000,"legs":[
            {"sport":"bike","duration":{"elapsed_s":2400},"distance_m":20000},
            {"sport":"run","duration":{"elapsed_s":1200},"distance_m":5000}]}"#,
    );
    let changed: serde_json::Map<_, _> = serde_json::from_str(facts).unwrap();
    let mut json = serde_json::to_value(&brick).unwrap();
    json.as_object_mut().unwrap().extend(changed);
    brick = serde_json::from_value(json).unwrap();
    brick
}

#[test]
fn a_multisport_workout_is_made_of_legs() {
    let brick = brick_with("{}");
    given::<Workout>([]).when(log(brick.clone())).then_expect_events(vec![logged(brick)]);
    let swim = r#"{"legs":[{"sport":"swim","duration":{"elapsed_s":1200}}]}"#;
    assert_eq!(refused(brick_with(swim)), WorkoutError::TooFewLegs);
    let strength =
        r#"{"legs":[{"sport":"swim","duration":{"elapsed_s":60}},{"sport":"strength","duration":{"elapsed_s":60}}]}"#;
    assert_eq!(refused(brick_with(strength)), WorkoutError::LegOf(Sport::Strength));
    let run_of_legs = WorkoutFacts { sport: Sport::Run, ..brick_with("{}") };
    assert_eq!(refused(run_of_legs), WorkoutError::UnexpectedLegs(Sport::Run));
}

#[test]
fn legs_fit_into_the_whole() {
    assert_eq!(refused(brick_with(r#"{"duration":{"elapsed_s":3599}}"#)), WorkoutError::LegsTooLong);
    assert_eq!(refused(brick_with(r#"{"distance_m":24999}"#)), WorkoutError::LegsTooFar);
}

#[test]
fn the_average_heart_rate_is_not_above_the_maximum() {
    assert_eq!(refused(run_with(r#"{"avg_heart_rate":171,"max_heart_rate":170}"#)), WorkoutError::HeartRates);
    assert!(given::<Workout>([]).when(log(run_with(r#"{"avg_heart_rate":171}"#))).inspect_result().is_ok());
}

#[test]
fn lists_have_an_end() {
    let tags = serde_json::to_string(&vec!["tag"; 21]).unwrap();
    let tagged = run_with(&format!(r#"{{"tags":{tags}}}"#));
    assert_eq!(refused(tagged), WorkoutError::TooMany { what: "tags", max: 20 });
}

fn fold(events: impl IntoIterator<Item = WorkoutEvent>) -> Workout {
    let mut workout = Workout::default();
    events.into_iter().for_each(|event| cqrs_es::Aggregate::apply(&mut workout, event));
    workout
}

#[test]
fn a_workout_of_version_1_folds_like_its_equal_of_today() {
    let old = r#"{"WorkoutLogged":{"member_id":"0197f3c0-5a00-7000-8000-00000000a001","source":"typed","sport":"run",
        "start":"2025-05-03T06:30:00Z","time_zone":"Europe/Prague","local_date":"2025-05-03",
        "minutes":45,"distance_km":8.2,"zone":"z3","rpe":6}}"#;
    let old = WorkoutEvent::decode("WorkoutLogged", "1.0", old).unwrap();
    assert_eq!(old, logged(run()));
    assert_eq!(fold([old, corrected(harder())]), fold([logged(run()), corrected(harder())]));
}

#[test]
fn a_fold_tells_what_counts() {
    let voided = fold([logged(run()), corrected(harder()), voided()]);
    assert_eq!(voided.standing(), Some(Standing::Voided));
    assert_eq!(voided.facts(), Some(&harder()));
    assert_eq!(voided.member_id(), Some(ATHLETE));
}
