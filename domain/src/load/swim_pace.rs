//! Training stress of a swim, from its pace.
//!
//! P. Skiba, "Calculation of power output and quantification of training stress in distance runners and swimmers"
//! (SwimScore, 2008): drag makes the cost of swimming rise with the cube of speed, so the third power stands where
//! running has the second.

/// Swimming stress score: hours × (speed / critical swim speed)³ × 100.
pub fn swim_tss(seconds: f64, speed: f64, critical_speed: f64) -> f64 {
    let intensity = speed / critical_speed;
    seconds / 3600.0 * intensity * intensity * intensity * 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;

    #[test]
    fn an_hour_at_critical_speed_is_100_and_at_nine_tenths_73() {
        assert_close(swim_tss(3600.0, 1.0, 1.0), 100.0, 1e-9);
        assert_close(swim_tss(3600.0, 0.9, 1.0), 72.9, 1e-9);
    }
}
