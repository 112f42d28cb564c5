//! Comparisons that the formulas' tests share.

/// Fails when a number is further than the tolerance from what is expected.
#[track_caller]
pub(crate) fn assert_close(actual: f64, expected: f64, tolerance: f64) {
    assert!((actual - expected).abs() <= tolerance, "{actual} is not within {tolerance} of {expected}");
}

#[track_caller]
pub(crate) fn assert_within_percent(actual: f64, expected: f64, percent: f64) {
    assert_close(actual, expected, expected.abs() * percent / 100.0);
}

/// Seconds of a printed time such as `4:56` or `2:21:04`.
pub(crate) fn seconds(printed: &str) -> f64 {
    printed.split(':').fold(0.0, |total, part| total * 60.0 + part.parse::<f64>().unwrap())
}
