//! Distances: kilometres or miles on land, metres or yards in the pool.

use super::error::UnitsError;
use super::number::{number_and_unit, size_of_unit};
use super::{METRES_PER_MILE, METRES_PER_YARD};
use crate::vocabulary::Units;

/// Spellings in the three languages, with the metres of each.
const SPELLINGS: &[(&[&str], f64)] = &[
    (
        &[
            "km",
            "k",
            "kms",
            "kilometer",
            "kilometers",
            "kilometre",
            "kilometres",
            "kilómetro",
            "kilómetros",
            "км",
            "километр",
            "километра",
            "километров",
        ],
        1000.0,
    ),
    (&["m", "meter", "meters", "metre", "metres", "metro", "metros", "м", "метр", "метра", "метров"], 1.0),
    (&["mi", "mile", "miles", "milla", "millas", "миля", "мили", "миль"], METRES_PER_MILE),
    (&["yd", "yds", "yard", "yards", "yarda", "yardas", "ярд", "ярда", "ярдов"], METRES_PER_YARD),
];

/// "12.3 km" or "7.6 mi"; one decimal, none where it would be zero.
pub fn format_distance(metres: f64, units: Units) -> String {
    match units {
        Units::Metric => format!("{} km", one_decimal(metres / 1000.0)),
        Units::Imperial => format!("{} mi", one_decimal(metres / METRES_PER_MILE)),
    }
}

/// "1500 m" or "1640 yd".
pub fn format_swim_distance(metres: f64, units: Units) -> String {
    match units {
        Units::Metric => format!("{metres:.0} m"),
        Units::Imperial => format!("{:.0} yd", metres / METRES_PER_YARD),
    }
}

/// Metres of "10", "10k", "6.2 mi", "1500 m", "1,5 км". A bare number is in kilometres or miles.
pub fn parse_distance(text: &str, units: Units) -> Result<f64, UnitsError> {
    metres_of(text, units).ok_or_else(|| UnitsError {
        what: "a distance",
        given: text.to_owned(),
        example: "10 km, 1500 m or 6.2 mi",
    })
}

fn metres_of(text: &str, units: Units) -> Option<f64> {
    let (number, unit) = number_and_unit(text)?;
    let metres_per_unit = match (unit.as_str(), units) {
        ("", Units::Metric) => 1000.0,
        ("", Units::Imperial) => METRES_PER_MILE,
        (unit, _) => size_of_unit(unit, SPELLINGS)?,
    };
    let thousands = if metres_per_unit <= 1.0 && groups_thousands(text) { 1000.0 } else { 1.0 };
    Some(number * thousands * metres_per_unit)
}

/// "1,500 m" is fifteen hundred: nobody swims to the millimetre.
fn groups_thousands(text: &str) -> bool {
    let after_mark = text.split_once([',', '.']).map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).count());
    after_mark == Some(3)
}

fn one_decimal(number: f64) -> String {
    let printed = format!("{number:.1}");
    printed.strip_suffix(".0").map(str::to_owned).unwrap_or(printed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;
    use proptest::prelude::*;

    #[test]
    fn distances_read_in_the_athletes_units() {
        assert_eq!(format_distance(12_345.0, Units::Metric), "12.3 km");
        assert_eq!(format_distance(10_000.0, Units::Metric), "10 km");
        assert_eq!(format_distance(10_000.0, Units::Imperial), "6.2 mi");
        assert_eq!(format_swim_distance(1_500.0, Units::Metric), "1500 m");
        assert_eq!(format_swim_distance(1_500.0, Units::Imperial), "1640 yd");
    }

    #[test]
    fn a_typed_unit_wins_over_the_athletes_own() {
        let cases = [
            ("10", 10_000.0),
            ("10k", 10_000.0),
            ("10 KM", 10_000.0),
            ("1,5 км", 1_500.0),
            ("400m", 400.0),
            ("6.2 mi", 9_977.93),
            ("100 yd", 91.44),
            ("5 millas", 8_046.72),
            ("1,500 m", 1_500.0),
            ("1.500 m", 1_500.0),
            ("1,650 yd", 1_508.76),
        ];
        for (text, metres) in cases {
            assert_close(parse_distance(text, Units::Metric).unwrap(), metres, 0.01);
        }
        assert_close(parse_distance("10", Units::Imperial).unwrap(), 16_093.44, 0.001);
        assert_close(parse_distance("10 km", Units::Imperial).unwrap(), 10_000.0, 0.0);
    }

    #[test]
    fn what_is_not_a_distance_is_refused() {
        for text in ["", "far", "10 parsecs", "-5 km", "1.2.3"] {
            assert!(parse_distance(text, Units::Metric).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_printed_distance_reads_back_to_its_last_digit(metres in 50.0..1_000_000.0_f64, units in prop::sample::select(Units::ALL)) {
            let back = parse_distance(&format_distance(metres, units), units).unwrap();
            assert_close(back, metres, 0.0501 * METRES_PER_MILE);
        }
    }
}
