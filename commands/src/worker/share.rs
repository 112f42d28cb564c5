//! Which buckets are this process's. Leases end with the process; newcomers get their share within a second or two.

use std::{collections::HashMap, panic::AssertUnwindSafe, time::Duration};

use domain::ledger::BUCKETS;
use futures::FutureExt;
use pg::{HEARTBEAT, Lease, LeaseKey};
use tokio::{task::JoinHandle, time::sleep};
use tokio_util::sync::CancellationToken;

use super::{Worker, carry_out, trim::trim};

/// A slot that every worker joins, so that they can count each other. Buckets are below it.
const PRESENT: i32 = 1000;
const PAUSE_AFTER_TROUBLE: Duration = Duration::from_millis(500);

/// The family of leases that workers share.
pub fn lease_key() -> LeaseKey {
    LeaseKey::named("worker")
}

/// A bucket being worked on.
struct Shift {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Shift {
    /// Lets the command in hand come to its end.
    async fn end(self) {
        self.stop.cancel();
        if let Err(error) = self.task.await {
            tracing::error!(%error, "a bucket's task broke off");
        }
    }
}

pub(super) async fn work_a_fair_share(worker: &Worker, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let mut shifts = HashMap::new();
        if let Err(error) = hold_leases(worker, stop, &mut shifts).await {
            tracing::warn!(%error, "the worker lost its buckets and takes new ones");
        }
        // All at once, then one after the other: the slowest decides how long it takes.
        for shift in shifts.values() {
            shift.stop.cancel();
        }
        for (_, shift) in shifts {
            shift.end().await;
        }
        if !stop.is_cancelled() {
            sleep(PAUSE_AFTER_TROUBLE).await;
        }
    }
}

async fn hold_leases(
    worker: &Worker,
    stop: &CancellationToken,
    shifts: &mut HashMap<i32, Shift>,
) -> Result<(), sqlx::Error> {
    let mut lease = Lease::open(&worker.pool, lease_key()).await?;
    lease.join(PRESENT).await?;
    loop {
        let workers = lease.joined(PRESENT).await?.max(1);
        let share = usize::from(BUCKETS).div_ceil(workers);
        while lease.held().len() > share {
            let Some(&bucket) = lease.held().last() else { break };
            if let Some(shift) = shifts.remove(&bucket) {
                shift.end().await;
            }
            lease.release(bucket).await?;
        }
        for bucket in 0..i32::from(BUCKETS) {
            if lease.held().len() >= share {
                break;
            }
            if !lease.held().contains(&bucket) && lease.try_take(bucket).await? {
                shifts.insert(bucket, begin(worker, bucket, stop));
            }
        }
        tokio::select! {
            () = sleep(HEARTBEAT) => lease.heartbeat().await?,
            () = stop.cancelled() => {
                for (_, shift) in shifts.drain() {
                    shift.end().await;
                }
                lease.close().await;
                return Ok(());
            }
        }
    }
}

fn begin(worker: &Worker, bucket: i32, stop: &CancellationToken) -> Shift {
    let stop = stop.child_token();
    let bucket = u8::try_from(bucket).unwrap_or_default();
    let (worker, told) = (worker.clone(), stop.clone());
    let work = async move || {
        tokio::join!(work_a_bucket(&worker, bucket, &told), trim(&worker, bucket, &told));
    };
    let task = tokio::spawn(unbroken(stop.clone(), work));
    Shift { stop, task }
}

/// Begins again what breaks off: this process holds the bucket for as long as it lives, so nobody else would work on it.
async fn unbroken(stop: CancellationToken, work: impl AsyncFn()) {
    while AssertUnwindSafe(work()).catch_unwind().await.is_err() {
        tracing::error!("a bucket's work broke off and begins again");
        tokio::select! { () = sleep(PAUSE_AFTER_TROUBLE) => (), () = stop.cancelled() => return }
    }
}

/// One command after the other, until told to stop. Trouble with the queue is waited out.
async fn work_a_bucket(worker: &Worker, bucket: u8, stop: &CancellationToken) {
    let mut queue = None;
    while !stop.is_cancelled() {
        let next = async {
            let queue = match &mut queue {
                Some(queue) => queue,
                none => none.insert(worker.nats.take_bucket(bucket).await?),
            };
            queue.next().await
        };
        let command = tokio::select! { command = next => command, () = stop.cancelled() => return };
        match command {
            Ok(command) => carry_out::carry_out(worker, &command, stop).await,
            Err(error) => {
                tracing::warn!(bucket, %error, "a bucket is taken anew");
                queue = None;
                tokio::select! { () = sleep(PAUSE_AFTER_TROUBLE) => (), () = stop.cancelled() => return }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_buckets_work_that_breaks_off_begins_again_until_it_is_told_to_stop() {
        let begun = AtomicU32::new(0);
        let work = async || assert!(begun.fetch_add(1, Ordering::Relaxed) >= 2, "broken off on purpose");
        unbroken(CancellationToken::new(), work).await;
        assert_eq!(begun.load(Ordering::Relaxed), 3);
        let stop = CancellationToken::new();
        stop.cancel();
        unbroken(stop, async || panic!("on purpose, too")).await;
    }
}
