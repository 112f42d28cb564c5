//! Whoever appends waits here for company: while one batch is on its way to the disk, the next gathers.

use sqlx::PgPool;
use tokio::sync::{mpsc, oneshot, watch};

use super::{Append, AppendError, Appended, sql};

/// Appends waiting beyond this make their callers wait too.
const WAITING: usize = 4096;
/// More than this in one transaction only makes the others wait longer.
const LARGEST_BATCH: usize = 512;

type Job = (Append, oneshot::Sender<Result<Appended, AppendError>>);

/// Appends events, batch by batch. Cheap to clone; ends when the last clone is dropped.
#[derive(Clone)]
pub struct Committer {
    jobs: mpsc::Sender<Job>,
    head: watch::Receiver<u64>,
}

impl Committer {
    /// Starts the committer's task.
    pub fn start(pool: PgPool) -> Self {
        let (jobs, waiting) = mpsc::channel(WAITING);
        let (head_sender, head) = watch::channel(0);
        tokio::spawn(commit_batches(pool, waiting, head_sender));
        Self { jobs, head }
    }

    /// Appends; when this returns, it is on disk or will never be.
    pub async fn append(&self, append: Append) -> Result<Appended, AppendError> {
        let (reply, answer) = oneshot::channel();
        self.jobs.send((append, reply)).await.map_err(|_| AppendError::Stopped)?;
        answer.await.map_err(|_| AppendError::Stopped)?
    }

    /// The last position that this committer gave out; changes with each batch.
    pub fn head(&self) -> watch::Receiver<u64> {
        self.head.clone()
    }
}

async fn commit_batches(pool: PgPool, mut waiting: mpsc::Receiver<Job>, head: watch::Sender<u64>) {
    let mut jobs = Vec::with_capacity(LARGEST_BATCH);
    while waiting.recv_many(&mut jobs, LARGEST_BATCH).await > 0 {
        let (appends, replies): (Vec<_>, Vec<_>) = jobs.drain(..).unzip();
        for (result, reply) in commit(&pool, &appends).await.into_iter().zip(replies) {
            if let Ok(Appended::Stored(receipt)) = &result
                && let Some(position) = receipt.last_position
            {
                head.send_if_modified(|head| std::mem::replace(head, position.max(*head)) < position);
            }
            // A caller who stopped waiting finds the receipt when it asks again.
            let _ = reply.send(result);
        }
    }
}

/// One result an append. What the database refuses as a whole is tried one by one, so that one bad append
/// can't take its neighbours with it.
async fn commit(pool: &PgPool, appends: &[Append]) -> Vec<Result<Appended, AppendError>> {
    match sql::append(pool, appends).await {
        Ok(results) => results.into_iter().map(Ok).collect(),
        Err(AppendError::Refused(_)) if appends.len() > 1 => {
            let mut results = Vec::with_capacity(appends.len());
            for append in appends.chunks(1) {
                results.push(match sql::append(pool, append).await {
                    Ok(mut one) => one.pop().ok_or(AppendError::Stopped),
                    Err(error) => Err(error),
                });
            }
            results
        }
        Err(error) => appends.iter().map(|_| Err(error.clone())).collect(),
    }
}
