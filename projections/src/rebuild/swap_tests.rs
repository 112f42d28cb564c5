use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::try_swap;
use crate::{
    analytics::Analytics,
    cursor::Cursor,
    digest::{Bulk, Work, catch_up},
    rebuild::fill::{Until, fill},
    tests::{
        ledger::World,
        sample::{Chance, shuffled_workouts},
    },
};

/// A live read model, and a new generation beside it that stopped there.
async fn beside(world: &World, live: u64, stopped_at: u64) -> (Work<Analytics>, Cursor) {
    let work = Work { projection: Arc::new(Analytics), pool: world.pool.clone() };
    world.append(&shuffled_workouts(&mut Chance::new(7), 5, 5_000, usize::try_from(live).unwrap())).await;
    let crate::generation::Live::Mine(mut cursor) =
        crate::generation::load_live::<Analytics>(&world.pool).await.unwrap()
    else {
        panic!("the first generation is live");
    };
    let stop = CancellationToken::new();
    catch_up(&work, &mut cursor, live, Bulk::LIVE, &stop, |_| {}).await.unwrap();
    let cursor = fill(&work, Until::Position(stopped_at), &stop, &|_| {}).await.unwrap();
    (work, cursor)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_swap_makes_up_for_what_the_live_one_has_taken_since() {
    let world = World::new().await;
    let (work, mut cursor) = beside(&world, 500, 430).await;
    assert!(try_swap(&work, &mut cursor).await.unwrap());
    assert_eq!(cursor.position, 500);
    let live = world.live("analytics").await.unwrap();
    assert_eq!((live.position, live.generation), (500, 2));
    world.assert_equals_replay(Analytics).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_swap_that_would_hold_the_live_one_up_for_long_is_put_off() {
    let world = World::new().await;
    let (work, mut cursor) = beside(&world, 2_000, 500).await;
    assert!(!try_swap(&work, &mut cursor).await.unwrap());
    let live = world.live("analytics").await.unwrap();
    assert_eq!((live.position, live.generation), (2_000, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_swap_gives_way_to_a_long_query_and_succeeds_after_it() {
    let world = World::new().await;
    let (work, mut cursor) = beside(&world, 100, 100).await;
    let mut query = world.pool.begin().await.unwrap();
    sqlx::query("select * from analytics.workouts").execute(&mut *query).await.unwrap();
    let in_the_way = try_swap(&work, &mut cursor).await.unwrap_err();
    assert!(matches!(&in_the_way, crate::ProjectionError::Store(error) if super::is_in_the_way(error)), "{in_the_way}");
    query.rollback().await.unwrap();
    assert!(try_swap(&work, &mut cursor).await.unwrap());
}
