//! How long people wait; a measurement, to be asked for on a machine that has nothing else to do:
//! `cargo test --release -p paceledger-gateways --lib fifty_updates -- --ignored --nocapture`

use std::time::Duration;

use super::world::World;

const PEOPLE: usize = 50;
const UPDATES: usize = 500;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn fifty_updates_a_second_are_answered_in_time() {
    let world = World::new().await;
    let who = |number: usize| format!("athlete-{}", number % PEOPLE);
    for number in 0..PEOPLE {
        world.registered(&who(number)).await;
    }
    let _answering = world.answering();
    world.delivers(&world.text(&who(0), "/cancel")).await;
    world.all_answered().await;
    let mut tick = tokio::time::interval(Duration::from_millis(20));
    for number in 0..UPDATES {
        tick.tick().await;
        world.delivers(&world.text(&who(number), &format!("run {} min", 20 + number / PEOPLE))).await;
    }
    world.all_answered().await;
    let (half, most, all): (f64, f64, f64) = sqlx::query_as(
        "select percentile_cont(0.5) within group (order by took), percentile_cont(0.99) within group (order by took),
                max(took)
         from (select extract(epoch from answered_at - received_at)::float8 * 1000 as took from chat_inbox) waits",
    )
    .fetch_one(&world.pool)
    .await
    .unwrap();
    println!("{UPDATES} updates at 50 a second: p50 {half:.1} ms, p99 {most:.1} ms, longest {all:.1} ms");
    assert!(half < 50.0 && most < 250.0, "p50 {half:.1} ms, p99 {most:.1} ms");
}
