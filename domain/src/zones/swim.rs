//! Swimming pace zones from the critical swim speed (CSS), kept as its time for 100 metres.
//!
//! CSS: K. Wakayoshi and others, "Determination and validity of critical velocity as an index of swimming
//! performance", 1992. Shares of the threshold time after J. Friel, "The Triathlete's Training Bible": endurance from
//! 129 %, tempo from 113 %, threshold from 105 % (with his zone 5a), faster than 97 % is VO2max, down to 90 %.
//! The slow end of recovery (145 %) is only there so that a range can be printed.

use super::band::{PaceBand, QuickeningBands, whole};
use crate::vocabulary::{SwimPace, Zone};

const SLOWEST_SHARES: [f64; 5] = [1.45, 1.29, 1.13, 1.05, 0.96];
const FASTEST_SHARE: f64 = 0.90;

/// Seconds per 100 metres for z1 to z5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SwimZones(QuickeningBands);

impl SwimZones {
    pub fn of(css: SwimPace) -> Self {
        let seconds = f64::from(css.get());
        let slowest = SLOWEST_SHARES.map(|share| whole(share * seconds));
        Self(QuickeningBands::new(slowest, whole(FASTEST_SHARE * seconds)))
    }

    /// Seconds per 100 metres.
    pub fn band(self, zone: Zone) -> PaceBand {
        self.0.band(zone)
    }

    /// The zone that a pace (seconds per 100 metres) belongs to.
    pub fn zone_of(self, seconds_per_100m: u16) -> Zone {
        self.0.zone_of(seconds_per_100m)
    }
}

#[cfg(test)]
mod tests {
    use super::super::band::tests::assert_gapless_paces;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn zones_follow_the_critical_swim_speed() {
        let zones = SwimZones::of(SwimPace::try_new(100).unwrap());
        let bands: Vec<_> = Zone::ALL.iter().map(|&zone| zones.band(zone)).map(|b| (b.slow, b.fast)).collect();
        assert_eq!(bands, [(145, 130), (129, 114), (113, 106), (105, 97), (96, 90)]);
    }

    proptest! {
        #[test]
        fn zones_leave_no_gap_and_css_itself_is_threshold(css in 50_u16..=300) {
            let zones = SwimZones::of(SwimPace::try_new(css).unwrap());
            assert_gapless_paces(|zone| zones.band(zone), |pace| zones.zone_of(pace));
            prop_assert_eq!(zones.zone_of(css), Zone::Z4);
        }
    }
}
