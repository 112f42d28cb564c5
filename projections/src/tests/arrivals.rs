//! Late, corrected and voided: every read model is then what it would be had everything come right and in order.

use domain::{
    history::AthleteHistory,
    plan::{PlanEvent, PlanKind},
    vocabulary::Sport,
    workout::WorkoutFacts,
};
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use super::{
    figures::{FIRST, JANA, arrivals, day, figures, known, log, run, some_day},
    ledger::{New, World},
    sample::{Chance, corrected, drafted, facts, generated, id, of_plan, registered, voided},
};
use crate::{
    analytics::Analytics,
    audit::Audit,
    members::Members,
    plans::{Plans, adherence, calendar},
    rebuild,
};

const UNTIL: i32 = 420;

/// All read models after these events, in pieces of so many; each equal to a replay from zero.
async fn after(events: &[New], piece: usize) -> World {
    let world = World::new().await;
    let projectors = [world.run(Analytics), world.run(Plans), world.run(Audit), world.run(Members)];
    for events in events.chunks(piece) {
        world.append_and_relay(events).await;
    }
    world.caught_up::<Analytics>().await;
    world.caught_up::<Plans>().await;
    world.caught_up::<Audit>().await;
    world.caught_up::<Members>().await;
    for projector in projectors {
        projector.stop().await;
    }
    world.assert_equals_replay(Analytics).await;
    world.assert_equals_replay(Plans).await;
    world.assert_equals_replay(Audit).await;
    world.assert_equals_replay(Members).await;
    world
}

/// Every session with what was done, and every figure.
async fn answers(world: &World) -> String {
    let (from, until) = (FIRST, day(UNTIL));
    let mut sessions = calendar(&world.pool, id(JANA), from, until, until).await.unwrap();
    // When the ledger took a change is each ledger's own.
    sessions.iter_mut().for_each(|session| session.changed_at = Timestamp::UNIX_EPOCH);
    assert!(sessions.len() > 40, "{sessions:?}");
    let sessions = serde_json::to_string_pretty(&(&sessions, adherence(&sessions))).unwrap();
    sessions + &figures(world, until).await
}

/// Blocks of four weeks all through the year, as they were issued.
fn plans() -> Vec<New> {
    let block = |n: i32| {
        let made = drafted(id(0x500 + n as u128), &AthleteHistory::default(), PlanKind::Block, day(n * 28));
        generated(id(JANA), 0, &made)
    };
    (0..12).map(block).collect()
}

/// What the athlete said of some sessions: done by that workout, or skipped. No workout is named twice.
fn said(chance: &mut Chance, workouts: u128) -> Vec<New> {
    let mut said = Vec::new();
    for n in 0..12_u128 {
        let made =
            drafted(id(0x500 + n), &AthleteHistory::default(), PlanKind::Block, day(i32::try_from(n).unwrap() * 28));
        for (session, k) in made.plan.sessions.iter().zip(0..) {
            let workout = n * 12 + k;
            let event = match chance.below(4) {
                0 if k < 12 && workout < workouts => {
                    PlanEvent::SessionCompleted { session_id: session.id, workout_id: Some(id(0x100 + workout)) }
                }
                1 => PlanEvent::SessionSkipped { session_id: session.id, reason: None },
                _ => continue,
            };
            said.push(of_plan(id(JANA), made.plan.plan_id, event));
        }
    }
    said
}

/// Puts these among the others, wherever chance wants, in their own order.
fn mixed(chance: &mut Chance, others: Vec<New>, these: Vec<New>) -> Vec<New> {
    let mut places: Vec<usize> =
        these.iter().map(|_| usize::try_from(chance.below(others.len() as u64 + 1)).unwrap()).collect();
    places.sort_unstable();
    let (mut these, mut mixed) = (places.into_iter().zip(these).peekable(), Vec::new());
    for (at, other) in others.into_iter().enumerate() {
        while let Some((_, one)) = these.next_if(|(place, _)| *place <= at) {
            mixed.push(one);
        }
        mixed.push(other);
    }
    mixed.extend(these.map(|(_, one)| one));
    mixed
}

#[tokio::test(flavor = "multi_thread")]
async fn no_read_model_tells_in_which_order_workouts_came_and_what_was_said_wrong() {
    for seed in 11..=12 {
        let mut chance = Chance::new(seed);
        let end: Vec<WorkoutFacts> = (0..140).map(|_| some_day(&mut chance)).collect();
        let first = [vec![registered(id(JANA), "Jana")], known(), plans()].concat();
        let said = said(&mut chance, 140);
        let in_order: Vec<New> = end.iter().zip(0..).map(|(facts, n)| log(n, facts.clone())).collect();
        let plain = after(&[first.clone(), in_order, said.clone()].concat(), 200).await;
        let late = arrivals(&mut chance, &end);
        let shuffled = after(&[first, mixed(&mut chance, late, said)].concat(), 13).await;
        let (expected, found) = (answers(&plain).await, answers(&shuffled).await);
        assert!(expected.contains("\"by_hand\": true") && expected.contains("\"skipped\""), "{expected}");
        assert!(expected == found, "seed {seed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workout_of_300_days_ago_a_correction_and_a_void_leave_what_a_rebuild_leaves() {
    let ride = |n: i32| facts(Sport::Bike, &day(n).to_string(), None, 5_400, 40_000);
    let first = [vec![registered(id(JANA), "Jana")], known(), plans()].concat();
    let days = || (0..105).map(|n| 3 * n);
    let trained: Vec<New> = days().map(|n| log(n as u128, run(day(n), 3_000, 9_000))).collect();
    // Some of them did what a plan wanted.
    let gone = || (11..50).map(|n| 3 * n);
    let mut changes = vec![log(900, ride(12)), corrected(id(JANA), id(0x100 + 30), run(day(31), 6_000, 20_000))];
    changes.extend(gone().map(|n| voided(id(JANA), id(0x100 + n as u128))));
    let world = after(&[first.clone(), trained, changes].concat(), 40).await;
    let lived = answers(&world).await;

    // The same tables, and so the same answers, from zero.
    let stop = CancellationToken::new();
    rebuild(Analytics, &world.pool, &stop, |_| {}).await.unwrap();
    rebuild(Plans, &world.pool, &stop, |_| {}).await.unwrap();
    assert!(lived == answers(&world).await);

    // Had it all been told right at once, nobody could tell.
    let mut right: Vec<New> = vec![log(900, ride(12))];
    right.extend(
        days().filter(|n| *n != 30 && gone().all(|gone| gone != *n)).map(|n| log(n as u128, run(day(n), 3_000, 9_000))),
    );
    right.push(log(30, run(day(31), 6_000, 20_000)));
    let right = after(&[first, right].concat(), 500).await;
    assert!(lived == answers(&right).await);
}
