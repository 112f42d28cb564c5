//! A number and the unit behind it.

/// Splits "6,2 mi" into 6.2 and "mi". The decimal mark may be a comma; the unit comes back in lower case.
pub(super) fn number_and_unit(text: &str) -> Option<(f64, String)> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let number = digits.replace(',', ".").parse::<f64>().ok()?;
    (number.is_finite() && digits.len() <= 12).then(|| (number, unit.trim().trim_end_matches('.').to_lowercase()))
}

/// The size of a unit in a table of (spellings, size).
pub(super) fn size_of_unit(unit: &str, table: &[(&[&str], f64)]) -> Option<f64> {
    table.iter().find(|(spellings, _)| spellings.contains(&unit)).map(|&(_, size)| size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_its_unit_are_told_apart() {
        assert_eq!(number_and_unit(" 6,2 Mi. "), Some((6.2, "mi".to_owned())));
        assert_eq!(number_and_unit("10км"), Some((10.0, "км".to_owned())));
        assert_eq!(number_and_unit("10"), Some((10.0, String::new())));
        assert_eq!(number_and_unit("km 10"), None);
        assert_eq!(number_and_unit("1.2.3 km"), None);
        assert_eq!(number_and_unit("1,000.5 m"), None);
        assert_eq!(number_and_unit("-3 km"), None);
    }
}
