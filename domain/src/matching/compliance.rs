//! The colour of a session: how well what was done fits what was planned.

use serde::{Deserialize, Serialize};

/// Green 80–120 % of the plan, yellow from 50 and to 150 %, red beyond that or missed. The bounds belong to the
/// better colour, and nothing is rounded: 79.9 % is yellow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Compliance {
    Green,
    Yellow,
    Red,
}

impl Compliance {
    /// From planned and done minutes (or metres); a missed session was done for 0.
    pub fn of(planned: u32, done: u32) -> Self {
        let (hundredfold, planned) = (u64::from(done) * 100, u64::from(planned));
        let within = |from: u64, to: u64| (planned * from..=planned * to).contains(&hundredfold) && planned > 0;
        match (within(80, 120), within(50, 150)) {
            (true, _) => Self::Green,
            (false, true) => Self::Yellow,
            (false, false) => Self::Red,
        }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_change_at_their_bounds() {
        let colours: Vec<_> =
            [49, 50, 79, 80, 100, 120, 121, 150, 151].map(|done| Compliance::of(100, done).as_str()).into();
        assert_eq!(colours, ["red", "yellow", "yellow", "green", "green", "green", "yellow", "yellow", "red"]);
    }

    #[test]
    fn a_missed_session_is_red() {
        assert_eq!(Compliance::of(60, 0), Compliance::Red);
        assert_eq!(Compliance::of(0, 0), Compliance::Red);
    }

    #[test]
    fn bounds_between_whole_minutes_are_not_rounded() {
        assert_eq!(Compliance::of(45, 36), Compliance::Green);
        assert_eq!(Compliance::of(47, 37), Compliance::Yellow);
        assert_eq!(Compliance::of(41, 20), Compliance::Red);
    }
}
