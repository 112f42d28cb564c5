//! A ledger of a test's own on engines that the whole run shares.

use testkit::Ledger;

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
