//! Times as a watch shows them: 4:15, 59:59, 1:31:35.

use super::error::UnitsError;

/// Minutes and seconds, with hours from one hour on. Rounds to the whole second first, so 59.6 s is 1:00.
pub fn format_clock(seconds: f64) -> String {
    let whole = whole_seconds(seconds);
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Seconds from m:ss or h:mm:ss; minutes may exceed 59 where no hours are given.
pub fn parse_clock(text: &str) -> Result<f64, UnitsError> {
    seconds_of(text.trim()).ok_or_else(|| UnitsError {
        what: "a time",
        given: text.to_owned(),
        example: "45:30 or 1:31:35",
    })
}

fn seconds_of(text: &str) -> Option<f64> {
    let parts: Vec<u32> = text.split(':').map(digits).collect::<Option<_>>()?;
    let seconds = match parts[..] {
        [minutes, seconds] if seconds < 60 => minutes * 60 + seconds,
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => hours * 3600 + minutes * 60 + seconds,
        _ => return None,
    };
    Some(f64::from(seconds))
}

/// At most three digits, so that nothing overflows.
fn digits(part: &str) -> Option<u32> {
    let plausible = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    plausible.then(|| part.parse().ok()).flatten()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "negative and endless times print as 0:00 or stop at the type's end"
)]
fn whole_seconds(seconds: f64) -> u64 {
    seconds.round().max(0.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;
    use proptest::prelude::*;

    #[test]
    fn times_read_as_on_a_watch() {
        assert_eq!(format_clock(255.0), "4:15");
        assert_eq!(format_clock(5_495.0), "1:31:35");
        assert_eq!(format_clock(7.0), "0:07");
        assert_eq!(format_clock(-3.0), "0:00");
    }

    #[test]
    fn seconds_never_read_sixty() {
        assert_eq!(format_clock(299.6), "5:00");
        assert_eq!(format_clock(3_599.5), "1:00:00");
    }

    #[test]
    fn what_is_not_a_time_is_refused_with_an_example() {
        for text in ["", "45", "4:60", "1:60:00", "1:2:3:4", "4:-5", "a:bc", "1234:00", "4:", "+4:00"] {
            assert!(parse_clock(text).is_err(), "{text}");
        }
        assert_eq!(
            parse_clock("soon").unwrap_err().to_string(),
            "\"soon\" is not a time; write it like 45:30 or 1:31:35"
        );
    }

    proptest! {
        #[test]
        fn a_printed_time_reads_back(seconds in 0_u32..360_000) {
            assert_close(parse_clock(&format_clock(f64::from(seconds))).unwrap(), f64::from(seconds), 0.0);
        }
    }
}
