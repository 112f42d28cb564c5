//! The process dies at any moment: nothing is lost, nothing happens twice.

use std::time::Duration;

use projections::registry;
use tokio_util::sync::CancellationToken;

use super::world::{DEADLINE, World};

#[tokio::test(flavor = "multi_thread")]
async fn killed_again_and_again_it_logs_each_workout_once_and_answers_each_message_once() {
    let world = World::new().await;
    let people = ["ana", "bo", "cyd"];
    for who in people {
        world.registered(who).await;
    }
    // A command, a question, its answer, a second question left open, and a workout taken back.
    let said = ["ran 10 km in 52:30", "5 km in 25 min", "run", "swim 40 min", "/undo", "bike 1h"];
    let (mut to_say, mut kills) = (said.iter(), 0_u64);
    loop {
        // However fast it is, it finds something new to answer each time.
        if let Some(text) = to_say.next() {
            for who in people {
                world.delivers(&world.text(who, text)).await;
            }
        }
        let left = world.unanswered().await;
        if left == 0 {
            break;
        }
        let answering = world.answering();
        testkit::eventually(DEADLINE, async || match world.unanswered().await {
            fewer if fewer < left => Ok(()),
            all => Err(all),
        })
        .await;
        // Ended at a moment that differs from round to round.
        tokio::time::sleep(Duration::from_millis(kills * 7 % 23)).await;
        drop(answering);
        kills += 1;
    }
    assert!(kills >= 6, "{kills}");
    let per_person: Vec<(i64, i64)> = sqlx::query_as(
        "select count(*) filter (where event_type = 'WorkoutLogged'), count(*) filter (where event_type = 'WorkoutVoided')
         from events where aggregate_type = 'workout' group by subject",
    )
    .fetch_all(&world.pool)
    .await
    .unwrap();
    assert_eq!(per_person, [(4, 1); 3]);
    for who in people {
        let told = world.told(who).await;
        assert_eq!(told.len(), said.len(), "{told:#?}");
        assert!(told[1].starts_with("Which sport") && told[2].starts_with("Logged:\nRun · 25:00"), "{told:#?}");
        assert!(told[4].starts_with("Taken back:\nSwim · 40:00"), "{told:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_answered_anew_gets_the_answer_of_the_first_time() {
    let world = World::new().await;
    let stop = CancellationToken::new();
    for name in ["members", "plans"] {
        let (model, tail) = (registry::by_name(name).unwrap(), projections::Tail::of(world.nats.clone()));
        tokio::spawn(model.run(world.pool.clone(), tail, projections::Settings::default(), stop.clone()));
    }
    let script = [
        "/start",
        "English",
        "swim, bike, run",
        "stay fit",
        "ran 10 km in 52:30",
        "5 km in 25 min",
        "run",
        "/undo",
        "/cancel",
        "/set days mon tue wed thu fri sat sun",
        "/injury knee 1",
        "/injury healed knee",
        "/race add 2025-09-20 10k A First",
        "/race add 2025-10-18 10k B Second",
        "/race move 1 2025-09-21",
        "/race cancel 1",
        "/plan week new",
        "/done 1",
        "/skip",
        "/move 1 tomorrow",
        "/forget yes",
    ];
    for text in script {
        let message = world.text("jana", text);
        let first = world.hears(&message).await;
        let events = world.events("jana").await;
        assert_eq!(world.hears(&message).await, first, "{text}");
        assert_eq!(world.events("jana").await, events, "{text}");
    }
    stop.cancel();
}
