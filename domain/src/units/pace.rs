//! Paces: time per kilometre or mile on foot, per 100 metres or yards in the water.

use super::clock::{format_clock, parse_clock};
use super::error::UnitsError;
use super::{METRES_PER_MILE, METRES_PER_YARD};
use crate::vocabulary::Units;

const KM_PER_MILE: f64 = METRES_PER_MILE / 1000.0;

const RUN: [(&[&str], f64); 2] = [
    (&["/km", "min/km", "/км", "мин/км"], 1.0),
    (&["/mi", "/mile", "min/mi", "min/mile", "/milla", "/миля", "/милю"], KM_PER_MILE),
];
const SWIM: [(&[&str], f64); 2] =
    [(&["/100m", "/100м", "/100"], 1.0), (&["/100yd", "/100y", "/100yds", "/100yards"], METRES_PER_YARD)];

/// "4:15 /km" or "6:50 /mi", from seconds a kilometre.
pub fn format_run_pace(seconds_per_km: f64, units: Units) -> String {
    match units {
        Units::Metric => format!("{} /km", format_clock(seconds_per_km)),
        Units::Imperial => format!("{} /mi", format_clock(seconds_per_km * KM_PER_MILE)),
    }
}

/// "1:45 /100 m" or "1:36 /100 yd", from seconds per 100 metres.
pub fn format_swim_pace(seconds_per_100m: f64, units: Units) -> String {
    match units {
        Units::Metric => format!("{} /100 m", format_clock(seconds_per_100m)),
        Units::Imperial => format!("{} /100 yd", format_clock(seconds_per_100m * METRES_PER_YARD)),
    }
}

/// Seconds a kilometre of "4:15", "4:15/km", "6:50 /mi" or "4'15\"". A bare pace is in the athlete's units.
pub fn parse_run_pace(text: &str, units: Units) -> Result<f64, UnitsError> {
    parse(text, units, &RUN).ok_or_else(|| UnitsError {
        what: "a running pace",
        given: text.to_owned(),
        example: "4:15 /km or 6:50 /mi",
    })
}

/// Seconds per 100 metres of "1:45", "1:45/100m" or "1:36 /100 yd". A bare pace is in the athlete's units.
pub fn parse_swim_pace(text: &str, units: Units) -> Result<f64, UnitsError> {
    parse(text, units, &SWIM).ok_or_else(|| UnitsError {
        what: "a swimming pace",
        given: text.to_owned(),
        example: "1:45 /100 m or 1:36 /100 yd",
    })
}

/// Time over the length of its unit. The first unit of the table is the metric one, the second the imperial.
fn parse(text: &str, units: Units, table: &[(&[&str], f64); 2]) -> Option<f64> {
    let compact: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let clock_end = compact.find(|c: char| c.is_alphabetic() || c == '/').unwrap_or(compact.len());
    let (clock, unit) = compact.split_at(clock_end);
    let length = match (unit, units) {
        ("", Units::Metric) => table[0].1,
        ("", Units::Imperial) => table[1].1,
        (unit, _) => super::number::size_of_unit(unit, table)?,
    };
    let seconds = parse_clock(&colons(clock)).ok()?;
    (seconds > 0.0).then_some(seconds / length)
}

/// Minute and second marks (4'15", 4′15″) as a colon.
fn colons(clock: &str) -> String {
    clock.replace(['\'', '′', '’'], ":").replace(['"', '″', '”'], "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;
    use proptest::prelude::*;

    #[test]
    fn paces_read_in_the_athletes_units() {
        assert_eq!(format_run_pace(255.0, Units::Metric), "4:15 /km");
        assert_eq!(format_run_pace(255.0, Units::Imperial), "6:50 /mi");
        assert_eq!(format_swim_pace(105.0, Units::Metric), "1:45 /100 m");
        assert_eq!(format_swim_pace(105.0, Units::Imperial), "1:36 /100 yd");
    }

    #[test]
    fn a_typed_unit_wins_over_the_athletes_own() {
        for text in ["4:15", "4:15/km", "4:15 min/km", "4'15\"", "4′15″ /km", "4:15 мин/км"] {
            assert_close(parse_run_pace(text, Units::Metric).unwrap(), 255.0, 0.0);
        }
        assert_close(parse_run_pace("6:50 /mi", Units::Metric).unwrap(), 254.77, 0.01);
        assert_close(parse_run_pace("6:50", Units::Imperial).unwrap(), 254.77, 0.01);
        assert_close(parse_run_pace("4:15/km", Units::Imperial).unwrap(), 255.0, 0.0);
        assert_close(parse_swim_pace("1:36 /100 yd", Units::Metric).unwrap(), 104.99, 0.01);
        assert_close(parse_swim_pace("1:45/100m", Units::Imperial).unwrap(), 105.0, 0.0);
    }

    #[test]
    fn what_is_not_a_pace_is_refused_with_an_example() {
        for text in ["", "fast", "0:00", "4:75", "4:15/furlong", "12 km/h"] {
            assert!(parse_run_pace(text, Units::Metric).is_err(), "{text}");
        }
        assert_eq!(
            parse_swim_pace("quick", Units::Metric).unwrap_err().to_string(),
            "\"quick\" is not a swimming pace; write it like 1:45 /100 m or 1:36 /100 yd"
        );
    }

    proptest! {
        #[test]
        fn a_printed_pace_reads_back_to_the_second(pace in 120.0..900.0_f64, units in prop::sample::select(Units::ALL)) {
            assert_close(parse_run_pace(&format_run_pace(pace, units), units).unwrap(), pace, 0.51);
            assert_close(parse_swim_pace(&format_swim_pace(pace, units), units).unwrap(), pace, 0.56);
        }
    }
}
