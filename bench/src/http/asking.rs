//! What is asked, and how long each answer took.

use std::time::{Duration, Instant};

use commands::Environment;
use jiff::{ToSpan, tz::TimeZone};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::connection::Connection;
use crate::{Error, cpu::Meter, crowd::Run};

#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    /// Workouts logged: the answer comes when the event is on disk.
    Commands,
    /// Remembered answers, where the server remembers any.
    Reads,
    /// The same questions, each asked of Postgres: whoever names a position has just written something.
    ReadsAnew,
}

/// What an athlete's watch and phone look at.
const READS: [&str; 4] =
    ["/members/me/today", "/members/me/workouts?limit=10", "/members/me/form", "/members/me/plans/current"];
/// Workouts lie on so many days before today.
const DAYS: i64 = 60;

/// An athlete with a connection.
pub(super) struct Asker {
    connection: Connection,
    environment: Environment,
    asked: usize,
}

impl Asker {
    /// Everybody begins elsewhere, so that not all ask the same at the same time.
    pub(super) fn new(connection: Connection, number: usize, environment: Environment) -> Self {
        Self { connection, environment, asked: number }
    }

    async fn ask(&mut self, what: What) -> Result<(), Error> {
        self.asked += 1;
        match what {
            What::Reads => self.connection.get(READS[self.asked % READS.len()]).await.map(drop),
            What::ReadsAnew => {
                let question = READS[self.asked % READS.len()];
                let join = if question.contains('?') { '&' } else { '?' };
                self.connection.get(&format!("{question}{join}min_position=1")).await.map(drop)
            }
            What::Commands => {
                let answer = self.connection.post("/members/me/workouts", &self.workout()).await?;
                let answer: Value = serde_json::from_slice(&answer)?;
                match answer["position"].is_u64() {
                    true => Ok(()),
                    false => Err(Error::Unexpected(format!("a command led to no event: {answer}"))),
                }
            }
        }
    }

    fn workout(&self) -> Value {
        let back = i64::try_from(self.asked).unwrap_or_default() % DAYS + 1;
        let start = (self.environment.now)() - (24 * back).hours();
        let day = start.to_zoned(TimeZone::UTC).date();
        json!({"sport": "run", "start": start, "time_zone": "UTC", "local_date": day, "zone": "z2",
               "duration": {"elapsed_s": 600 + self.asked % 3_000}, "distance_m": 2_000 + self.asked % 3_000})
    }
}

/// Everybody asks, one thing after the other without a pause, until the time is over.
pub(super) async fn all_for(
    askers: Vec<Asker>,
    what: What,
    time: Duration,
    meter: &Meter,
) -> Result<(Run, Vec<Asker>), Error> {
    let until = Instant::now() + time;
    let asking = async {
        let mut tasks = JoinSet::new();
        for asker in askers {
            tasks.spawn(one_until(asker, what, until));
        }
        let (mut back, mut latencies) = (Vec::new(), Vec::new());
        while let Some(ended) = tasks.join_next().await {
            let (asker, took) = ended??;
            back.push(asker);
            latencies.extend(took);
        }
        Ok((back, latencies))
    };
    let (run, (back, latencies)) = Run::of(0, meter, asking).await?;
    Ok((Run { events: latencies.len() as u64, latencies, ..run }, back))
}

async fn one_until(mut asker: Asker, what: What, until: Instant) -> Result<(Asker, Vec<Duration>), Error> {
    let mut latencies = Vec::new();
    loop {
        let started = Instant::now();
        if started >= until {
            return Ok((asker, latencies));
        }
        asker.ask(what).await?;
        latencies.push(started.elapsed());
    }
}
