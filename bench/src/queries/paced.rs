//! Questions by the clock, below what the machine can take: what one of them takes when not all processors are busy.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until},
};

use super::{Subjects, Times, questions, together};
use crate::Error;

/// Far from the athletes that were drawn before.
const DRAWN: u64 = 1 << 40;

/// The questions take turns, and whoever is free asks the next one when it is due. A question that nobody was free for has
/// waited since then, and that counts.
pub(super) async fn ask_all(
    subjects: &Arc<Subjects>,
    clients: usize,
    rate: u64,
    time: Duration,
) -> Result<Times, Error> {
    let schedule =
        Arc::new(Schedule { begin: Instant::now(), rate, all: rate * time.as_secs(), next: AtomicU64::new(0) });
    let mut asking = JoinSet::new();
    for _ in 0..clients {
        let subjects = subjects.clone();
        let ask = move |number: u64| {
            let (name, question) = questions()[(number % questions().len() as u64) as usize];
            let asked = subjects.pick(DRAWN + number);
            async move { question(&asked).await.map(|()| name) }
        };
        asking.spawn(one(schedule.clone(), ask));
    }
    together(asking).await
}

struct Schedule {
    begin: Instant,
    rate: u64,
    all: u64,
    next: AtomicU64,
}

impl Schedule {
    /// The number of the next question, and when it is due.
    fn draw(&self) -> Option<(u64, Instant)> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let due = self.begin + Duration::from_secs_f64(number as f64 / self.rate as f64);
        (number < self.all).then_some((number, due))
    }
}

async fn one<A>(schedule: Arc<Schedule>, ask: impl Fn(u64) -> A) -> Result<Times, Error>
where
    A: Future<Output = Result<&'static str, Error>>,
{
    let mut times = Times::new();
    while let Some((number, due)) = schedule.draw() {
        sleep_until(due).await;
        let name = ask(number).await?;
        times.entry(name).or_default().push(due.elapsed());
    }
    Ok(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_due_by_the_clock_however_late_they_are_drawn() {
        let begin = Instant::now();
        let schedule = Schedule { begin, rate: 4, all: 6, next: AtomicU64::new(0) };
        let due: Vec<u128> = std::iter::from_fn(|| schedule.draw()).map(|(_, due)| (due - begin).as_millis()).collect();
        assert_eq!(due, [0, 250, 500, 750, 1_000, 1_250]);
    }

    #[tokio::test]
    async fn what_waited_because_others_took_long_has_waited_since_it_was_due() {
        let begin = Instant::now();
        let schedule = Arc::new(Schedule { begin, rate: 1_000, all: 4, next: AtomicU64::new(0) });
        let answer = async |_| {
            // Fifty milliseconds of somebody's time, each.
            let until = Instant::now() + Duration::from_millis(50);
            while Instant::now() < until {
                tokio::task::yield_now().await;
            }
            Ok("slow")
        };
        let times = one(schedule, answer).await.unwrap();
        let waited: Vec<u128> = times["slow"].iter().map(Duration::as_millis).collect();
        assert!(waited.iter().zip([50, 99, 148, 197]).all(|(waited, least)| *waited >= least), "{waited:?}");
    }
}
