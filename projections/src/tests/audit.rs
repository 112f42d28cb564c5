//! What an auditor reads.

use domain::{
    catalogue,
    member::MemberEvent,
    vocabulary::{Role, Sport, Zone},
};

use super::{
    ledger::{Cause, New, World},
    sample::{facts, id, logged, of_member, registered, voided},
};
use crate::{
    Projection,
    audit::{Audit, Entry, Filter, at, causes, effects, list},
};

async fn log_of(history: &[New]) -> World {
    let world = World::new().await;
    let projector = world.run(Audit);
    for event in history {
        world.append_and_relay(std::slice::from_ref(event)).await;
    }
    world.caught_up::<Audit>().await;
    projector.stop().await;
    world.assert_equals_replay(Audit).await;
    world
}

fn positions(entries: &[Entry]) -> Vec<u64> {
    entries.iter().map(|entry| entry.position).collect()
}

#[test]
fn no_aggregate_is_left_out_of_the_log() {
    for entry in catalogue::catalogue() {
        assert!(Audit::AGGREGATES.contains(&entry.aggregate), "{}", entry.aggregate);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_says_what_happened_who_wanted_it_through_what_and_when() {
    let coach = Cause {
        actor: Some(format!("member:{}", id(9))),
        gateway: Some("http".to_owned()),
        command_id: Some("order-66".to_owned()),
        ..Cause::default()
    };
    let run = facts(Sport::Run, "2025-05-05", Some(Zone::Z2), 2_700, 8_200);
    let world = log_of(&[registered(id(1), "Jana"), logged(id(1), id(11), run).because(coach)]).await;
    let entry = at(&world.pool, 2).await.unwrap().unwrap();
    assert_eq!(entry.sentence, "A run of 8.2 km in 45:00 on 2025-05-05, z2 was logged by hand.");
    assert_eq!((entry.subject, entry.aggregate_id.as_str()), (id(1), id(11).to_string().as_str()));
    assert_eq!((entry.actor, entry.gateway.as_str()), (format!("member:{}", id(9)), "http"));
    assert_eq!((entry.command_id.as_str(), entry.correlation_id.as_str()), ("order-66", "order-66"));
    assert_eq!(entry.occurred_at, "2025-05-03T06:30:00Z".parse().unwrap());
    assert!(entry.recorded_at > entry.occurred_at);
    assert_eq!(at(&world.pool, 3).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_filtered_and_goes_page_by_page() {
    let run = |n| logged(id(1), id(n), facts(Sport::Run, "2025-05-05", None, 2_700, 8_200));
    let role = |n| of_member(id(n), MemberEvent::RoleGranted { role: Role::Coach });
    let world = log_of(&[registered(id(1), "Jana"), run(11), role(2), run(12), voided(id(1), id(11)), role(1)]).await;
    let positions_of = async |filter: Filter, before, limit| {
        let page = list(&world.pool, &filter, before, limit).await.unwrap();
        (positions(&page.entries), page.next)
    };
    assert_eq!(positions_of(Filter::default(), None, 4).await, (vec![6, 5, 4, 3], Some(3)));
    assert_eq!(positions_of(Filter::default(), Some(3), 4).await, (vec![2, 1], None));
    let jana = Filter { subject: Some(id(1)), ..Filter::default() };
    assert_eq!(positions_of(jana, Some(6), 9).await.0, [5, 4, 2, 1]);
    let workout = Filter { aggregate_id: Some(id(11).to_string()), ..Filter::default() };
    assert_eq!(positions_of(workout, None, 9).await.0, [5, 2]);
    let other = Filter { actor: Some(format!("member:{}", id(2))), ..Filter::default() };
    assert_eq!(positions_of(other, None, 9).await.0, [3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_some_types_is_in_order_whatever_else_is_asked_for() {
    let run = |n, m| logged(id(n), id(m), facts(Sport::Run, "2025-05-05", None, 2_700, 8_200));
    let role = |n| of_member(id(n), MemberEvent::RoleGranted { role: Role::Coach });
    let world = log_of(&[run(1, 11), role(2), run(2, 12), role(1), registered(id(1), "Jana"), run(1, 13)]).await;
    let positions_of = async |types: &[&str], filter: Filter, before, limit| {
        let filter = Filter { event_types: types.iter().map(|&name| name.to_owned()).collect(), ..filter };
        let page = list(&world.pool, &filter, before, limit).await.unwrap();
        (positions(&page.entries), page.next)
    };
    let both = ["RoleGranted", "WorkoutLogged", "RoleGranted"];
    assert_eq!(positions_of(&both, Filter::default(), None, 3).await, (vec![6, 4, 3], Some(3)));
    assert_eq!(positions_of(&both, Filter::default(), Some(3), 3).await, (vec![2, 1], None));
    let after = Filter { after: Some(3), ..Filter::default() };
    assert_eq!(positions_of(&["WorkoutLogged"], after, None, 9).await.0, [6]);
    assert_eq!(positions_of(&["WorkoutVoided"], Filter::default(), None, 9).await.0, [0; 0]);
    let jana = Filter { subject: Some(id(1)), ..Filter::default() };
    assert_eq!(positions_of(&both, jana, None, 9).await.0, [6, 4, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn causes_and_effects_are_followed_from_link_to_link() {
    let role = |n, cause| of_member(id(n), MemberEvent::RoleGranted { role: Role::Coach }).because(cause);
    let command = |id: &str, cause: Option<&str>| Cause {
        command_id: Some(id.to_owned()),
        correlation_id: Some("message-1".to_owned()),
        causation_id: cause.map(str::to_owned),
        ..Cause::default()
    };
    let world =
        log_of(&[role(1, command("a", None)), role(2, command("unrelated", None)), role(3, command("b", Some("a")))])
            .await;
    let third = at(&world.pool, 3).await.unwrap().unwrap();
    // An event may be named as the cause as well as a command.
    let projector = world.run(Audit);
    world.append_and_relay(&[role(4, command("c", Some(&third.event_id.to_string())))]).await;
    world.append_and_relay(&[role(5, command("d", Some("no such thing")))]).await;
    world.caught_up::<Audit>().await;
    projector.stop().await;
    assert_eq!(positions(&causes(&world.pool, 4, 100).await.unwrap()), [1, 3]);
    assert_eq!(positions(&effects(&world.pool, 1, 100).await.unwrap()), [3, 4]);
    assert_eq!(positions(&effects(&world.pool, 1, 1).await.unwrap()), [3]);
    for alone in [1, 2, 5] {
        assert_eq!(causes(&world.pool, alone, 100).await.unwrap(), []);
    }
    assert_eq!(effects(&world.pool, 4, 100).await.unwrap(), []);
    let chain = Filter { correlation_id: Some("message-1".to_owned()), ..Filter::default() };
    assert_eq!(positions(&list(&world.pool, &chain, None, 9).await.unwrap().entries), [5, 4, 3, 2, 1]);
}
