//! Training stress of a run, from its pace.
//!
//! S. McGregor's running stress score ("The Runner's Edge", with M. Fitzgerald, 2010): as for power, with speed
//! corrected for hills in the place of normalized power and threshold speed in the place of FTP.

/// Running stress score: hours × (graded speed / threshold speed)² × 100.
pub fn run_tss(seconds: f64, graded_speed: f64, threshold_speed: f64) -> f64 {
    let intensity = graded_speed / threshold_speed;
    seconds / 3600.0 * intensity * intensity * 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;

    #[test]
    fn an_hour_at_threshold_is_100_and_at_nine_tenths_81() {
        assert_close(run_tss(3600.0, 4.0, 4.0), 100.0, 1e-9);
        assert_close(run_tss(3600.0, 3.6, 4.0), 81.0, 1e-9);
        assert_close(run_tss(1800.0, 3.6, 4.0), 40.5, 1e-9);
    }
}
