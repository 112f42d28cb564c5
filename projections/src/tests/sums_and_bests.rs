//! Totals, bests, fitness and what two spans of days differ in: each as told, from a few workouts.

use domain::{
    vocabulary::{Power, RaceKind, Rpe, Sport, WeekStart, Zone},
    workout::WorkoutFacts,
};
use jiff::civil::date;
use uuid::Uuid;

use super::{
    figures::{FIRST, JANA, after, day, log, race, run},
    ledger::New,
    sample::{facts, id, leg},
};
use crate::analytics::{
    BestKind, Period, Workout, bests, insight, predictions, progress, run_results, totals, vdot_history, workouts,
};

#[tokio::test(flavor = "multi_thread")]
async fn periods_add_up_by_sport_and_zone() {
    let events = [
        log(1, run(date(2024, 12, 31), 1_800, 5_000)),
        log(2, run(date(2025, 1, 1), 1_800, 6_000)),
        log(3, run(date(2025, 1, 31), 1_800, 7_000)),
        log(4, facts(Sport::Bike, "2025-01-31", Some(Zone::Z3), 3_600, 30_000)),
        log(5, run(date(2025, 2, 1), 1_800, 8_000)),
        // Counts as its legs, here a swim and nothing else.
        log(
            6,
            WorkoutFacts {
                legs: vec![leg(Sport::Swim, None, 1_500, 1_500)],
                ..facts(Sport::Multisport, "2024-06-01", None, 1_800, 9_000)
            },
        ),
    ];
    let world = after(&events, 10).await;
    let of = async |period| {
        let periods = totals(&world.pool, id(JANA), period, date(2024, 1, 1), date(2025, 12, 31)).await.unwrap();
        let metres = |totals: &[crate::analytics::Total]| totals.iter().map(|total| total.metres).collect::<Vec<_>>();
        periods.iter().map(|period| (period.first_day, metres(&period.totals))).collect::<Vec<_>>()
    };
    let (january, year) = (date(2025, 1, 1), date(2024, 1, 1));
    assert_eq!(of(Period::Year).await, [(january, vec![30_000, 21_000]), (year, vec![5_000, 1_500])]);
    let (february, december, june) = (date(2025, 2, 1), date(2024, 12, 1), date(2024, 6, 1));
    let months =
        [(february, vec![8_000]), (january, vec![30_000, 13_000]), (december, vec![5_000]), (june, vec![1_500])];
    assert_eq!(of(Period::Month).await, months);
    let mondays = (date(2025, 1, 27), date(2024, 12, 30), date(2024, 5, 27));
    let weeks = [(mondays.0, vec![30_000, 15_000]), (mondays.1, vec![11_000]), (mondays.2, vec![1_500])];
    assert_eq!(of(Period::Week(WeekStart::Monday)).await, weeks);
    let sundays = (date(2025, 1, 26), date(2024, 12, 29), date(2024, 5, 26));
    let weeks = [(sundays.0, vec![30_000, 15_000]), (sundays.1, vec![11_000]), (sundays.2, vec![1_500])];
    assert_eq!(of(Period::Week(WeekStart::Sunday)).await, weeks);
    // The first of February and the first of June are Saturdays themselves.
    let weeks = [
        (february, vec![8_000]),
        (date(2025, 1, 25), vec![30_000, 7_000]),
        (date(2024, 12, 28), vec![11_000]),
        (june, vec![1_500]),
    ];
    assert_eq!(of(Period::Week(WeekStart::Saturday)).await, weeks);
}

#[tokio::test(flavor = "multi_thread")]
async fn bests_name_the_workout_and_of_equals_the_first() {
    let events = [
        log(1, run(day(0), 3_600, 10_000)),
        log(2, race(day(7), RaceKind::TenKm, 2_500, 10_100)),
        log(3, race(day(8), RaceKind::TenKm, 2_400, 9_900)),
        log(4, run(day(9), 7_200, 20_000)),
        log(5, run(day(10), 7_200, 20_000)),
        log(
            6,
            WorkoutFacts { avg_power: Power::try_new(260).ok(), ..facts(Sport::Bike, "2025-02-01", None, 1_200, 0) },
        ),
        log(7, WorkoutFacts { avg_power: Power::try_new(400).ok(), ..facts(Sport::Bike, "2025-02-02", None, 600, 0) }),
    ];
    let world = after(&events, 10).await;
    let all = bests(&world.pool, id(JANA), FIRST, day(60)).await.unwrap();
    let best = |kind| all.iter().find(|best| best.kind == kind).map(|best| (best.value, best.workout_id));
    let workout = |n: u128| -> Uuid { id(0x100 + n) };
    assert_eq!(best(BestKind::Farthest(Sport::Run)), Some((20_000.0, workout(4))));
    assert_eq!(best(BestKind::Longest(Sport::Run)), Some((7_200.0, workout(4))));
    let (seconds, by) = best(BestKind::Fastest(RaceKind::TenKm)).unwrap();
    assert_eq!((seconds.round(), by), (2_475.0, workout(2)), "9.9 km are no 10 km");
    assert_eq!(best(BestKind::Fastest(RaceKind::Marathon)), None);
    assert_eq!(best(BestKind::Vdot).unwrap().1, workout(3));
    assert_eq!(best(BestKind::Power), Some((260.0, workout(6))));
    assert_eq!(best(BestKind::Farthest(Sport::Swim)), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn fitness_follows_races_and_promises_times() {
    let mut events: Vec<New> =
        (0..60).map(|n| log(n, run(day(i32::try_from(n).unwrap() * 2), 3_600, 10_000))).collect();
    // 5 km in 20:00 is a VDOT of 49.81.
    events.push(log(99, race(day(60), RaceKind::FiveKm, 1_200, 5_000)));
    let world = after(&events, 100).await;
    let history = vdot_history(&world.pool, id(JANA), day(53), day(67)).await.unwrap();
    assert_eq!(history.iter().map(|on| on.date).collect::<Vec<_>>(), [day(53), day(60), day(67)]);
    assert_eq!((history[0].vdot, &history[0].shown_by), (45.0, &None), "an easy run says nothing");
    assert!((history[1].vdot - 49.81).abs() < 0.01);
    let shown = history[2].shown_by.as_ref().unwrap();
    assert_eq!((shown.date, shown.metres, shown.seconds), (day(60), 5_000.0, 1_200.0));

    let promised = predictions(&world.pool, id(JANA), day(67)).await.unwrap();
    let ten = promised.races.iter().find(|race| race.race == RaceKind::TenKm).unwrap();
    assert!((2_450.0..2_520.0).contains(&ten.likely_s), "{ten:?}");
    assert!(ten.fastest_s < ten.likely_s && ten.likely_s < ten.slowest_s);
    let none = predictions(&world.pool, id(JANA), day(50)).await.unwrap();
    assert_eq!((none.races.len(), none.fitness.shown_by), (0, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fortnight_and_a_month_are_held_against_those_before() {
    let felt = |facts: WorkoutFacts, rpe| WorkoutFacts { rpe: Rpe::try_new(rpe).ok(), ..facts };
    let events = [
        log(1, felt(run(date(2025, 3, 3), 3_600, 10_000), 4)),
        log(2, felt(run(date(2025, 3, 20), 3_600, 10_000), 4)),
        log(3, felt(run(date(2025, 4, 2), 3_000, 10_000), 6)),
        log(4, felt(run(date(2025, 4, 16), 6_000, 20_000), 6)),
        log(5, felt(run(date(2025, 4, 17), 3_000, 10_000), 6)),
        log(6, facts(Sport::Rest, "2025-04-18", None, 60, 0)),
    ];
    let world = after(&events, 10).await;
    let two = progress(&world.pool, id(JANA), date(2025, 4, 20)).await.unwrap();
    assert_eq!((two.now.from, two.now.to), (date(2025, 4, 7), date(2025, 4, 20)));
    assert_eq!((two.before.from, two.before.to), (date(2025, 3, 24), date(2025, 4, 6)));
    assert_eq!((two.now.count, two.now.metres, two.now.longest_s), (2, 30_000, 6_000));
    assert_eq!((two.now.run_pace_s, two.before.run_pace_s), (Some(300.0), Some(300.0)));
    assert_eq!((two.before.count, two.before.mean_rpe), (1, Some(6.0)));

    let month = insight(&world.pool, id(JANA), date(2025, 4, 30)).await.unwrap();
    let keys: Vec<&str> = month.facts.iter().map(|fact| fact.key.as_str()).collect();
    let expected = ["insight.distance", "insight.longest", "insight.effort", "insight.count", "insight.pace"];
    assert_eq!(keys, expected, "the greatest change first, and not that VDOT is as it was");
    assert_eq!(month.facts[0].text, "Distance: 40 km, +100 % against 20 km the month before.");
    let halfway = insight(&world.pool, id(JANA), date(2025, 4, 3)).await.unwrap();
    assert_eq!((halfway.now.count, halfway.before.count, halfway.before.to), (1, 1, date(2025, 3, 3)));
    assert_eq!(insight(&world.pool, id(JANA), date(2025, 5, 31)).await.unwrap().facts, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn workouts_go_page_by_page() {
    let events: Vec<New> = (0..30).map(|n| log(n, run(day(i32::try_from(n / 4).unwrap()), 1_800, 5_000))).collect();
    let world = after(&events, 100).await;
    let all = workouts(&world.pool, id(JANA), None, 100).await.unwrap();
    assert_eq!((all.workouts.len(), all.next), (30, None));
    let (mut found, mut next): (Vec<Workout>, _) = (Vec::new(), None);
    loop {
        let page = workouts(&world.pool, id(JANA), next, 7).await.unwrap();
        found.extend(page.workouts);
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(found, all.workouts);
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_the_races_and_hard_runs_of_their_days() {
    let hard = WorkoutFacts { zone: Some(Zone::Z4), ..run(day(9), 1_260, 5_000) };
    let world = after(
        &[
            log(1, race(day(2), RaceKind::FiveKm, 1_200, 5_000)),
            log(2, run(day(3), 3_600, 11_000)),
            log(3, hard),
            log(4, race(day(40), RaceKind::TenKm, 2_500, 10_000)),
            log(5, WorkoutFacts { zone: Some(Zone::Z5), ..run(day(5), 200, 1_000) }),
        ],
        10,
    )
    .await;
    let results = run_results(&world.pool, id(JANA), FIRST, day(30)).await.unwrap();
    let told: Vec<_> = results.iter().map(|result| (result.day, result.race, result.metres)).collect();
    assert_eq!(told, [(day(2), true, 5_000), (day(9), false, 5_000)]);
    // Daniels' tables give 49.8 for twenty minutes over 5 km.
    assert!((results[0].vdot - 49.8).abs() < 0.1, "{results:?}");
}
