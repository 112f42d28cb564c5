//! A race time from another race, by a curve fitted to the best performances from 800 m to the marathon.
//!
//! D. Cameron, 1998 (a regression over world records); the constants are in miles there and in metres here.

/// How fast the best run a distance, on a scale of its own: the shorter, the faster.
fn relative_speed(metres: f64) -> f64 {
    13.49681 - 0.000030363 * metres + 835.7114 / metres.powf(0.7905)
}

/// The time for `to_m` metres of a runner who ran `from_m` metres in `time_s`.
pub fn cameron_time(from_m: f64, time_s: f64, to_m: f64) -> f64 {
    time_s / from_m * to_m * relative_speed(from_m) / relative_speed(to_m)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{assert_close, assert_within_percent};

    /// The original is in miles: 13.49681 − 0.048865 x + 2.438936 / x^0.7905.
    #[test]
    fn metres_and_the_original_miles_agree() {
        for metres in [1_500.0, 5_000.0, 21_097.5, 42_195.0] {
            let miles: f64 = metres / 1609.344;
            assert_within_percent(
                relative_speed(metres),
                13.49681 - 0.048865 * miles + 2.438936 / miles.powf(0.7905),
                0.01,
            );
        }
    }

    #[test]
    fn a_twenty_minute_5k_is_a_ten_k_of_about_forty_one_and_a_half() {
        assert_close(cameron_time(5_000.0, 1_200.0, 10_000.0), 2_500.0, 15.0);
        assert_close(cameron_time(5_000.0, 1_200.0, 5_000.0), 1_200.0, 1e-9);
    }
}
