//! A stock cqrs-es framework on our store: the same events, receipts and conflicts as by our own way.

use std::num::NonZeroUsize;

use cqrs_es::{Aggregate, AggregateContext, AggregateError, CqrsFramework, EventEnvelope, EventStore};
use domain::{
    Command,
    ledger::{Addressed, CommandEnvelope},
    workout::{Standing, Workout, WorkoutCommand, WorkoutError},
};

use super::{
    sample::{ENVIRONMENT, correct, envelope, id, log, now, void},
    world::World,
};
use crate::{Aggregates, Cause};

type Framework = CqrsFramework<Workout, Aggregates<Workout>>;

fn store(world: &World) -> Aggregates<Workout> {
    Aggregates::new(world.pool.clone(), world.committer(), ENVIRONMENT, NonZeroUsize::new(10).unwrap())
}

fn framework(world: &World) -> Framework {
    CqrsFramework::new(store(world), Vec::new(), ())
}

fn addressed(envelope: &CommandEnvelope<Command>) -> Addressed<WorkoutCommand> {
    let Command::Workout(command) = envelope.command.clone() else { panic!("a command for workouts") };
    Addressed { actor: envelope.actor.clone(), subject: envelope.subject, sent_at: envelope.sent_at, command }
}

async fn execute(
    framework: &Framework,
    envelope: &CommandEnvelope<Command>,
) -> Result<(), AggregateError<WorkoutError>> {
    let aggregate = envelope.command.target(envelope.subject).aggregate_id;
    let metadata = Cause::of(envelope, now()).into_map();
    framework.execute_with_metadata(&aggregate, addressed(envelope), metadata).await
}

/// What the ledger keeps, without what is drawn anew for each event.
async fn kept(world: &World) -> Vec<(String, i64, String, serde_json::Value, i64)> {
    sqlx::query_as(
        "select aggregate_id, sequence, payload::text, metadata::jsonb - 'event_id' - 'occurred_at', r.last_position
         from events e join receipts r on r.command_id = metadata ->> 'command_id' order by position",
    )
    .fetch_all(&world.pool)
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stock_framework_writes_what_our_own_way_writes() {
    let (ours, theirs) = (World::new().await, World::new().await);
    let (ledger, framework) = (ours.ledger(), framework(&theirs));
    for (n, command) in [log(id(2), 1000), correct(id(2), 1100), log(id(3), 900), void(id(2))].into_iter().enumerate() {
        let envelope = envelope(&format!("c{n}"), id(1), command);
        ledger.execute(&envelope).await.unwrap();
        execute(&framework, &envelope).await.unwrap();
    }
    assert_eq!(theirs.head().await, 4);
    assert_eq!(kept(&theirs).await, kept(&ours).await);
    theirs.relay_once().await.unwrap();
    theirs.assert_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_through_a_stock_framework_counts_once() {
    let world = World::new().await;
    let first = envelope("log", id(1), log(id(2), 1000));
    execute(&framework(&world), &first).await.unwrap();
    // By one that remembers nothing, and after our own way.
    execute(&framework(&world), &first).await.unwrap();
    world.ledger().execute(&envelope("void", id(1), void(id(2)))).await.unwrap();
    execute(&framework(&world), &envelope("void", id(1), log(id(2), 1000))).await.unwrap();
    assert_eq!(world.head().await, 2);
    // What was refused by our own way stays refused.
    let early = world.ledger().execute(&envelope("early", id(1), void(id(3)))).await.unwrap();
    assert!(early.rejection.is_some());
    let error = execute(&framework(&world), &envelope("early", id(1), log(id(3), 1000))).await.unwrap_err();
    assert!(matches!(&error, AggregateError::UnexpectedError(cause) if cause.to_string().contains("refused before")));
    assert_eq!(world.head().await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stock_framework_is_told_of_refusals_and_conflicts_and_then_sees_what_is_there() {
    let world = World::new().await;
    let stock = framework(&world);
    let error = execute(&stock, &envelope("early", id(1), void(id(2)))).await.unwrap_err();
    assert!(matches!(error, AggregateError::UserError(_)), "{error}");
    execute(&stock, &envelope("log", id(1), log(id(2), 1000))).await.unwrap();
    // Somebody else is quicker, so what it remembers is late, once.
    world.ledger().execute(&envelope("correct", id(1), correct(id(2), 1100))).await.unwrap();
    let late = envelope("late", id(1), void(id(2)));
    let error = execute(&stock, &late).await.unwrap_err();
    assert!(matches!(error, AggregateError::AggregateConflict), "{error}");
    execute(&stock, &late).await.unwrap();
    assert_eq!(world.head().await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_gives_back_what_was_committed() {
    let world = World::new().await;
    let (store, workout) = (store(&world), id(2).to_string());
    let events = |envelope: &CommandEnvelope<Command>, workout: &Workout| workout.decide(addressed(envelope)).unwrap();
    let mut committed = Vec::new();
    for command in [log(id(2), 1000), void(id(2))] {
        let envelope = envelope(&format!("c{}", committed.len()), id(1), command);
        let mut context = store.load_aggregate(&workout).await.unwrap();
        let events = events(&envelope, context.aggregate());
        for event in events.clone() {
            context.aggregate().apply(event);
        }
        committed.extend(store.commit(events, context, Cause::of(&envelope, now()).into_map()).await.unwrap());
    }
    let loaded = store.load_events(&workout).await.unwrap();
    assert!(committed.iter().map(|event| event.sequence).eq(1..=2), "{committed:?}");
    let plain = |events: &[EventEnvelope<Workout>]| -> Vec<_> {
        events.iter().map(|event| (event.sequence, event.payload.clone(), event.metadata.clone())).collect()
    };
    assert_eq!(plain(&loaded), plain(&committed));
    let mut context = self::store(&world).load_aggregate(&workout).await.unwrap();
    assert_eq!(context.aggregate().standing(), Some(Standing::Voided));

    let error = store.commit(Vec::new(), context, std::collections::HashMap::new()).await.unwrap_err();
    assert!(error.to_string().contains("must name the subject"), "{error}");
}
