//! Waiting for something to become true, with a deadline.

use std::{
    fmt::Display,
    time::{Duration, Instant},
};

use crate::DrillError;

/// Enough for a takeover on a busy machine; what takes longer stands still.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(10);

/// Asks until the answer is `Ok`. An error of the condition means: not yet.
pub(crate) async fn until<T, E: Display>(
    what: &str,
    patience: Duration,
    mut condition: impl AsyncFnMut() -> Result<T, E>,
) -> Result<T, DrillError> {
    let started = Instant::now();
    loop {
        match condition().await {
            Ok(value) => return Ok(value),
            Err(last) if started.elapsed() >= patience => {
                return Err(DrillError::Late { what: what.to_owned(), waited: patience, last: last.to_string() });
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}
