//! What counts as a result, and with which time: as the planner has it.

use domain::{
    member::MemberEvent,
    running::vdot_of,
    vocabulary::{Duration, Durations, RaceKind, Thresholds, Vdot, Zone},
    workout::{RaceEffort, WorkoutFacts},
};

use super::{
    figures::{FIRST, JANA, day, log, run},
    ledger::World,
    sample::{corrected, id, of_member},
};
use crate::analytics::{Analytics, BestKind, bests, predictions, run_results, vdot_history};

fn seconds(seconds: u32) -> Option<Duration> {
    Duration::try_new(seconds).ok()
}

/// Ten kilometres with ten minutes of standing about.
fn with_a_pause() -> WorkoutFacts {
    let duration = Durations::try_new(seconds(3_000), None, seconds(2_400)).unwrap();
    WorkoutFacts { duration, ..run(day(10), 3_000, 10_000) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_race_counts_by_the_clock_and_another_hard_run_by_the_time_on_the_move() {
    let race = WorkoutFacts { race: Some(RaceEffort { kind: RaceKind::TenKm, race_id: None }), ..with_a_pause() };
    let hard = WorkoutFacts { zone: Some(Zone::Z4), ..with_a_pause() };
    let world = World::new().await;
    let projector = world.run(Analytics);
    for (events, counts_s) in [(log(1, race), 3_000), (corrected(id(JANA), id(0x101), hard), 2_400)] {
        world.append_and_relay(&[events]).await;
        world.caught_up::<Analytics>().await;
        let vdot = vdot_of(10_000.0, f64::from(counts_s)).unwrap().get();
        let result = run_results(&world.pool, id(JANA), FIRST, day(20)).await.unwrap().remove(0);
        assert_eq!((result.seconds, result.vdot), (counts_s, vdot));
        let history = vdot_history(&world.pool, id(JANA), day(11), day(11)).await.unwrap();
        assert_eq!(history[0].vdot, vdot);
        let promised = predictions(&world.pool, id(JANA), day(11)).await.unwrap();
        let same = promised.races.iter().find(|race| race.race == RaceKind::TenKm).unwrap();
        assert!((same.likely_s - f64::from(counts_s)).abs() < 1.0, "{same:?}");
        let bests = bests(&world.pool, id(JANA), FIRST, day(20)).await.unwrap();
        let fastest = bests.iter().find(|best| best.kind == BestKind::Fastest(RaceKind::TenKm)).unwrap();
        assert_eq!(fastest.value, f64::from(counts_s));
    }
    projector.stop().await;
    world.assert_equals_replay(Analytics).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_was_held_at_threshold_is_hard_without_anybody_saying_so() {
    let thresholds = Thresholds { vdot: Vdot::try_new(45.0).ok(), ..Thresholds::default() };
    let known = of_member(id(JANA), MemberEvent::ThresholdsChanged { effective: FIRST, thresholds });
    let world = World::new().await;
    let projector = world.run(Analytics);
    // 4:00 a kilometre is faster than the threshold pace of VDOT 45; 6:00 is easy.
    world.append_and_relay(&[known, log(1, run(day(3), 2_400, 10_000)), log(2, run(day(5), 3_600, 10_000))]).await;
    world.caught_up::<Analytics>().await;
    projector.stop().await;
    let results = run_results(&world.pool, id(JANA), FIRST, day(20)).await.unwrap();
    assert_eq!(results.iter().map(|result| (result.day, result.race)).collect::<Vec<_>>(), [(day(3), false)]);
}
