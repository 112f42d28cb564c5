//! A ledger of a test's own on engines that the whole run shares.

use std::time::Duration;

use async_nats::jetstream::{self, stream::Config};
use testkit::{Ledger, eventually};

#[tokio::test]
async fn two_ledgers_do_not_see_each_others_tables() {
    let (one, two) = (Ledger::new().await, Ledger::new().await);
    sqlx::query("create table mine (x int)").execute(&one.pool).await.unwrap();
    let seen: Option<String> =
        sqlx::query_scalar("select to_regclass('mine')::text").fetch_one(&two.pool).await.unwrap();
    assert_eq!(seen, None);
}

#[tokio::test]
async fn a_ledgers_database_is_migrated() {
    let ledger = Ledger::new().await;
    let applied: i64 =
        sqlx::query_scalar("select count(*) from _sqlx_migrations").fetch_one(&ledger.pool).await.unwrap();
    assert!(applied > 0);
}

#[tokio::test]
async fn dropping_a_ledger_clears_its_streams_and_database_and_no_other() {
    let (one, two) = (Ledger::new().await, Ledger::new().await);
    let context = jetstream::new(two.nats_client().await);
    for ledger in [&one, &two] {
        let name = format!("{}_LEDGER", ledger.name);
        let subjects = vec![format!("{}.ledger.>", ledger.name)];
        context.create_stream(Config { name, subjects, ..Default::default() }).await.unwrap();
    }
    let gone = one.name.clone();
    drop(one);
    eventually(Duration::from_secs(20), async || {
        let stream = context.get_stream(format!("{gone}_LEDGER")).await;
        let database: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
            .bind(&gone)
            .fetch_one(&two.pool)
            .await
            .unwrap();
        if stream.is_err() && !database { Ok(()) } else { Err("it is still there") }
    })
    .await;
    assert!(context.get_stream(format!("{}_LEDGER", two.name)).await.is_ok());
}
