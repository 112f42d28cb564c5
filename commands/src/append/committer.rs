//! Whoever appends waits here for company: while one batch is on its way to the disk, the next gathers.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use nats::Nats;
use sqlx::PgPool;
use tokio::sync::{mpsc, oneshot, watch};

use super::{
    Append, AppendError, Appended,
    ground::Ground,
    size,
    sql::{self, Failure},
};

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
    era: Arc<AtomicU64>,
}

impl Committer {
    /// Starts the committer's task.
    pub fn start(pool: PgPool, nats: Nats) -> Self {
        let (jobs, waiting) = mpsc::channel(WAITING);
        let (head_sender, head) = watch::channel(0);
        let era = Arc::new(AtomicU64::new(0));
        let batches = Batches { pool, nats, ground: None, shaken: false, era: Arc::clone(&era) };
        tokio::spawn(batches.commit_all(waiting, head_sender));
        Self { jobs, head, era }
    }

    /// Appends; when this returns, it is on disk or will never be.
    pub async fn append(&self, append: Append) -> Result<Appended, AppendError> {
        size::check(&append)?;
        let (reply, answer) = oneshot::channel();
        self.jobs.send((append, reply)).await.map_err(|_| AppendError::Stopped)?;
        answer.await.map_err(|_| AppendError::Stopped)?
    }

    /// The last position that this committer gave out; changes with each batch.
    pub fn head(&self) -> watch::Receiver<u64> {
        self.head.clone()
    }

    /// Counts how often Postgres became another one. What was loaded in an era says nothing about the next.
    pub fn era(&self) -> u64 {
        self.era.load(Ordering::SeqCst)
    }
}

struct Batches {
    pool: PgPool,
    nats: Nats,
    /// `None` until it was looked at.
    ground: Option<Ground>,
    /// Something went wrong since, so the stream's end is looked at again.
    shaken: bool,
    era: Arc<AtomicU64>,
}

impl Batches {
    async fn commit_all(mut self, mut waiting: mpsc::Receiver<Job>, head: watch::Sender<u64>) {
        let mut jobs = Vec::with_capacity(LARGEST_BATCH);
        while waiting.recv_many(&mut jobs, LARGEST_BATCH).await > 0 {
            let (appends, replies): (Vec<_>, Vec<_>) = jobs.drain(..).unzip();
            for (result, reply) in self.commit(&appends).await.into_iter().zip(replies) {
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
    async fn commit(&mut self, appends: &[Append]) -> Vec<Result<Appended, AppendError>> {
        match self.try_commit(appends).await {
            Ok(results) => results.into_iter().map(Ok).collect(),
            Err(AppendError::Refused(_)) if appends.len() > 1 => {
                let mut results = Vec::with_capacity(appends.len());
                for append in appends.chunks(1) {
                    let one = self.try_commit(append).await;
                    results.push(one.and_then(|mut one| one.pop().ok_or(AppendError::Stopped)));
                }
                results
            }
            Err(error) => appends.iter().map(|_| Err(error.clone())).collect(),
        }
    }

    async fn try_commit(&mut self, appends: &[Append]) -> Result<Vec<Appended>, AppendError> {
        let ground = match &mut self.ground {
            Some(ground) => {
                if self.shaken {
                    ground.look_again(&self.nats).await?;
                }
                ground
            }
            none => none.insert(Ground::look(&self.pool, &self.nats).await?),
        };
        self.shaken = false;
        let era = self.era.load(Ordering::SeqCst);
        if appends.iter().any(|append| append.era != era) {
            return self.without_the_outdated(appends, era).await;
        }
        match sql::append(&self.pool, ground, appends).await {
            Ok(results) => Ok(results),
            Err(Failure::OtherDatabase) => {
                tracing::warn!("Postgres was restarted or replaced: everything is decided anew on what it holds now");
                self.ground = None;
                self.era.fetch_add(1, Ordering::SeqCst);
                Ok(vec![Appended::Conflict; appends.len()])
            }
            Err(Failure::Other(error)) => {
                self.shaken = !matches!(error, AppendError::Refused(_));
                Err(error)
            }
        }
    }

    /// What was decided on the state of an earlier era is decided anew.
    async fn without_the_outdated(&mut self, appends: &[Append], era: u64) -> Result<Vec<Appended>, AppendError> {
        let current: Vec<_> = appends.iter().filter(|append| append.era == era).cloned().collect();
        let mut answers = match current.is_empty() {
            true => Vec::new(),
            false => Box::pin(self.try_commit(&current)).await?,
        }
        .into_iter();
        let answer = |append: &Append| if append.era == era { answers.next() } else { Some(Appended::Conflict) };
        appends.iter().map(answer).collect::<Option<_>>().ok_or(AppendError::Stopped)
    }
}
