//! How many servers hold a stream.

use async_nats::jetstream;
use testkit::Cluster;

use crate::{Nats, NatsError, Stored};

async fn replicas(context: &jetstream::Context, nats: &Nats) -> Vec<usize> {
    let names = nats.names();
    let mut found = Vec::new();
    for name in [names.ledger_stream(), names.commands_stream(0), names.outcomes_stream(), names.probe_stream()] {
        found.push(context.get_stream(name).await.unwrap().cached_info().config.num_replicas);
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_are_brought_to_another_number_of_replicas_and_keep_what_they_have() {
    let cluster = Cluster::start(3).await;
    let nats = Nats::connect(&cluster.nats_url(), "").await.unwrap();
    let context = jetstream::new(cluster.nats_client().await);
    nats.ensure_streams(1).await.unwrap();
    let batch = vec![(nats.names().event(0, "workout", "WorkoutVoided"), "one".into()); 5];
    assert_eq!(nats.append_to_ledger(0, batch.clone()).await.unwrap(), Stored::UpTo(5));
    for wanted in [3, 1] {
        nats.ensure_streams(wanted).await.unwrap();
        assert_eq!(replicas(&context, &nats).await, [wanted; 4]);
        assert_eq!(nats.ledger_event(5).await.unwrap().as_deref(), Some(b"one".as_slice()));
    }
    assert_eq!(nats.append_to_ledger(5, batch).await.unwrap(), Stored::UpTo(10));
}

#[tokio::test(flavor = "multi_thread")]
async fn more_replicas_than_there_are_servers_are_an_error_that_names_both_numbers() {
    let kit = testkit::Ledger::new().await;
    let nats = Nats::connect(&kit.nats_url, &kit.name).await.unwrap();
    nats.ensure_streams(1).await.unwrap();
    let error = nats.ensure_streams(3).await.unwrap_err();
    assert!(matches!(error, NatsError::Irreconcilable { .. }), "{error}");
    let text = error.to_string();
    for part in [nats.names().ledger_stream().as_str(), "num_replicas = 1", "num_replicas = 3"] {
        assert!(text.contains(part), "no {part} in {text}");
    }
}
