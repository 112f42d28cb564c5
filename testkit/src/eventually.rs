//! Waiting for something to become true.

use std::fmt::Debug;
use std::time::{Duration, Instant};

const PAUSE: Duration = Duration::from_millis(20);

/// Asks again and again until the answer is `Ok`, and gives back what it holds.
/// Panics at the deadline with what was wrong last.
///
/// ```no_run
/// # async fn example(pool: &sqlx::PgPool) {
/// use std::time::Duration;
/// testkit::eventually(Duration::from_secs(5), async || {
///     let count: i64 = sqlx::query_scalar("select count(*) from events").fetch_one(pool).await.unwrap();
///     if count == 3 { Ok(()) } else { Err(format!("{count} events instead of 3")) }
/// })
/// .await;
/// # }
/// ```
#[track_caller]
pub fn eventually<T, E: Debug>(
    deadline: Duration,
    mut condition: impl AsyncFnMut() -> Result<T, E>,
) -> impl Future<Output = T> {
    let asked_at = std::panic::Location::caller();
    async move {
        let started = Instant::now();
        loop {
            match condition().await {
                Ok(value) => return value,
                Err(wrong) if started.elapsed() >= deadline => {
                    panic!("still not so after {deadline:?} (asked at {asked_at}): {wrong:?}")
                }
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }
}
