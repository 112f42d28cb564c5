//! What holds for every plan, shown on athletes that nobody ever met.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use domain::{
    drafts::{Drafted, Refusal, draft, roll_out},
    history::{AthleteHistory, DoneWorkout, Effort, Reading, Timeline, digest, plus_days},
    ledger::Reason,
    plan::{PlanKind, PlanWeek, Session, WorkoutKind},
    rubric::BAR,
    rules::allowed_minutes,
    vocabulary::{Race, RaceKind, RacePriority, Readiness, Sport, Weekday},
};
use invented::{Dice, Invented};

mod invented;

const PLANS: u64 = 10_000;
const SEASONS: u64 = 2_000;

/// Refusals that only say that nothing good enough was found, in ten thousand.
const MOST_BELOW_THE_BAR: u32 = 5;
/// All refusals, in ten thousand; a third of them are injuries that leave no sport.
const MOST_REFUSED: u32 = 220;

fn is_good(drafted: &Drafted) -> bool {
    drafted.score.gates_failed.is_empty() && drafted.score.score >= BAR
}

#[test]
fn every_plan_passes_the_rubric_or_is_refused_with_a_reason() {
    let mut refused: BTreeMap<&str, u32> = BTreeMap::new();
    for seed in 0..PLANS {
        match draft(&Invented::new(seed).request()) {
            Ok(drafted) => assert!(is_good(&drafted), "athlete {seed}: {:?}", drafted.score),
            Err(refusal) => *refused.entry(refusal.code()).or_default() += 1,
        }
    }
    assert!(refused.values().sum::<u32>() <= MOST_REFUSED, "{refused:?}");
    assert!(refused.get("plan.below-the-bar").is_none_or(|&n| n <= MOST_BELOW_THE_BAR), "{refused:?}");
}

#[test]
fn seasons_pass_day_by_day_as_well_as_in_outline() {
    let mut made = 0;
    for seed in 0..SEASONS {
        let athlete = Invented { kind: PlanKind::Season, ..Invented::new(seed) };
        if let Ok(drafted) = roll_out(&athlete.request()) {
            assert!(is_good(&drafted), "athlete {seed}: {:?}", drafted.score);
            assert!(drafted.plan.weeks.iter().all(|week| week.made));
            made += 1;
        }
    }
    assert!(made > SEASONS * 9 / 10, "{made}");
}

/// A day that the athlete chose for a kind of session holds it, or no day does: it is never quietly somewhere else.
#[test]
fn sessions_stay_on_the_days_chosen_for_them() {
    for seed in 0..PLANS {
        let athlete = Invented::new(seed);
        let Ok(drafted) = draft(&athlete.request()) else { continue };
        let profile = &athlete.history.profile;
        let open = |day: Weekday| {
            profile.availability.as_ref().is_none_or(|availability| {
                let open = availability.on(day);
                open.is_some_and(|o| o.sports.is_empty() && o.minutes.is_none_or(|minutes| minutes.get() >= 60))
            })
        };
        let raced = |week: &&PlanWeek| !athlete.history.races.iter().any(|race| week.contains(race.date));
        let ill = athlete.history.reading(athlete.from).is_some_and(|reading| reading.ill);
        for week in drafted.plan.weeks.iter().filter(|week| week.made && week.days == 7 && !ill).filter(raced) {
            for session in drafted.plan.sessions_of(week) {
                let chosen = match session.workout {
                    WorkoutKind::Vo2 => profile.vo2_day,
                    WorkoutKind::Long if session.sport == Sport::Bike => profile.long_ride_day,
                    _ => None,
                };
                if let Some(day) = chosen.filter(|&day| open(day)) {
                    assert_eq!(Weekday::of(session.date), day, "athlete {seed}: {}", session.title);
                }
            }
        }
    }
}

/// Before a B race that the plan doesn't lead to: an hour, three quarters and half an hour at most, all of it easy.
#[test]
fn the_days_before_a_b_race_are_short_and_easy() {
    let (mut eves, mut below) = (0, 0);
    for seed in 0..PLANS / 2 {
        let mut athlete = Invented::new(seed);
        athlete.history.put_race(Race {
            race_id: uuid::Uuid::from_u128(u128::from(seed)),
            date: plus_days(athlete.from, i32::try_from(seed % 14).unwrap()),
            kind: Dice::new(seed).pick(RaceKind::ALL),
            priority: RacePriority::B,
            name: "On the way".to_owned(),
            target_time_s: None,
        });
        let drafted = match draft(&athlete.request()) {
            Ok(drafted) => drafted,
            Err(refusal) => {
                below += usize::from(matches!(refusal, Refusal::BelowTheBar { .. }));
                continue;
            }
        };
        assert!(is_good(&drafted), "athlete {seed}: {:?}", drafted.score);
        let plan = &drafted.plan;
        let on_the_way = |race: &&Race| race.priority == RacePriority::B && plan.race_id != Some(race.race_id);
        for race in athlete.history.races.iter().filter(on_the_way) {
            for (back, most) in [(1, 30), (2, 45), (3, 60)] {
                let date = plus_days(race.date, -back);
                let week = plan.weeks.iter().find(|week| week.made && week.contains(date));
                if week.is_none_or(|week| week.phase.is_taper()) {
                    continue;
                }
                let training = || plan.sessions_on(date).filter(|session| !session.is_race());
                let minutes: u16 = training().map(|session| session.minutes).sum();
                assert!(minutes <= most, "athlete {seed}: {minutes} minutes {back} days before {}", race.date);
                assert!(!training().any(Session::is_hard), "athlete {seed}: hard {back} days before {}", race.date);
                eves += 1;
            }
        }
    }
    println!("{eves} days before B races; {below} plans below the bar");
    assert!(eves > 3_000, "{eves}");
    assert!(below <= 3, "{below}");
}

#[test]
fn refusals_are_justified() {
    for seed in 0..PLANS {
        let athlete = Invented::new(seed);
        let Err(refusal) = draft(&athlete.request()) else { continue };
        match refusal {
            Refusal::TooLateForSeason { weeks_left, weeks_needed, .. } => {
                assert!(athlete.kind == PlanKind::Season && weeks_left < weeks_needed, "athlete {seed}");
            }
            Refusal::TooLittleToBuildOn { minutes } => assert!((1..28).contains(&minutes), "athlete {seed}"),
            Refusal::InjuryLeavesNothing { .. } => {
                assert!(
                    athlete.history.injuries.iter().any(domain::history::OpenInjury::forbids_hard),
                    "athlete {seed}"
                );
            }
            Refusal::TooFewDays { .. } | Refusal::NoUsableDay => {
                let open = athlete.history.profile.availability.as_ref().map_or(7, |open| open.days().count());
                assert!(open < 7, "athlete {seed}");
            }
            Refusal::NothingButRest { .. } => {
                assert!(athlete.history.reading(athlete.from).is_some(), "athlete {seed}");
            }
            Refusal::TooLittleTime { minutes } => assert!(minutes < 60, "athlete {seed}"),
            Refusal::RaceChanged => panic!("athlete {seed} has no season yet"),
            Refusal::OnHold { .. } => panic!("athlete {seed} wrote of no emergency"),
            Refusal::BelowTheBar { .. } => {}
        }
    }
}

#[test]
fn the_same_history_gives_the_same_plan_byte_for_byte() {
    for seed in 0..300 {
        let athlete = Invented::new(seed);
        let written = serde_json::to_string(&athlete.history).unwrap();
        let read: AthleteHistory = serde_json::from_str(&written).unwrap();
        assert_eq!(digest(&read), digest(&athlete.history));
        let again = Invented { history: read, ..Invented::new(seed) };
        let bytes =
            |athlete: &Invented| serde_json::to_string(&draft(&athlete.request()).map_err(|r| r.to_string())).unwrap();
        assert_eq!(bytes(&again), bytes(&athlete));
    }
}

#[test]
fn a_plan_reads_back_as_it_was_written() {
    for seed in 0..100 {
        if let Ok(drafted) = draft(&Invented::new(seed).request()) {
            let written = serde_json::to_string(&drafted).unwrap();
            assert_eq!(serde_json::from_str::<Drafted>(&written).unwrap(), drafted);
        }
    }
}

#[test]
fn a_tired_athlete_never_gets_more_load_than_the_same_one_rested() {
    for seed in 0..3_000 {
        let load = |readiness: u8, ill: bool| {
            let mut athlete = Invented { kind: PlanKind::Week, ..Invented::new(seed) };
            let reading = Reading { readiness: Readiness::try_new(readiness).ok(), ill };
            athlete.history.readings.insert(athlete.from, reading);
            let drafted = draft(&athlete.request()).ok()?;
            Some(drafted.plan.weeks.iter().map(|week| week.load).sum::<f64>())
        };
        let Some(rested) = load(5, false) else { continue };
        for (readiness, ill) in [(2, false), (1, false), (3, true)] {
            let tired = load(readiness, ill).unwrap_or(0.0);
            assert!(tired <= rested + 1e-6, "athlete {seed}, readiness {readiness}, ill {ill}: {tired} > {rested}");
        }
    }
}

#[test]
fn more_history_never_lowers_the_allowed_volume() {
    for seed in 0..500 {
        let mut athlete = Invented::new(seed);
        let allowed = |history: &AthleteHistory| {
            allowed_minutes(Timeline::before(history, athlete.from).heaviest_week(athlete.from, 3))
        };
        let mut dice = Dice::new(seed);
        let Some(before) = allowed(&athlete.history) else { continue };
        let back = i32::try_from(dice.between(1, 60)).unwrap();
        athlete.history.put_workout(DoneWorkout {
            workout_id: uuid::Uuid::from_u128(u128::from(seed)),
            date: plus_days(athlete.from, -back),
            sport: Sport::Bike,
            minutes: u16::try_from(dice.between(1, 300)).unwrap(),
            metres: None,
            effort: Effort::Easy,
            load: 50.0,
            result_s: None,
        });
        assert!(
            allowed_minutes(Timeline::before(&athlete.history, athlete.from).heaviest_week(athlete.from, 3))
                >= Some(before)
        );
    }
}
