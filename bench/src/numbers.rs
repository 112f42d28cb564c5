//! From many measurements to a few figures.

use std::time::Duration;

/// The middle one; the mean of the middle two when their number is even; 0 of none.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        even if even % 2 == 0 => f64::midpoint(sorted[middle - 1], sorted[middle]),
        _ => sorted[middle],
    }
}

/// How long things took, in order.
#[derive(Debug, Default, Clone)]
pub(crate) struct Latencies(Vec<Duration>);

impl Latencies {
    pub(crate) fn new(mut all: Vec<Duration>) -> Self {
        all.sort_unstable();
        Self(all)
    }

    /// The shortest one that at least so many of a hundred did not exceed, in milliseconds; 0 of none.
    pub(crate) fn percentile_ms(&self, percent: usize) -> f64 {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
    }
}

/// Rounded to so many digits behind the point.
pub(crate) fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_in_order_of_size() {
        assert_eq!(median(&[9.0, 1.0, 5.0]), 5.0);
        assert_eq!(median(&[4.0, 100.0, 2.0, 1.0]), 3.0);
        assert_eq!(median(&[7.0]), 7.0);
        assert_eq!(median(&[]), 0.0);
    }

    #[test]
    fn a_percentile_is_a_latency_that_occurred() {
        let hundred = Latencies::new((1..=100).rev().map(Duration::from_millis).collect());
        assert_eq!((hundred.percentile_ms(50), hundred.percentile_ms(99)), (50.0, 99.0));
        let three = Latencies::new([30, 10, 20].map(Duration::from_millis).to_vec());
        assert_eq!((three.percentile_ms(50), three.percentile_ms(99)), (20.0, 30.0));
        assert_eq!(Latencies::default().percentile_ms(99), 0.0);
    }

    #[test]
    fn one_slow_one_in_a_hundred_is_not_the_99th_percentile() {
        let mut all = vec![Duration::from_millis(1); 99];
        all.push(Duration::from_secs(1));
        assert_eq!(Latencies::new(all).percentile_ms(99), 1.0);
    }
}
