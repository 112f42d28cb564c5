//! Two accounts, one member.

use domain::member::MemberCommand;
use projections::registry;
use tokio_util::sync::CancellationToken;

use super::world::World;

fn code(answer: &str) -> String {
    let (_, code) = answer.split_once("/link ").expect("a code");
    code.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_joins_another_account_once() {
    let world = World::new().await;
    world.says("jana", "/start").await;
    world.says("jana", "English").await;
    let code = code(&world.says("jana", "/link").await);
    let message = world.text("jana-at-home", &format!("/link {}", code.to_lowercase()));
    let joined = world.hears(&message).await;
    assert!(joined.starts_with("Joined"), "{joined}");
    assert_eq!(world.hears(&message).await, joined, "told again after a crash");
    let stranger = world.says("bo", &format!("/link {code}")).await;
    assert!(stranger.starts_with("This code doesn't fit"), "{stranger}");
    let resumed = world.says("jana-at-home", "run").await;
    assert!(resumed.contains("What do you train for"), "onboarding goes on here: {resumed}");
    assert!(world.says("jana-at-home", "ran 5k in 25 min").await.starts_with("Logged:"));
    assert!(world.events("jana").await.contains(&"WorkoutLogged".to_owned()));
    assert_eq!(world.events("jana-at-home").await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_without_workouts_can_still_join_and_one_with_workouts_cannot() {
    let world = World::new().await;
    for who in ["jana", "empty", "trained"] {
        world.registered(who).await;
    }
    world.says("trained", "ran 5k in 25 min").await;
    let code = code(&world.says("jana", "/link").await);
    assert!(world.says("trained", &format!("/link {code}")).await.contains("training data of its own"));
    let code = self::code(&world.says("jana", "/link").await);
    assert!(world.says("empty", &format!("/link {code}")).await.starts_with("Joined"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_account_told_besides_workouts_is_not_put_out_of_sight_either() {
    let world = World::new().await;
    world.registered("jana").await;
    for (who, told) in [
        ("tired", "/fatigue 3"),
        ("hurt", "/injury knee 4"),
        ("racing", "/race add 2025-09-20 marathon A City"),
        ("ill", "I have chest pain"),
    ] {
        world.registered(who).await;
        world.says(who, told).await;
        let code = code(&world.says("jana", "/link").await);
        let answer = world.says(who, &format!("/link {code}")).await;
        assert!(answer.contains("training data of its own"), "{told}: {answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_was_erased_joins_another_member_and_nobody_joins_one_who_was() {
    let world = World::new().await;
    let stop = CancellationToken::new();
    let tail = projections::Tail::of(world.nats.clone());
    let members = registry::by_name("members").unwrap();
    tokio::spawn(members.run(world.pool.clone(), tail, projections::Settings::default(), stop.clone()));
    for who in ["jana", "trained"] {
        world.registered(who).await;
    }
    world.says("trained", "ran 5k in 25 min").await;
    let stale = code(&world.says("trained", "/link").await);
    world.says("trained", "/forget yes").await;
    let joined = world.says("bo", &format!("/link {stale}")).await;
    assert!(joined.starts_with("This code doesn't fit"), "{joined}");
    assert!(world.says("trained", "/plan").await.contains("/start"));
    let code = code(&world.says("jana", "/link").await);
    assert!(world.says("trained", &format!("/link {code}")).await.starts_with("Joined"));
    assert!(world.says("trained", "ran 6k in 31 min").await.starts_with("Logged:"));
    // Erased elsewhere, an account is free all the same.
    world.registered("gone").await;
    world.orders("gone", MemberCommand::Forget {}).await;
    let code = self::code(&world.says("jana", "/link").await);
    assert!(world.says("gone", &format!("/link {code}")).await.starts_with("Joined"));
    assert!(world.events("jana").await.contains(&"WorkoutLogged".to_owned()));
    stop.cancel();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_ends_after_ten_minutes_and_guessing_after_five_tries() {
    let world = World::new().await;
    world.registered("jana").await;
    let code = code(&world.says("jana", "/link").await);
    let kept: Vec<u8> =
        sqlx::query_scalar("select code_hash from chat_link_codes").fetch_one(&world.pool).await.unwrap();
    assert!(!String::from_utf8_lossy(&kept).contains(&code.replace('-', "")));
    for _ in 0..5 {
        assert!(world.says("bo", "/link AAAA-AAAA").await.starts_with("This code doesn't fit"));
    }
    assert!(world.says("bo", &format!("/link {code}")).await.starts_with("Too many codes"));
    sqlx::query("update chat_link_codes set expires_at = expires_at - interval '10 minutes'")
        .execute(&world.pool)
        .await
        .unwrap();
    assert!(world.says("cyd", &format!("/link {code}")).await.starts_with("This code doesn't fit"));
}
