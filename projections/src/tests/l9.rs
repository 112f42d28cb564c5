//! Every read model equals a replay from zero, whatever order crashes came in.

use std::time::Duration;

use domain::member::MemberEvent;
use domain::vocabulary::{Language, Role};

use super::{
    ledger::{New, World},
    sample::{Chance, claimed, id, of_member, registered, released, shuffled_workouts},
};
use crate::{Projection, analytics::Analytics, audit::Audit, members::Members};

/// Appends bit by bit while projectors come and are killed at moments that chance picks.
async fn survive<P: Projection + Clone>(seed: u64, projection: P, history: Vec<New>) {
    let world = World::new().await;
    let mut chance = Chance::new(seed);
    let mut running = world.run(projection.clone());
    for (round, piece) in history.chunks(40).enumerate() {
        world.append(piece).await;
        // Now and then the stream stays behind for a while.
        if chance.below(4) > 0 {
            world.relay().await;
        }
        if round % 2 == 1 {
            tokio::time::sleep(Duration::from_micros(chance.below(15_000))).await;
            running.kill().await;
            running = world.run(projection.clone());
        }
    }
    world.relay().await;
    world.caught_up::<P>().await;
    running.stop().await;
    let verification = world.assert_equals_replay(projection).await;
    assert_eq!(verification.position, history.len() as u64);
    assert!(verification.tables.iter().any(|table| table.live_rows > 10), "{verification:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn l9_analytics_equals_a_replay_whatever_crashed_and_came_late() {
    for seed in 1..=4 {
        let history = shuffled_workouts(&mut Chance::new(seed), 5, 60, 700);
        survive(seed, Analytics, history).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l9_members_equals_a_replay_whatever_crashed() {
    let mut chance = Chance::new(11);
    let history = member_history(&mut chance, 30, 600);
    survive(11, Members, history).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l9_audit_equals_a_replay_whatever_crashed() {
    let mut chance = Chance::new(21);
    let mut history = member_history(&mut chance, 10, 200);
    history.extend(shuffled_workouts(&mut chance, 5, 60, 300));
    survive(21, Audit, history).await;
}

fn member_history(chance: &mut Chance, members: u64, events: usize) -> Vec<New> {
    let mut known = std::collections::BTreeSet::new();
    let mut holder = std::collections::HashMap::new();
    let mut history = Vec::new();
    while history.len() < events {
        let member = id(u128::from(chance.below(members)));
        if known.insert(member) {
            history.push(registered(member, "Jana"));
            continue;
        }
        let account = chance.below(10);
        history.push(match chance.below(7) {
            0 => of_member(member, MemberEvent::LanguageChosen { language: Language::Russian }),
            1 => of_member(member, MemberEvent::RoleGranted { role: Role::Coach }),
            2 => of_member(member, MemberEvent::RoleRevoked { role: Role::Coach }),
            3 => of_member(member, MemberEvent::MemberSuspended { reason: "spam".parse().unwrap() }),
            4 => of_member(member, MemberEvent::MemberReinstated {}),
            _ => match holder.remove(&account) {
                Some(holder) => released(holder, &account.to_string()),
                None => {
                    holder.insert(account, member);
                    claimed(member, &account.to_string())
                }
            },
        });
    }
    history
}
