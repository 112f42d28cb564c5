//! How hard it was.

use super::words::words;

words! {
    /// Intensity zone, from recovery (z1) to maximal oxygen uptake (z5).
    Zone, "zone" {
        Z1 = "z1",
        Z2 = "z2",
        Z3 = "z3",
        Z4 = "z4",
        Z5 = "z5",
    }
}

impl Zone {
    /// Threshold intensity and above: what needs a day of recovery.
    pub const fn is_hard(self) -> bool {
        matches!(self, Self::Z4 | Self::Z5)
    }

    /// Conversational intensity: what most of the week should be.
    pub const fn is_easy(self) -> bool {
        matches!(self, Self::Z1 | Self::Z2)
    }

    /// The effort that a session in this zone feels like when the athlete gave none.
    pub const fn default_rpe(self) -> u8 {
        match self {
            Self::Z1 => 2,
            Self::Z2 => 3,
            Self::Z3 => 5,
            Self::Z4 => 7,
            Self::Z5 => 8,
        }
    }
}
