//! Whole numbers as JSON has them: `45.0` is the same number as `45`, and some languages write it so.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected, Visitor},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole(pub(crate) i64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_i64(Number)
    }
}

struct Number;

impl Visitor<'_> for Number {
    type Value = Whole;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Whole, E> {
        Ok(Whole(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Whole, E> {
        i64::try_from(number).map(Whole).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    #[expect(clippy::cast_possible_truncation, reason = "whole, and small enough to be written without an exponent")]
    fn visit_f64<E: Error>(self, number: f64) -> Result<Whole, E> {
        if number.fract() == 0.0 && number.abs() < 1e15 {
            return Ok(Whole(number as i64));
        }
        Err(E::invalid_type(Unexpected::Float(number), &self))
    }
}

/// For fields of plain numbers: `#[serde(deserialize_with = "whole")]`, beside `default`.
pub fn whole<'de, D: Deserializer<'de>, T: TryFrom<i64>>(from: D) -> Result<Option<T>, D::Error> {
    let Some(Whole(number)) = Option::deserialize(from)? else { return Ok(None) };
    let wrong = |_| D::Error::invalid_value(Unexpected::Signed(number), &"a number within its limits");
    T::try_from(number).map(Some).map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_read_however_it_is_written_and_a_part_of_one_is_not() {
        let read = |json: &str| serde_json::from_str::<Whole>(json).map(|whole| whole.0).ok();
        assert_eq!([read("45"), read("45.0"), read("4.5e1"), read("-3")], [Some(45), Some(45), Some(45), Some(-3)]);
        assert_eq!([read("45.5"), read("\"45\""), read("1e300"), read("18446744073709551615")], [None; 4]);
    }
}
