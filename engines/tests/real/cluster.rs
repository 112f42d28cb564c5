//! Three servers on loopback: a replicated stream goes on without one of them.

use crate::common::{answered, throwaway};
use async_nats::ServerAddr;
use async_nats::jetstream::{self, Context, stream::Config};
use engines::NatsCluster;

#[tokio::test]
async fn a_replicated_stream_survives_the_loss_of_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let mut cluster = NatsCluster::start(throwaway(folder.path()), 3).await.unwrap();
    let servers: Vec<ServerAddr> = cluster.urls().iter().map(|url| url.parse().unwrap()).collect();
    let options = async_nats::ConnectOptions::with_token(cluster.token().to_string());
    let context = jetstream::new(options.connect(servers).await.unwrap());
    let config = Config { name: "R".into(), subjects: vec!["r".into()], num_replicas: 3, ..Default::default() };
    let mut stream = context.create_stream(config).await.unwrap();
    publish(&context, "one").await;

    let leader = stream.info().await.unwrap().cluster.clone().and_then(|cluster| cluster.leader).unwrap();
    let number = leader.strip_prefix("nats-").and_then(|number| number.parse::<usize>().ok()).unwrap() - 1;
    cluster.kill(number);
    publish(&context, "two").await;
    cluster.restart(number).await.unwrap();
    publish(&context, "three").await;
    let stored = context.get_stream("R").await.unwrap().get_last_raw_message_by_subject("r").await.unwrap();
    assert_eq!(stored.payload, "three");
}

async fn publish(context: &Context, text: &'static str) {
    let publish = async || context.publish("r", text.into()).await.ok()?.await.ok();
    answered(text, publish).await;
}
