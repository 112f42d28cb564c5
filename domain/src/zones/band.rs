//! Ranges of whole numbers, and the five of them that make a set of zones.

use serde::{Deserialize, Serialize};

use crate::vocabulary::Zone;

/// A range of beats or watts; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub low: u16,
    pub high: u16,
}

/// A range of paces in whole seconds; both ends belong to it, and `fast` is the smaller number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaceBand {
    pub fast: u16,
    pub slow: u16,
}

/// Five bands that rise without gap or overlap: where each zone starts, and where the last one ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RisingBands {
    starts: [u16; 5],
    end: u16,
}

impl RisingBands {
    pub(super) fn new(starts: [u16; 5], end: u16) -> Self {
        Self { starts, end: end.max(starts[4]) }
    }

    pub(super) fn band(self, zone: Zone) -> Band {
        let n = zone as usize;
        let high = self.starts.get(n + 1).map_or(self.end, |next| next - 1);
        Band { low: self.starts[n], high: high.max(self.starts[n]) }
    }

    /// The zone of a reading; below the first zone is still the first, above the last still the last.
    pub(super) fn zone_of(self, reading: u16) -> Zone {
        Zone::ALL.iter().copied().rev().find(|&zone| reading >= self.starts[zone as usize]).unwrap_or(Zone::Z1)
    }
}

/// Five pace bands that get faster without gap or overlap: the slowest pace of each zone, and the fastest of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct QuickeningBands {
    slowest: [u16; 5],
    fastest: u16,
}

impl QuickeningBands {
    pub(super) fn new(slowest: [u16; 5], fastest: u16) -> Self {
        Self { slowest, fastest: fastest.min(slowest[4]) }
    }

    pub(super) fn band(self, zone: Zone) -> PaceBand {
        let n = zone as usize;
        let fast = self.slowest.get(n + 1).map_or(self.fastest, |next| next + 1);
        PaceBand { fast: fast.min(self.slowest[n]), slow: self.slowest[n] }
    }

    /// The zone of a pace; slower than the first zone is still the first, faster than the last still the last.
    pub(super) fn zone_of(self, pace_s: u16) -> Zone {
        Zone::ALL.iter().copied().rev().find(|&zone| pace_s <= self.slowest[zone as usize]).unwrap_or(Zone::Z1)
    }
}

/// The nearest whole number; negative and absurd ones are held at the ends.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within the type's limits first")]
pub(super) fn whole(value: f64) -> u16 {
    value.round().max(0.0).min(f64::from(u16::MAX)) as u16
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Bands cover every whole number from the first to the last exactly once, and agree with `zone_of`.
    pub(in crate::zones) fn assert_gapless(band: impl Fn(Zone) -> Band, zone_of: impl Fn(u16) -> Zone) {
        for pair in Zone::ALL.windows(2) {
            assert_eq!(band(pair[0]).high + 1, band(pair[1]).low);
        }
        for &zone in Zone::ALL {
            assert!(band(zone).low <= band(zone).high);
            assert_eq!((zone_of(band(zone).low), zone_of(band(zone).high)), (zone, zone));
        }
    }

    pub(in crate::zones) fn assert_gapless_paces(band: impl Fn(Zone) -> PaceBand, zone_of: impl Fn(u16) -> Zone) {
        for pair in Zone::ALL.windows(2) {
            assert_eq!(band(pair[0]).fast, band(pair[1]).slow + 1);
        }
        for &zone in Zone::ALL {
            assert!(band(zone).fast <= band(zone).slow);
            assert_eq!((zone_of(band(zone).fast), zone_of(band(zone).slow)), (zone, zone));
        }
    }
}
