//! A process of the ledger's that can be killed.

use nats::Nats;
use sqlx::PgPool;
use tokio::{runtime::Runtime, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use super::world::DEADLINE;

/// Something that runs apart from the test, like a program of its own.
pub(super) struct Process {
    runtime: Option<Runtime>,
    stop: CancellationToken,
    task: Option<JoinHandle<()>>,
}

impl Process {
    /// Does the work on connections of its own.
    pub(super) fn start<F: Future<Output = ()> + Send + 'static>(
        database_url: String,
        nats_url: String,
        ledger: String,
        work: impl FnOnce(PgPool, Nats, CancellationToken) -> F + Send + 'static,
    ) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let stop = CancellationToken::new();
        let token = stop.clone();
        let task = runtime.spawn(async move {
            let pool = pg::connect(&database_url, 6).await.unwrap();
            let nats = loop {
                // One of several servers may be down.
                match Nats::connect(&nats_url, &ledger).await {
                    Err(error) if nats_url.contains(',') => tracing::warn!(%error, "asking another server"),
                    connected => break connected.unwrap(),
                }
            };
            work(pool, nats, token).await;
        });
        Self { runtime: Some(runtime), stop, task: Some(task) }
    }

    /// Ends it at once, in the middle of whatever it does; its connections break.
    pub(super) fn kill(mut self) {
        self.end();
    }

    /// Lets it finish what it has in hand.
    pub(super) async fn stop(mut self) {
        self.stop.cancel();
        let task = self.task.take().unwrap();
        tokio::time::timeout(DEADLINE, task).await.expect("it stops when it is told to").unwrap();
    }

    fn end(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}
