//! Erased through another gateway than a chat: what the chats hold of them goes all the same, whoever dies over it.

use std::time::Duration;

use domain::{Command, identity::IdentityCommand, ids, ledger::CommandEnvelope, member::MemberCommand};
use pg::{erasures, letterbox};
use uuid::Uuid;

use super::world::{DEADLINE, World, morning};
use crate::chat::Scheduler;

fn scheduler(world: &World) -> Scheduler {
    Scheduler::new(world.desk.clone(), morning)
}

/// Through the letterbox, with the answers left in it.
async fn tells(world: &World, who: &str, text: &str) {
    let answering = world.answering();
    world.delivers(&world.text(who, text)).await;
    world.all_answered().await;
    drop(answering);
}

/// A member with two accounts, and with words in the letterbox.
async fn known(world: &World, who: &str) {
    world.registered(who).await;
    let answer = world.says(who, "/link").await;
    let (_, code) = answer.split_once("/link ").unwrap();
    assert!(world.says(&at_home(who), &format!("/link {code}")).await.starts_with("Joined"));
    tells(world, who, "ran 11 km in 52:30, sore hamstring").await;
    tells(world, &at_home(who), "ran 11 km in 51:30, sore hamstring").await;
}

fn at_home(who: &str) -> String {
    format!("{who}-at-home")
}

/// How many answers to them have their words and stay.
async fn held(world: &World, who: &str) -> i64 {
    sqlx::query_scalar(
        "select count(*) from chat_outbox where chat in ($1, $2) and body::text like '%11 km%' and not fleeting",
    )
    .bind(who)
    .bind(at_home(who))
    .fetch_one(&world.pool)
    .await
    .unwrap()
}

async fn accounts(world: &World, who: &str) -> usize {
    erasures::accounts(&world.pool, world.member(who)).await.unwrap().len()
}

async fn releases(world: &World, command: IdentityCommand, member: Uuid) {
    let by = domain::ledger::Actor::System("test".to_owned());
    let envelope = CommandEnvelope::new("one".to_owned(), by, "test", member, morning(), Command::Identity(command));
    world.desk.bus.execute(&envelope, DEADLINE).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_next_goes_on_where_an_erasure_was_left() {
    let world = World::new().await;
    for who in ["jana", "bo"] {
        known(&world, who).await;
    }
    let jana = world.member("jana");
    world.orders("jana", MemberCommand::Forget {}).await;
    assert_eq!(erasures::unfinished(&world.pool).await.unwrap(), [jana]);
    assert_eq!((held(&world, "jana").await, accounts(&world, "jana").await), (2, 2), "nothing is done yet");

    // The letterbox is clear; whoever did it dies.
    let chats = [("terminal", "jana"), ("terminal", "jana-at-home")];
    assert!(letterbox::erase(&world.pool, jana, &chats, None).await.unwrap());
    assert_eq!((held(&world, "jana").await, accounts(&world, "jana").await), (0, 2));

    // One account is free, and its person says as much as before, to be told the same; whoever freed it dies.
    let release =
        IdentityCommand::Release { gateway: "terminal".parse().unwrap(), external_id: "jana".parse().unwrap() };
    releases(&world, release, jana).await;
    world.registered("jana").await;
    tells(&world, "jana", "ran 11 km in 52:30").await;
    assert_eq!(accounts(&world, "jana").await, 1);

    // Nothing is left but to say so.
    assert_eq!(scheduler(&world).finish_erasures(morning()).await.unwrap(), 1);
    assert_eq!(held(&world, "jana").await, 1, "of who came after nothing goes");
    assert_eq!(accounts(&world, "jana").await, 0);
    assert!(erasures::unfinished(&world.pool).await.unwrap().is_empty());
    assert_eq!(scheduler(&world).finish_erasures(morning()).await.unwrap(), 0, "no more is looked for");
    assert_eq!((held(&world, "bo").await, accounts(&world, "bo").await), (2, 2), "nobody else's");
    let after = ids::member_id_after(jana);
    assert_eq!(erasures::accounts(&world.pool, after).await.unwrap().len(), 1);
    assert!(pg::member_now(&world.pool, after).await.unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_again_and_again_erasures_are_finished_and_each_account_is_released_once() {
    let world = World::new().await;
    let (gone, stays) = (["ana", "cyd", "dan"], "bo");
    for who in gone.into_iter().chain([stays]) {
        known(&world, who).await;
    }
    for who in gone {
        world.orders(who, MemberCommand::Forget {}).await;
    }
    let mut kills = 0_u64;
    while !erasures::unfinished(&world.pool).await.unwrap().is_empty() {
        assert!(kills < 1_000, "it gets on");
        let process = world.running(|desk| async move {
            let _ = Scheduler::new(desk, morning).finish_erasures(morning()).await;
        });
        // A moment that comes later from one process to the next, and so falls between any two steps; the first at once, so
        // that no machine is done before.
        tokio::time::sleep(Duration::from_millis(2 * kills)).await;
        drop(process);
        kills += 1;
    }
    assert!(kills >= 2, "{kills}");
    for who in gone {
        assert_eq!((held(&world, who).await, accounts(&world, who).await), (0, 0), "{who}");
        let events = world.events(who).await;
        assert_eq!(events.iter().filter(|event| *event == "IdentityReleased").count(), 2, "{events:?}");
    }
    assert_eq!((held(&world, stays).await, accounts(&world, stays).await), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_of_somebody_erased_elsewhere_is_free_for_its_next_message() {
    let world = World::new().await;
    known(&world, "jana").await;
    world.orders("jana", MemberCommand::Forget {}).await;
    assert!(world.says("jana-at-home", "/start").await.starts_with("Welcome"));
    assert_eq!(held(&world, "jana").await, 0);
    assert_eq!(accounts(&world, "jana").await, 0);
    assert!(world.events("jana-at-home").await.contains(&"MemberRegistered".to_owned()), "somebody new");
}
