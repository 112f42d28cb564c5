//! What each question takes when nobody else asks: processor time here and in Postgres, which is what everybody waits for
//! once all processors are busy.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use super::{Subjects, questions};
use crate::{Error, cpu::Meter};

/// Microseconds of one answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Alone {
    pub(crate) own_us: f64,
    /// `None` when Postgres is not ours.
    pub(crate) postgres_us: Option<f64>,
}

/// Each question for so long; half a second and more, and Postgres's hundredths of a second say something.
pub(super) async fn alone(
    subjects: &Subjects,
    meter: &Meter,
    each: Duration,
) -> Result<BTreeMap<&'static str, Alone>, Error> {
    let (mut all, mut drawn) = (BTreeMap::new(), u64::from(u32::MAX) << 24);
    for (name, question) in questions() {
        let (before, started, mut asked) = (meter.read(), Instant::now(), 0_u32);
        while started.elapsed() < each {
            drawn += 1;
            question(&subjects.pick(drawn)).await?;
            asked += 1;
        }
        let spent = meter.read() - before;
        let of_one = |spent: Duration| spent.as_secs_f64() * 1e6 / f64::from(asked.max(1));
        all.insert(name, Alone { own_us: of_one(spent.own), postgres_us: spent.postgres.map(of_one) });
    }
    Ok(all)
}
