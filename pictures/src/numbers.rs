//! Numbers as the reader's language writes them.

use domain::vocabulary::Language;

/// More than any athlete collects; what is beyond is drawn here.
const MOST: f64 = 1e9;

/// The value as it is drawn; `None` for what is no number.
pub(crate) fn sensible(value: f64) -> Option<f64> {
    value.is_finite().then(|| value.clamp(-MOST, MOST))
}

/// The value of something that can't be less than nothing.
pub(crate) fn amount(value: f64) -> f64 {
    // The sum of nothing is minus zero, and nobody trains "-0 min".
    sensible(value).unwrap_or(0.0).max(0.0) + 0.0
}

/// "1,234.5", "1 234,5": as many decimals as asked for, thousands in groups from 10 000 on.
pub(crate) fn number(value: f64, decimals: usize, language: Language) -> String {
    let printed = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = printed.split_once('.').unwrap_or((&printed, ""));
    let (group, point) = match language {
        Language::English => (',', '.'),
        Language::Spanish | Language::Russian => ('\u{a0}', ','),
    };
    let mut text = String::new();
    let below_zero = value < 0.0 && printed.contains(|digit| ('1'..='9').contains(&digit));
    if below_zero {
        // The font has no minus sign; the en dash is its twin.
        text.push('–');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && whole.len() > 4 && (whole.len() - place).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_numbers_its_own_way() {
        assert_eq!(number(12_345.5, 1, Language::English), "12,345.5");
        assert_eq!(number(12_345.5, 1, Language::Spanish), "12\u{a0}345,5");
        assert_eq!(number(1_234_567.0, 0, Language::Russian), "1\u{a0}234\u{a0}567");
        assert_eq!(number(1_234.0, 0, Language::English), "1234");
    }

    #[test]
    fn below_zero_is_marked_and_zero_is_not() {
        assert_eq!(number(-30.0, 0, Language::English), "–30");
        assert_eq!(number(-0.04, 1, Language::English), "0.0");
    }

    #[test]
    fn what_is_no_number_is_not_drawn() {
        assert_eq!(sensible(f64::NAN), None);
        assert_eq!(sensible(f64::INFINITY), None);
        assert_eq!(sensible(1e300), Some(MOST));
        assert_eq!(amount(-5.0), 0.0);
        assert!(amount(-0.0).is_sign_positive());
    }
}
