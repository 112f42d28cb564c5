//! Whoever comes alone goes at once; a crowd goes together. A commit costs Postgres as much as several appends in it.

use std::time::Duration;

use tokio::{
    sync::mpsc,
    time::{Instant, timeout_at},
};

/// More than this at once only makes the others wait longer.
const LARGEST_BATCH: usize = 512;
/// So many are worth a commit and don't wait for more.
const ENOUGH: usize = 32;
/// From one crowd to the next batch at least.
const PACE: Duration = Duration::from_millis(4);

/// Makes batches of those who wait.
pub(super) struct Gathering<T> {
    waiting: mpsc::Receiver<T>,
    next_turn: Instant,
}

impl<T> Gathering<T> {
    pub(super) fn new(waiting: mpsc::Receiver<T>) -> Self {
        Self { waiting, next_turn: Instant::now() }
    }

    /// The next batch; an empty one when nobody will come any more.
    pub(super) async fn next(&mut self) -> Vec<T> {
        let mut batch = Vec::new();
        self.waiting.recv_many(&mut batch, LARGEST_BATCH).await;
        while (1..ENOUGH).contains(&batch.len()) && Instant::now() < self.next_turn {
            let room = LARGEST_BATCH - batch.len();
            if !matches!(timeout_at(self.next_turn, self.waiting.recv_many(&mut batch, room)).await, Ok(1..)) {
                break;
            }
        }
        self.next_turn = Instant::now() + if batch.len() > 1 { PACE } else { Duration::ZERO };
        batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    fn gathering() -> (mpsc::Sender<usize>, Gathering<usize>) {
        let (sender, waiting) = mpsc::channel(LARGEST_BATCH);
        (sender, Gathering::new(waiting))
    }

    async fn send(sender: &mpsc::Sender<usize>, numbers: std::ops::Range<usize>) {
        for number in numbers {
            sender.send(number).await.unwrap();
        }
    }

    #[tokio::test]
    async fn only_behind_a_crowd_does_anybody_wait_for_company() {
        let (sender, mut gathering) = gathering();
        send(&sender, 0..1).await;
        assert_eq!(gathering.next().await, [0]);
        assert!(gathering.next_turn <= Instant::now());
        send(&sender, 1..3).await;
        let before = Instant::now();
        assert_eq!(gathering.next().await, [1, 2]);
        assert!(gathering.next_turn >= before + PACE);
    }

    #[tokio::test]
    async fn whoever_comes_before_the_turn_goes_along() {
        let (sender, mut gathering) = gathering();
        gathering.next_turn = Instant::now() + Duration::from_millis(500);
        send(&sender, 0..1).await;
        let later = async {
            tokio::task::yield_now().await;
            send(&sender, 1..3).await;
        };
        assert_eq!(tokio::join!(gathering.next(), later).0, [0, 1, 2]);
    }

    #[tokio::test]
    async fn enough_do_not_wait_for_more() {
        let (sender, mut gathering) = gathering();
        gathering.next_turn = Instant::now() + LONG;
        send(&sender, 0..1).await;
        let later = send(&sender, 1..ENOUGH);
        let batch = tokio::time::timeout(LONG / 2, async { tokio::join!(gathering.next(), later).0 }).await;
        assert_eq!(batch.expect("at once").len(), ENOUGH);
    }

    #[tokio::test]
    async fn the_end_is_an_empty_batch() {
        let (sender, mut gathering) = gathering();
        gathering.next_turn = Instant::now() + LONG;
        drop(sender);
        assert!(gathering.next().await.is_empty());
    }
}
