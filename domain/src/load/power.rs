//! Training stress of a ride, from power.
//!
//! Normalized power and training stress score: A. Coggan (H. Allen and A. Coggan, "Training and Racing with a Power
//! Meter", 2006). Power is averaged over the trailing 30 s, because the body answers that slowly; the fourth power
//! weighs the hard minutes as heavily as they are felt.

const WINDOW_S: usize = 30;

/// Watts for each second of a recording; seconds that were not recorded are 0. Of two values for one second the
/// later counts, and points beyond the end are left out.
pub fn per_second(points: &[(u32, f64)], seconds: u32) -> Vec<f64> {
    let mut watts = vec![0.0; seconds as usize];
    for &(second, value) in points {
        if let Some(place) = watts.get_mut(second as usize) {
            *place = if value > 0.0 { value } else { 0.0 };
        }
    }
    watts
}

/// Normalized power of one value a second; `None` below half a minute.
pub fn normalized_power(watts: &[f64]) -> Option<f64> {
    if watts.len() < WINDOW_S {
        return None;
    }
    let windows = watts.windows(WINDOW_S);
    #[expect(clippy::cast_precision_loss, reason = "a day has 86,400 seconds")]
    let count = windows.len() as f64;
    let fourth_powers: f64 = windows.map(|window| mean_of_window(window).powi(4)).sum();
    Some((fourth_powers / count).powf(0.25))
}

#[expect(clippy::cast_precision_loss, reason = "a window of thirty")]
fn mean_of_window(window: &[f64]) -> f64 {
    window.iter().sum::<f64>() / WINDOW_S as f64
}

/// Training stress score: hours × (NP / FTP)² × 100.
pub fn power_tss(seconds: f64, normalized_power: f64, ftp: f64) -> f64 {
    let intensity = normalized_power / ftp;
    seconds / 3600.0 * intensity * intensity * 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;
    use proptest::prelude::*;

    #[test]
    fn an_hour_at_four_fifths_of_ftp_is_64() {
        let ride = vec![200.0; 3600];
        assert_close(normalized_power(&ride).unwrap(), 200.0, 1e-9);
        assert_close(power_tss(3600.0, 200.0, 250.0), 64.0, 1e-9);
    }

    #[test]
    fn intervals_weigh_more_than_their_average() {
        let ride: Vec<f64> = [vec![300.0; 300], vec![100.0; 300]].concat().repeat(6);
        let np = normalized_power(&ride).unwrap();
        assert_close(np, 250.62, 0.005);
        assert_close(power_tss(3600.0, np, 250.0), 100.49, 0.005);
    }

    #[test]
    fn missing_seconds_count_as_zero() {
        assert_eq!(
            per_second(&[(1, 200.0), (3, 180.0), (9, 5.0), (0, -4.0), (2, f64::NAN)], 4),
            [0.0, 200.0, 0.0, 180.0]
        );
    }

    #[test]
    fn less_than_half_a_minute_has_no_normalized_power() {
        assert_eq!(normalized_power(&[300.0; 29]), None);
        assert_close(normalized_power(&[300.0; 30]).unwrap(), 300.0, 1e-9);
    }

    proptest! {
        #[test]
        fn normalized_power_lies_between_the_mean_and_the_maximum_of_a_window(
            watts in prop::collection::vec(0.0..1200.0_f64, 30..400),
        ) {
            let means: Vec<f64> = watts.windows(30).map(|w| w.iter().sum::<f64>() / 30.0).collect();
            let mean = means.iter().sum::<f64>() / f64::from(u32::try_from(means.len()).unwrap());
            let most = means.iter().copied().fold(0.0, f64::max);
            let np = normalized_power(&watts).unwrap();
            prop_assert!(np >= mean - 1e-6 && np <= most + 1e-6);
        }
    }
}
