//! Whoever needs an aggregate's events waits here for company: while one query is on its way, the next gathers.

use sqlx::PgPool;
use tokio::sync::{mpsc, oneshot};

use crate::append::AppendError;

/// Loads waiting beyond this make their callers wait too.
const WAITING: usize = 4096;
/// More than this in one query only makes the others wait longer.
const LARGEST_BATCH: usize = 256;

/// The histories of the aggregates with these ids, each in order.
pub(crate) const HISTORIES: &str = "select a.place, e.event_type, e.event_version, e.payload
     from unnest($2::text[]) with ordinality a(id, place)
     cross join lateral (
         select sequence, event_type, event_version, payload::text as payload from events
         where aggregate_type = $1 and aggregate_id = a.id order by sequence
     ) e order by a.place, e.sequence";

/// An event as it lies in the table.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Stored {
    pub(crate) event_type: String,
    pub(crate) event_version: String,
    pub(crate) payload: String,
}

#[derive(sqlx::FromRow)]
struct Placed {
    place: i64,
    #[sqlx(flatten)]
    event: Stored,
}

type Job = (String, oneshot::Sender<Result<Vec<Stored>, AppendError>>);

/// Loads aggregates of one kind, batch by batch. Ends when it is dropped.
pub(crate) struct Loader {
    jobs: mpsc::Sender<Job>,
}

impl Loader {
    /// Starts the loader's task.
    pub(crate) fn start(pool: PgPool, aggregate_type: &'static str) -> Self {
        let (jobs, waiting) = mpsc::channel(WAITING);
        tokio::spawn(load_batches(pool, aggregate_type, waiting));
        Self { jobs }
    }

    /// The aggregate's events, all that were committed when this was asked.
    pub(crate) async fn load(&self, id: &str) -> Result<Vec<Stored>, AppendError> {
        let (reply, answer) = oneshot::channel();
        self.jobs.send((id.to_owned(), reply)).await.map_err(|_| AppendError::Stopped)?;
        answer.await.map_err(|_| AppendError::Stopped)?
    }
}

async fn load_batches(pool: PgPool, aggregate_type: &'static str, mut waiting: mpsc::Receiver<Job>) {
    let mut jobs = Vec::with_capacity(LARGEST_BATCH);
    while waiting.recv_many(&mut jobs, LARGEST_BATCH).await > 0 {
        let (ids, replies): (Vec<_>, Vec<_>) = jobs.drain(..).unzip();
        let histories = match histories(&pool, aggregate_type, &ids).await {
            Ok(histories) => histories.into_iter().map(Ok).collect(),
            Err(error) => ids.iter().map(|_| Err(AppendError::Unavailable(error.to_string()))).collect::<Vec<_>>(),
        };
        for (history, reply) in histories.into_iter().zip(replies) {
            // Whoever stopped waiting asks again.
            let _ = reply.send(history);
        }
    }
}

/// One history an id, in the order of the ids; empty where there are no events.
async fn histories(pool: &PgPool, aggregate_type: &str, ids: &[String]) -> Result<Vec<Vec<Stored>>, sqlx::Error> {
    let rows: Vec<Placed> = sqlx::query_as(HISTORIES).bind(aggregate_type).bind(ids).fetch_all(pool).await?;
    let mut histories: Vec<Vec<Stored>> = ids.iter().map(|_| Vec::new()).collect();
    for Placed { place, event } in rows {
        let history = usize::try_from(place - 1).ok().and_then(|place| histories.get_mut(place));
        history.ok_or(sqlx::Error::RowNotFound)?.push(event);
    }
    Ok(histories)
}
