//! Who works on which workouts.

use std::sync::Arc;

use super::{Step, Workload, spread};
use crate::Error;

/// One caller's own workouts, so that nobody gets into another's way, taken in an order that looks like chance.
#[derive(Debug)]
pub(crate) struct Share {
    workload: Arc<Workload>,
    first: u64,
    step_by: u64,
    sequences: Vec<u64>,
    drawn: u64,
}

impl Share {
    /// Each workout has had so many events already.
    pub(crate) fn all(workload: &Arc<Workload>, callers: usize, sequence: u64) -> Result<Vec<Self>, Error> {
        let (callers, aggregates) = (callers as u64, workload.aggregates);
        if callers == 0 || callers > aggregates {
            return Err(Error::Option(format!("--tasks must be at least 1, and at most {aggregates}, the aggregates")));
        }
        let share = |first: u64| {
            let workouts = (aggregates - first).div_ceil(callers);
            let sequences = vec![sequence; usize::try_from(workouts).unwrap_or_default()];
            Self { workload: workload.clone(), first, step_by: callers, sequences, drawn: 0 }
        };
        Ok((0..callers).map(share).collect())
    }

    pub(crate) fn next(&mut self) -> Step {
        self.drawn += 1;
        let which = spread(self.drawn ^ (self.first << 32)) % self.sequences.len() as u64;
        self.take(which)
    }

    /// One after the other, instead of by chance.
    pub(crate) fn next_in_turn(&mut self) -> Step {
        self.drawn += 1;
        self.take((self.drawn - 1) % self.sequences.len() as u64)
    }

    fn take(&mut self, which: u64) -> Step {
        let sequence = &mut self.sequences[usize::try_from(which).unwrap_or_default()];
        *sequence += 1;
        self.workload.step(self.first + which * self.step_by, *sequence - 1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::options::Shape;

    #[test]
    fn callers_share_the_aggregates_and_each_counts_on() {
        let workload = Workload::try_new(&Shape { size: 400, aggregates: 10, runs: 1 }).unwrap();
        let mut seen = HashSet::new();
        for mut share in Share::all(&workload, 4, 0).unwrap() {
            for _ in 0..200 {
                let step = share.next();
                assert!(seen.insert((step.workout, step.sequence)), "{step:?}");
            }
        }
        assert_eq!(seen.iter().filter(|(_, sequence)| *sequence == 0).count(), 10);
        assert!(Share::all(&workload, 11, 0).is_err());
    }
}
