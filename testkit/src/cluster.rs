//! Several NATS servers of a test's own, for streams with replicas; any of them can be killed and started again.

use std::time::Duration;

use engines::NatsCluster;

use crate::engine_settings;

/// Ends with its servers and their data when it is dropped.
pub struct Cluster {
    servers: NatsCluster,
    _data: tempfile::TempDir,
}

impl Cluster {
    /// Starts the servers; ready when they have chosen a leader.
    pub async fn start(size: usize) -> Self {
        let data = tempfile::tempdir().expect("a temporary folder");
        let servers = NatsCluster::start(engine_settings(data.path()), size).await;
        Self { servers: servers.unwrap_or_else(|error| panic!("no cluster for this test: {error}")), _data: data }
    }

    /// All addresses with the token in them, dead servers too.
    pub fn nats_url(&self) -> String {
        let urls = self.servers.urls();
        let with_token =
            urls.iter().map(|url| url.replacen("nats://", &format!("nats://{}@", self.servers.token()), 1));
        with_token.collect::<Vec<_>>().join(",")
    }

    /// A client of the raw kind, for looking at streams from outside.
    pub async fn nats_client(&self) -> async_nats::Client {
        let addresses =
            self.servers.urls().iter().filter_map(|url| url.parse().ok()).collect::<Vec<async_nats::ServerAddr>>();
        let options = async_nats::ConnectOptions::with_token(self.servers.token().to_owned())
            // A request to a leader that has died is never answered.
            .request_timeout(Some(Duration::from_secs(1)));
        options.connect(addresses).await.expect("the cluster's servers")
    }

    /// The number of the server that leads a stream; `None` while there is none.
    pub async fn leader_of(&self, client: &async_nats::Client, stream: &str) -> Option<usize> {
        let stream = async_nats::jetstream::new(client.clone()).get_stream(stream).await.ok()?;
        let leader = stream.cached_info().cluster.as_ref()?.leader.as_ref()?;
        leader.strip_prefix("nats-")?.parse::<usize>().ok()?.checked_sub(1)
    }

    /// Kills a server the hard way.
    pub fn kill(&mut self, number: usize) {
        self.servers.kill(number);
    }

    /// Starts it again on what it had stored.
    pub async fn restart(&mut self, number: usize) {
        let restarted = self.servers.restart(number).await;
        restarted.unwrap_or_else(|error| panic!("server {number} does not start again: {error}"));
    }
}
