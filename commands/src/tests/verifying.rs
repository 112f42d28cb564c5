//! `verify` finds what is wrong, and nothing that isn't.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::{
    sample::{append, envelope, id, log, new_id},
    world::World,
};

async fn with_ten_events() -> World {
    let world = World::new().await;
    let ledger = world.ledger();
    for n in 1..=10 {
        ledger.execute(&envelope(&format!("c{n}"), id(1), log(id(100 + n), 1800))).await.unwrap();
    }
    world.relay_once().await.unwrap();
    world.assert_clean().await;
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_changed_byte() {
    let world = with_ten_events().await;
    world.tamper("update events set payload = replace(payload::text, '1800', '1801')::json where position = 4").await;
    assert_eq!(world.findings().await, ["position 4 is not the same on the stream as in Postgres"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_space_that_was_not_there() {
    let world = with_ten_events().await;
    world.tamper("update events set metadata = replace(metadata::text, '\",', '\", ')::json where position = 10").await;
    assert_eq!(world.findings().await, ["position 10 is not the same on the stream as in Postgres"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_missing_receipt() {
    let world = with_ten_events().await;
    world.tamper("delete from receipts where command_id = 'c7'").await;
    let findings = world.findings().await;
    assert!(findings.contains(&"position 7 has no receipt of its command".to_owned()), "{findings:?}");
    assert!(findings.contains(&"the receipts account for 9 events, the ledger has 10".to_owned()), "{findings:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_receipt_without_events() {
    let world = with_ten_events().await;
    world.tamper("insert into receipts values ('made up', 3, 4, null, now())").await;
    assert_eq!(world.findings().await, ["the receipts account for 12 events, the ledger has 10"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_hole_and_nothing_wrong_behind_it() {
    let world = with_ten_events().await;
    world.tamper("delete from events where position = 4").await;
    let findings = world.findings().await;
    assert_eq!(findings, ["position 4 is missing: 5 follows"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_hole_at_the_end() {
    let world = with_ten_events().await;
    world.tamper("delete from events where position > 8").await;
    assert_eq!(world.findings().await, ["positions 9 to 10 are missing in Postgres"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_holes_in_the_stream_and_goes_on_behind_them() {
    let world = with_ten_events().await;
    world.lose_from_stream(&[1, 4, 5, 9]).await;
    world.tamper("update events set payload = replace(payload::text, '1800', '1801')::json where position = 7").await;
    let missing = |position: u64| format!("position {position} is missing on the stream");
    let changed = "position 7 is not the same on the stream as in Postgres".to_owned();
    assert_eq!(world.findings().await, [missing(1), missing(4), missing(5), changed, missing(9)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_that_the_end_of_the_stream_is_gone() {
    let world = with_ten_events().await;
    world.lose_from_stream(&[9, 10]).await;
    let missing = |position: u64| format!("position {position} is missing on the stream");
    assert_eq!(world.findings().await, [missing(9), missing(10)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_numbers_and_times_out_of_order() {
    let world = with_ten_events().await;
    world
        .tamper("update events set sequence = 2, recorded_at = recorded_at - interval '1 day' where position = 5")
        .await;
    let findings = world.findings().await;
    assert!(findings.contains(&"position 5 was recorded before the one in front of it".to_owned()), "{findings:?}");
    let wanted = format!("the events of workout {} are not numbered 1, 2, 3, …", id(105));
    assert!(findings.contains(&wanted), "{findings:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_a_stream_that_reaches_further_than_postgres() {
    let world = with_ten_events().await;
    world.tamper("delete from events where position > 8").await;
    world.tamper("delete from receipts where last_position > 8").await;
    sqlx::query("update ledger_head set position = 8").execute(&world.pool).await.unwrap();
    assert_eq!(world.findings().await, ["the stream reaches position 10, Postgres only 8"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_nothing_wrong_with_a_ledger_at_work() {
    let world = World::new().await;
    let committer = world.committer();
    let (over, looks) = (AtomicBool::new(false), AtomicUsize::new(0));
    // For as long as it takes to have been looked at in between a few times.
    let writes = async {
        let mut round = 0;
        while round < 60 || looks.load(Ordering::SeqCst) < 4 {
            let appends = (0..40).map(|n| committer.append(append(&format!("{round}-{n}"), new_id(), 0, 2)));
            futures::future::join_all(appends).await;
            round += 1;
        }
        over.store(true, Ordering::SeqCst);
    };
    let relays = async {
        while !over.load(Ordering::SeqCst) {
            world.relay_once().await.unwrap();
        }
    };
    let looks = async {
        while !over.load(Ordering::SeqCst) {
            world.assert_clean().await;
            looks.fetch_add(1, Ordering::SeqCst);
        }
    };
    futures::future::join3(writes, relays, looks).await;
    world.relay_once().await.unwrap();
    world.assert_clean().await;
}
