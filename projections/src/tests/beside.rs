//! Read models are rebuilt beside the live ones, over and over and under load; every answer meanwhile is one that was
//! right between asking and being answered.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio_util::sync::CancellationToken;

use super::{
    ledger::World,
    right_answers::{RightAnswers, history},
    sample::Chance,
};
use crate::{Projection, analytics::Analytics, audit::Audit, plans::Plans, rebuild};

const PATIENCE: Duration = Duration::from_secs(120);
const ASKERS: u64 = 4;

/// Where the live read model is.
async fn position(world: &World, model: &str) -> u64 {
    let position: i64 =
        sqlx::query_scalar("select position from projection_checkpoints where name = $1 and state = 'live'")
            .bind(model)
            .fetch_one(&world.pool)
            .await
            .unwrap();
    position.unsigned_abs()
}

/// Asks one question after the other until it is over.
async fn ask(world: Arc<World>, right: Arc<RightAnswers>, seed: u64, over: Arc<AtomicBool>, asked: Arc<AtomicUsize>) {
    let mut chance = Chance::new(seed);
    let mut last = std::collections::HashMap::new();
    while !over.load(Ordering::SeqCst) {
        let ask = right.questions[usize::try_from(chance.below(right.questions.len() as u64)).unwrap()];
        let before = position(&world, ask.model()).await;
        let last = last.insert(ask.model(), before).unwrap_or_default();
        assert!(before >= last, "{} went back from {last} to {before}", ask.model());
        let answer = ask.answer(&world.pool).await.unwrap();
        let after = position(&world, ask.model()).await;
        let possible = right.between(ask, before, after);
        assert!(
            possible.contains(&answer.as_str()),
            "{ask:?} between {before} and {after}: {answer}\nnot {possible:#?}"
        );
        asked.fetch_add(1, Ordering::SeqCst);
    }
}

async fn rebuilt<P: Projection>(world: &World, projection: P, asked: &AtomicUsize) {
    let before = asked.load(Ordering::SeqCst);
    rebuild(projection, &world.pool, &CancellationToken::new(), |_| {}).await.unwrap();
    // Everybody has asked the new one.
    testkit::eventually(PATIENCE, async || match asked.load(Ordering::SeqCst) - before {
        enough if enough > 60 => Ok(()),
        few => Err(few),
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_answer_is_wrong_while_read_models_are_rebuilt_and_swapped_under_load() {
    let world = Arc::new(World::new().await);
    let projectors = [world.run(Analytics), world.run(Plans), world.run(Audit)];
    let events = history(&mut Chance::new(5), 6_000);
    let right = Arc::new(RightAnswers::of(&events));
    let (first, rest) = events.split_at(600);
    world.append_and_relay(first).await;
    world.caught_up::<Analytics>().await;
    world.caught_up::<Plans>().await;
    world.caught_up::<Audit>().await;

    let (over, asked) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let askers: Vec<_> =
        (0..ASKERS).map(|n| tokio::spawn(ask(world.clone(), right.clone(), n, over.clone(), asked.clone()))).collect();
    let write = async {
        let mut pieces = rest.chunks(7);
        while !over.load(Ordering::SeqCst) {
            let Some(piece) = pieces.next() else { return };
            world.append_and_relay(piece).await;
        }
    };
    let rebuilds = async {
        for _ in 0..3 {
            rebuilt(&world, Plans, &asked).await;
            rebuilt(&world, Analytics, &asked).await;
            rebuilt(&world, Audit, &asked).await;
        }
        over.store(true, Ordering::SeqCst);
    };
    // An asker that finds something wrong ends the test at once.
    let answered = async { futures::future::try_join_all(askers).await.map(drop).unwrap() };
    tokio::join!(write, rebuilds, answered);

    world.caught_up::<Analytics>().await;
    world.caught_up::<Plans>().await;
    world.caught_up::<Audit>().await;
    for projector in projectors {
        projector.stop().await;
    }
    for model in ["analytics", "plans", "audit"] {
        assert_eq!(world.live(model).await.unwrap().generation, 4, "{model}");
    }
    world.assert_equals_replay(Analytics).await;
    world.assert_equals_replay(Plans).await;
    world.assert_equals_replay(Audit).await;
    let head = world.head().await;
    assert!(head > 600, "nothing was written meanwhile");
    for ask in &right.questions {
        assert_eq!(right.between(*ask, head, head), [ask.answer(&world.pool).await.unwrap()]);
    }
}
