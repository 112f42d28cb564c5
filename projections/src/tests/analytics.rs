//! What training amounts to.

use domain::vocabulary::{Sport, Zone};
use jiff::civil::date;

use super::{
    ledger::{New, World},
    sample::{Chance, corrected, facts, id, leg, logged, shuffled_workouts, voided},
};
use crate::analytics::{Analytics, Total, Week, weeks};

const JANA: u128 = 1;

/// The figures after each event by itself, and after all of them at once: the same.
async fn weeks_after(history: &[New]) -> Vec<Week> {
    let world = World::new().await;
    let projector = world.run(Analytics);
    for event in history {
        world.append_and_relay(std::slice::from_ref(event)).await;
        world.caught_up::<Analytics>().await;
    }
    projector.stop().await;
    world.assert_equals_replay(Analytics).await;
    weeks(&world.pool, id(JANA), None, 10).await.unwrap()
}

fn total(sport: &str, zone: Option<u8>, workouts: u32, seconds: u64, metres: u64) -> Total {
    Total { sport: sport.to_owned(), zone, workouts, seconds, metres }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_adds_up_by_sport_and_zone_from_monday_to_sunday() {
    let log = |n, facts| logged(id(JANA), id(n), facts);
    let weeks = weeks_after(&[
        log(11, facts(Sport::Run, "2025-05-05", Some(Zone::Z2), 3_600, 10_000)),
        log(12, facts(Sport::Run, "2025-05-11", Some(Zone::Z2), 1_800, 5_000)),
        log(13, facts(Sport::Run, "2025-05-11", Some(Zone::Z4), 1_200, 4_000)),
        log(14, facts(Sport::Strength, "2025-05-07", None, 2_400, 0)),
        log(15, facts(Sport::Bike, "2025-05-12", Some(Zone::Z1), 7_200, 60_000)),
        logged(id(2), id(16), facts(Sport::Run, "2025-05-05", Some(Zone::Z2), 600, 2_000)),
    ])
    .await;
    let second = Week { monday: date(2025, 5, 12), totals: vec![total("bike", Some(1), 1, 7_200, 60_000)] };
    let first = vec![
        total("run", Some(2), 2, 5_400, 15_000),
        total("run", Some(4), 1, 1_200, 4_000),
        total("strength", None, 1, 2_400, 0),
    ];
    assert_eq!(weeks, [second, Week { monday: date(2025, 5, 5), totals: first }]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_workout_leaves_its_old_week_and_counts_in_the_new_one() {
    let run = |day, seconds| facts(Sport::Run, day, Some(Zone::Z2), seconds, 5_000);
    let weeks = weeks_after(&[
        logged(id(JANA), id(11), run("2025-05-05", 1_800)),
        logged(id(JANA), id(12), run("2025-05-06", 1_800)),
        corrected(id(JANA), id(11), facts(Sport::Bike, "2025-05-05", Some(Zone::Z3), 900, 9_000)),
        corrected(id(JANA), id(12), run("2025-04-30", 2_000)),
    ])
    .await;
    let newer = Week { monday: date(2025, 5, 5), totals: vec![total("bike", Some(3), 1, 900, 9_000)] };
    let older = Week { monday: date(2025, 4, 28), totals: vec![total("run", Some(2), 1, 2_000, 5_000)] };
    assert_eq!(weeks, [newer, older]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voided_workout_counts_nowhere_until_it_is_logged_again() {
    let run = facts(Sport::Run, "2025-05-05", Some(Zone::Z2), 1_800, 5_000);
    let (member, workout) = (id(JANA), id(11));
    let gone = weeks_after(&[logged(member, workout, run.clone()), voided(member, workout)]).await;
    assert_eq!(gone, []);
    let back = [logged(member, workout, run.clone()), voided(member, workout), logged(member, workout, run)];
    assert_eq!(weeks_after(&back).await[0].seconds(), 1_800);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_multisport_workout_counts_as_its_legs() {
    let mut race = facts(Sport::Multisport, "2025-05-11", None, 7_500, 51_500);
    race.legs = vec![
        leg(Sport::Swim, None, 1_500, 1_500),
        leg(Sport::Bike, Some(Zone::Z4), 3_600, 40_000),
        leg(Sport::Run, Some(Zone::Z4), 2_200, 10_000),
    ];
    let mut shortened = race.clone();
    shortened.legs.truncate(2);
    let (member, workout) = (id(JANA), id(11));
    let weeks = weeks_after(&[logged(member, workout, race.clone())]).await;
    let legs = vec![
        total("bike", Some(4), 1, 3_600, 40_000),
        total("run", Some(4), 1, 2_200, 10_000),
        total("swim", None, 1, 1_500, 1_500),
    ];
    assert_eq!(weeks, [Week { monday: date(2025, 5, 5), totals: legs }]);
    assert_eq!(weeks[0].seconds(), 7_300, "the time between legs is nobody's");

    let weeks = weeks_after(&[logged(member, workout, race), corrected(member, workout, shortened)]).await;
    assert_eq!(weeks[0].totals.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn weeks_go_page_by_page() {
    let world = World::new().await;
    let projector = world.run(Analytics);
    world.append_and_relay(&shuffled_workouts(&mut Chance::new(2), 1, 200, 400)).await;
    world.caught_up::<Analytics>().await;
    projector.stop().await;
    let member = id(0);
    let all = weeks(&world.pool, member, None, 100).await.unwrap();
    assert!(all.len() >= 4);
    let first = weeks(&world.pool, member, None, 2).await.unwrap();
    let rest = weeks(&world.pool, member, Some(first[1].monday), 100).await.unwrap();
    assert_eq!([first, rest].concat(), all);
}
