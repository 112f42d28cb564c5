//! Speeds, as cyclists read them.

use super::METRES_PER_MILE;
use super::error::UnitsError;
use super::number::{number_and_unit, size_of_unit};
use crate::vocabulary::Units;

const KMH: f64 = 1000.0 / 3600.0;
const MPH: f64 = METRES_PER_MILE / 3600.0;

const SPELLINGS: &[(&[&str], f64)] =
    &[(&["km/h", "kmh", "kph", "км/ч"], KMH), (&["mph", "mi/h"], MPH), (&["m/s", "м/с"], 1.0)];

/// "32.4 km/h" or "20.1 mph", from metres a second.
pub fn format_speed(metres_per_second: f64, units: Units) -> String {
    match units {
        Units::Metric => format!("{:.1} km/h", metres_per_second / KMH),
        Units::Imperial => format!("{:.1} mph", metres_per_second / MPH),
    }
}

/// Metres a second of "32", "32.4 km/h", "20 mph" or "9 m/s". A bare number is in the athlete's units.
pub fn parse_speed(text: &str, units: Units) -> Result<f64, UnitsError> {
    metres_per_second_of(text, units).ok_or_else(|| UnitsError {
        what: "a speed",
        given: text.to_owned(),
        example: "32.4 km/h or 20 mph",
    })
}

fn metres_per_second_of(text: &str, units: Units) -> Option<f64> {
    let (number, unit) = number_and_unit(text)?;
    let size = match (unit.as_str(), units) {
        ("", Units::Metric) => KMH,
        ("", Units::Imperial) => MPH,
        (unit, _) => size_of_unit(unit, SPELLINGS)?,
    };
    Some(number * size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;

    #[test]
    fn speeds_read_in_the_athletes_units() {
        assert_eq!(format_speed(9.0, Units::Metric), "32.4 km/h");
        assert_eq!(format_speed(9.0, Units::Imperial), "20.1 mph");
    }

    #[test]
    fn speeds_are_read_with_and_without_a_unit() {
        assert_close(parse_speed("32,4 км/ч", Units::Imperial).unwrap(), 9.0, 1e-9);
        assert_close(parse_speed("36", Units::Metric).unwrap(), 10.0, 1e-9);
        assert_close(parse_speed("20", Units::Imperial).unwrap(), 8.9408, 1e-9);
        assert_close(parse_speed("9 m/s", Units::Metric).unwrap(), 9.0, 0.0);
        assert!(parse_speed("20 knots", Units::Metric).is_err());
    }
}
