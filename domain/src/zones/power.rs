//! Cycling power zones from functional threshold power.
//!
//! A. Coggan's levels (H. Allen and A. Coggan, "Training and Racing with a Power Meter", 2006): recovery below 56 %,
//! endurance from 56 %, tempo from 76 %, threshold from 91 %, VO2max from 106 % to 120 %. The levels above that last
//! too short for a zone of their own here and count as z5. The lower end of recovery (40 %) is only there so that
//! a range can be printed.

use super::band::{Band, RisingBands, whole};
use crate::vocabulary::{Ftp, Power, Zone};

const SHARES_OF_FTP: [f64; 5] = [0.40, 0.56, 0.76, 0.91, 1.06];
const END_OVER_FTP: f64 = 1.20;

/// Watts for z1 to z5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PowerZones(RisingBands);

impl PowerZones {
    pub fn of(ftp: Ftp) -> Self {
        let watts = f64::from(ftp.get());
        Self(RisingBands::new(SHARES_OF_FTP.map(|share| whole(share * watts)), whole(END_OVER_FTP * watts)))
    }

    pub fn band(self, zone: Zone) -> Band {
        self.0.band(zone)
    }

    /// The zone that a power belongs to.
    pub fn zone_of(self, power: Power) -> Zone {
        self.0.zone_of(power.get())
    }
}

#[cfg(test)]
mod tests {
    use super::super::band::tests::assert_gapless;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn zones_follow_ftp() {
        let zones = PowerZones::of(Ftp::try_new(250).unwrap());
        let bands: Vec<_> = Zone::ALL.iter().map(|&zone| (zones.band(zone).low, zones.band(zone).high)).collect();
        assert_eq!(bands, [(100, 139), (140, 189), (190, 227), (228, 264), (265, 300)]);
    }

    #[test]
    fn a_sprint_is_in_the_last_zone_and_coasting_in_the_first() {
        let zones = PowerZones::of(Ftp::try_new(250).unwrap());
        assert_eq!(zones.zone_of(Power::try_new(900).unwrap()), Zone::Z5);
        assert_eq!(zones.zone_of(Power::try_new(1).unwrap()), Zone::Z1);
        assert_eq!(zones.zone_of(Power::try_new(250).unwrap()), Zone::Z4);
    }

    proptest! {
        #[test]
        fn zones_leave_no_gap_at_any_ftp(ftp in 50_u16..=600) {
            let zones = PowerZones::of(Ftp::try_new(ftp).unwrap());
            assert_gapless(|zone| zones.band(zone), |watts| zones.0.zone_of(watts));
        }
    }
}
