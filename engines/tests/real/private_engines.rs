//! Engines of one's own: from an empty folder to a ledger's ground, and back.

use std::os::unix::fs::PermissionsExt;

use crate::common::{at_work_in, nats, number, sql, throwaway};
use async_nats::jetstream;
use engines::{Access, Error};
use futures::StreamExt;

#[tokio::test]
async fn an_empty_folder_becomes_a_database_and_a_broker() {
    let folder = tempfile::tempdir().unwrap();
    let engines = engines::start(throwaway(folder.path())).await.unwrap();
    assert_eq!(engines.access(), Access::Owned);
    assert_eq!(engines.parts().len(), 2);

    sql(engines.database_url(), "create table t (x int); insert into t values (1), (2)").await.unwrap();
    let client = nats(engines.nats()).await;
    assert!(engines::check_nats_version(&client.server_info().version).is_ok());
    let context = jetstream::new(client);
    let stream = jetstream::stream::Config { name: "S".into(), subjects: vec!["s".into()], ..Default::default() };
    context.create_stream(stream).await.unwrap();
    context.publish("s", "hello".into()).await.unwrap().await.unwrap();
    engines.stop().await;
    assert_eq!(at_work_in(folder.path()), Vec::<u32>::new());

    let again = engines::start(throwaway(folder.path())).await.unwrap();
    assert_eq!(number(again.database_url(), "select count(*) from t").await, 2);
    let context = jetstream::new(nats(again.nats()).await);
    let mut stream = context.get_stream("S").await.unwrap();
    assert_eq!(stream.info().await.unwrap().state.messages, 1);
    again.stop().await;
}

#[tokio::test]
async fn a_second_process_is_told_who_runs_there_or_attaches() {
    let folder = tempfile::tempdir().unwrap();
    let owner = engines::start(throwaway(folder.path())).await.unwrap();
    owner.record_http("http://127.0.0.1:8080").unwrap();

    let second = engines::start(throwaway(folder.path())).await.unwrap_err();
    assert!(matches!(second, Error::AlreadyRunning { pid, .. } if pid == std::process::id()), "{second}");

    let guest = engines::open(throwaway(folder.path())).await.unwrap();
    assert_eq!(guest.access(), Access::Attached);
    assert_eq!(guest.http_url(), Some("http://127.0.0.1:8080"));
    assert_eq!(number(guest.database_url(), "select 1::bigint").await, 1);
    nats(guest.nats()).await;
    guest.stop().await;
    assert_eq!(number(owner.database_url(), "select 2::bigint").await, 2, "the guest's leaving harms nobody");
    owner.stop().await;

    let next = engines::open(throwaway(folder.path())).await.unwrap();
    assert_eq!(next.access(), Access::Owned);
}

#[tokio::test]
async fn only_the_token_opens_the_broker() {
    let folder = tempfile::tempdir().unwrap();
    let engines = engines::start(throwaway(folder.path())).await.unwrap();
    assert!(async_nats::connect(&engines.nats().url).await.is_err());
    let guess = async_nats::ConnectOptions::with_token("guess".into()).connect(&engines.nats().url).await;
    assert!(guess.is_err());
    for secret in ["run/ledger.json", "run/nats/nats.conf"] {
        let mode = folder.path().join(secret).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{secret}");
    }
}

#[tokio::test]
async fn a_setup_that_was_cut_short_does_not_stop_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let half_made = folder.path().join("postgres.tmp/base");
    std::fs::create_dir_all(&half_made).unwrap();
    std::fs::write(half_made.join("rubbish"), "x").unwrap();
    let engines = engines::start(throwaway(folder.path())).await.unwrap();
    assert!(!folder.path().join("postgres.tmp").exists());
    engines.stop().await;
}

#[tokio::test]
async fn a_path_too_long_for_a_socket_works_and_leaves_nothing_outside() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("long/".repeat(25)).join("with space, comma");
    let engines = engines::start(throwaway(&data)).await.unwrap();
    assert_eq!(number(engines.database_url(), "select 1::bigint").await, 1);
    let url = engines.database_url().to_string();
    let socket = url.split("host=").nth(1).unwrap().split('&').next().unwrap().replace("%2F", "/").replace("%2D", "-");
    assert!(std::path::Path::new(&socket).exists());
    engines.stop().await;
    assert!(!std::path::Path::new(&socket).exists());
}

#[tokio::test]
async fn named_servers_are_taken_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut settings = throwaway(&data);
    settings.database_url = Some("postgres://somewhere/else".into());
    settings.nats_url = Some("nats://somewhere".into());
    let engines = engines::start(settings).await.unwrap();
    assert_eq!(engines.access(), Access::External);
    assert_eq!(engines.database_url(), "postgres://somewhere/else");
    assert!(!data.exists(), "nothing is made for them");
}

#[tokio::test]
async fn a_named_database_leaves_only_the_broker_to_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = throwaway(folder.path());
    settings.database_url = Some("postgres://somewhere/else".into());
    let engines = engines::start(settings).await.unwrap();
    assert_eq!(engines.database_url(), "postgres://somewhere/else");
    assert_eq!(engines.parts().len(), 1);
    assert!(!folder.path().join("postgres").exists());
    assert!(matches!(engines.kill_postgres(), Err(Error::NotOurs(_))));
    let mut subscription = nats(engines.nats()).await.subscribe("x").await.unwrap();
    let client = nats(engines.nats()).await;
    client.publish("x", "y".into()).await.unwrap();
    assert_eq!(subscription.next().await.unwrap().payload, "y");
}
