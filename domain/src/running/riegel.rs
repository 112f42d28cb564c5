//! A race time from another race, by a power law.
//!
//! P. Riegel, "Athletic Records and Human Endurance", American Scientist, 1981.
//! Made for efforts of about four minutes to four hours.

const FATIGUE_EXPONENT: f64 = 1.06;

/// The time for `to_m` metres of a runner who ran `from_m` metres in `time_s`.
pub fn riegel_time(from_m: f64, time_s: f64, to_m: f64) -> f64 {
    time_s * (to_m / from_m).powf(FATIGUE_EXPONENT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;

    #[test]
    fn twice_the_distance_takes_a_little_more_than_twice_the_time() {
        assert_close(riegel_time(5_000.0, 1_200.0, 10_000.0), 2_502.0, 0.5);
        assert_close(riegel_time(5_000.0, 1_200.0, 5_000.0), 1_200.0, 1e-9);
    }
}
