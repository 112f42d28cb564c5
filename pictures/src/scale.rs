//! Values to points, and round numbers to mark them by.

/// A straight scale with round ticks that cover all values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    low: f64,
    step: f64,
    steps: u32,
    bottom: f64,
    top: f64,
}

impl Scale {
    /// Covers `low..=high` with about `ticks` steps of 1, 2 or 5 times a power of ten, none finer than `finest`,
    /// drawn between the points `bottom` and `top`.
    pub(crate) fn new((low, high): (f64, f64), ticks: f64, finest: f64, (bottom, top): (f64, f64)) -> Self {
        let step = round_up((high - low) / ticks).max(finest);
        let first = (low / step).floor();
        let last = (high / step).ceil().max(first + 1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of steps")]
        let steps = (last - first) as u32;
        Self { low: first * step, step, steps, bottom, top }
    }

    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high() - self.low);
        self.bottom + share.clamp(0.0, 1.0) * (self.top - self.bottom)
    }

    pub(crate) fn ticks(&self) -> impl Iterator<Item = f64> + '_ {
        (0..=self.steps).map(|n| self.low + f64::from(n) * self.step)
    }

    pub(crate) fn low(&self) -> f64 {
        self.low
    }

    pub(crate) fn high(&self) -> f64 {
        self.low + f64::from(self.steps) * self.step
    }

    /// Decimals that a tick needs to be told from the next.
    pub(crate) fn decimals(&self) -> usize {
        usize::from(self.step < 0.999)
    }
}

/// The next of 1, 2, 5, 10, 20, 50, … and their tenths.
fn round_up(step: f64) -> f64 {
    let power = 10.0_f64.powf(step.max(1e-6).log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|n| n * power).find(|round| *round >= step * 0.999_999).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ticks(low: f64, high: f64) -> Vec<f64> {
        Scale::new((low, high), 5.0, 0.1, (100.0, 0.0)).ticks().collect()
    }

    #[test]
    fn ticks_are_round_numbers() {
        assert_eq!(ticks(0.0, 93.0), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(-31.2, 12.0), [-40.0, -30.0, -20.0, -10.0, 0.0, 10.0, 20.0]);
        assert_eq!(ticks(50.0, 50.0).len(), 2);
    }

    proptest! {
        #[test]
        fn every_value_lies_within_few_ticks(low in -1e9..1e9_f64, more in 0.0..1e9_f64) {
            let scale = Scale::new((low, low + more), 5.0, 0.1, (100.0, 0.0));
            prop_assert!(scale.low() <= low + 1e-6 && scale.high() >= low + more - 1e-6);
            prop_assert!((2..=8).contains(&scale.ticks().count()));
            prop_assert!((0.0..=100.0).contains(&scale.at(low)));
        }
    }
}
