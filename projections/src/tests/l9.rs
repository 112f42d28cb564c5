//! Every read model equals a replay from zero, whatever order crashes came in.

use std::time::Duration;

use domain::history::{AthleteHistory, plus_days};
use domain::member::MemberEvent;
use domain::plan::{PlanEvent, PlanKind};
use domain::vocabulary::{Language, Role};

use super::{
    ledger::{New, World},
    sample::{
        Chance, claimed, drafted, generated, id, of_member, of_plan, proposed, registered, released, shortened,
        shuffled_workouts, weeks_drafted,
    },
};
use crate::{Projection, analytics::Analytics, audit::Audit, members::Members, plans::Plans};

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

#[tokio::test(flavor = "multi_thread")]
async fn l9_plans_equals_a_replay_whatever_crashed_and_came_late() {
    for seed in 31..=32 {
        let mut chance = Chance::new(seed);
        let mut history = plan_history(&mut chance, 5, 400);
        history.extend(shuffled_workouts(&mut chance, 5, 60, 200));
        // Shuffled into each other; each stream stays in order.
        let mut late: Vec<_> = history.split_off(400);
        for event in late.drain(..) {
            history.insert(usize::try_from(chance.below(history.len() as u64)).unwrap().max(5), event);
        }
        let mut seen = std::collections::HashMap::new();
        history.retain(|event| {
            !event.aggregate_type.contains("workout") || {
                let standing = seen.entry(event.aggregate_id.clone()).or_insert(false);
                let fits = *standing != (event.event_type == "WorkoutLogged");
                *standing = if fits { event.event_type != "WorkoutVoided" } else { *standing };
                fits
            }
        });
        survive(seed, Plans, history).await;
    }
}

/// A plan for each member, then anything that can happen to its sessions, whether a rule would allow it or not.
fn plan_history(chance: &mut Chance, members: u64, events: usize) -> Vec<New> {
    let from = jiff::civil::date(2025, 3, 3);
    let plan_of = |member: u64| {
        let plan_id = id(0x500 + u128::from(member));
        drafted(plan_id, &AthleteHistory::default(), PlanKind::Season, from)
    };
    let plans: Vec<_> = (0..members).map(plan_of).collect();
    let mut history: Vec<New> = plans.iter().zip(0..).map(|(plan, n)| generated(id(n), 0, plan)).collect();
    let mut offered = Vec::new();
    let mut extended = vec![0; plans.len()];
    while history.len() < events {
        let member = chance.below(members);
        let at = usize::try_from(member).unwrap();
        let plan = &plans[at].plan;
        let session = &plan.sessions[usize::try_from(chance.below(plan.sessions.len() as u64)).unwrap()];
        let (session_id, to) = (session.id, plus_days(from, i32::try_from(chance.below(14)).unwrap()));
        let event = match chance.below(9) {
            8 if extended[at] < 6 => {
                extended[at] += 1;
                weeks_drafted(&plans[at], extended[at] - 1)
            }
            0 | 1 => PlanEvent::SessionMoved { session_id, from: session.date, to },
            2 => PlanEvent::SessionSkipped { session_id, reason: "Rain".parse().ok() },
            3 => PlanEvent::SessionReopened { session_id },
            4 => {
                let adjustment_id = id(0x6000 + history.len() as u128);
                offered.push((member, adjustment_id));
                proposed(&shortened(plan, adjustment_id))
            }
            5 | 6 => match offered.iter().rfind(|(of, _)| *of == member) {
                Some((_, adjustment_id)) if chance.below(2) == 0 => {
                    PlanEvent::PlanAdjusted { adjustment_id: *adjustment_id }
                }
                Some((_, adjustment_id)) => PlanEvent::AdjustmentUndone { adjustment_id: *adjustment_id },
                None => continue,
            },
            _ => PlanEvent::SessionCompleted { session_id, workout_id: Some(id(0x1_0000 + u128::from(member))) },
        };
        history.push(of_plan(id(u128::from(member)), plan.plan_id, event));
    }
    history
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
