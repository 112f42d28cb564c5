//! What each question takes when nobody else asks: processor time here and in Postgres, which is what everybody waits for
//! once all processors are busy.

use std::time::{Duration, Instant};

use super::{Costs, Subjects, ledger::FOLDS, questions};
use crate::{Error, cpu::Meter, numbers::rounded, report::Cost};

/// Each question for so long; half a second and more, and Postgres's hundredths of a second say something.
pub(super) async fn alone(subjects: &Subjects, meter: &Meter, each: Duration) -> Result<Costs, Error> {
    let (mut all, mut drawn) = (Costs::new(), u64::from(u32::MAX) << 24);
    for (name, question) in questions().iter().chain(FOLDS) {
        let (before, started, mut asked) = (meter.read(), Instant::now(), 0_u32);
        while started.elapsed() < each {
            drawn += 1;
            question(&subjects.pick(drawn)).await?;
            asked += 1;
        }
        let spent = meter.read() - before;
        let of_one = |spent: Duration| rounded(spent.as_secs_f64() * 1e6 / f64::from(asked.max(1)), 0);
        all.insert(*name, Cost { cpu_us: of_one(spent.own), postgres_cpu_us: spent.postgres.map(of_one) });
    }
    Ok(all)
}
