//! L3, Postgres is the truth: an accepted command is committed there before anybody hears of it.

use super::{
    sample::{envelope, id, log},
    world::{World, accepted, ask},
};
use crate::Verdict;

#[tokio::test(flavor = "multi_thread")]
async fn l3_what_was_accepted_is_in_postgres_when_the_answer_comes() {
    let world = World::new().await;
    let worker = world.worker();
    let bus = world.bus().await;
    for n in 0..20 {
        let outcome = ask(&bus, &envelope(&format!("c{n}"), id(1), log(id(100 + n), 1800))).await;
        assert!(accepted(&outcome), "{outcome:?}");
        let Verdict::Accepted { first_position: Some(first), last_position: Some(last) } = outcome.verdict else {
            panic!("{outcome:?}")
        };
        let stored: (i64, i64) = sqlx::query_as(
            "select first_position, last_position from receipts r join events e on e.position = r.last_position
             where r.command_id = $1",
        )
        .bind(format!("c{n}"))
        .fetch_one(&world.pool)
        .await
        .unwrap();
        assert_eq!((stored.0.unsigned_abs(), stored.1.unsigned_abs()), (first, last));
    }
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn l3_commits_wait_for_the_disk() {
    let world = World::new().await;
    let pool = pg::connect(&world.kit.database_url, 1).await.unwrap();
    // The test engines may lose what they were given in a crash; the ledger's own connection may not ask for that.
    let level: String = sqlx::query_scalar(
        "select coalesce(max(setting), 'on') from pg_settings
         where name = 'synchronous_commit' and source in ('client', 'session', 'database', 'user')",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!(level, "on");
}
