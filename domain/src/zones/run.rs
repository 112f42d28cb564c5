//! Running pace zones from VDOT.
//!
//! J. Daniels' paces ("Daniels' Running Formula") laid on five zones: E is z2, slower than E is z1 (recovery jogs, down
//! to 55 % of VDOT), M lies in z3, T in z4, I and R in z5. Between M, T and I a zone begins half way.

use super::band::{PaceBand, QuickeningBands, whole};
use crate::running::{RunPaces, speed_for_oxygen};
use crate::vocabulary::{Vdot, Zone};

const RECOVERY_SHARE: f64 = 0.55;

/// Seconds a kilometre for z1 to z5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunZones(QuickeningBands);

impl RunZones {
    pub fn of(vdot: Vdot) -> Self {
        let paces = RunPaces::of(vdot);
        let slowest = [
            whole(60_000.0 / speed_for_oxygen(vdot.get() * RECOVERY_SHARE)),
            whole(paces.easy.slow),
            whole(paces.easy.fast) - 1,
            whole(f64::midpoint(paces.marathon, paces.threshold)),
            whole(f64::midpoint(paces.threshold, paces.interval)),
        ];
        Self(QuickeningBands::new(slowest, whole(paces.repetition)))
    }

    /// Seconds a kilometre.
    pub fn band(self, zone: Zone) -> PaceBand {
        self.0.band(zone)
    }

    /// The zone that a pace (seconds a kilometre, on the flat) belongs to.
    pub fn zone_of(self, seconds_per_km: u16) -> Zone {
        self.0.zone_of(seconds_per_km)
    }
}

#[cfg(test)]
mod tests {
    use super::super::band::tests::assert_gapless_paces;
    use super::*;
    use proptest::prelude::*;

    fn zones(vdot: f64) -> RunZones {
        RunZones::of(Vdot::try_new(vdot).unwrap())
    }

    #[test]
    fn zones_follow_vdot() {
        let bands: Vec<_> = Zone::ALL.iter().map(|&zone| zones(50.0).band(zone)).map(|b| (b.slow, b.fast)).collect();
        // Easy 5:34–4:55, marathon 4:31, threshold 4:15, interval 3:55, repetition 3:40.
        assert_eq!(bands, [(372, 335), (334, 295), (294, 264), (263, 246), (245, 220)]);
    }

    proptest! {
        #[test]
        fn each_training_pace_lies_in_its_zone(vdot in 20.0..=85.0_f64) {
            let (zones, paces) = (zones(vdot), RunPaces::of(Vdot::try_new(vdot).unwrap()));
            let expected = [
                (paces.easy.slow, Zone::Z2), (paces.easy.fast, Zone::Z2), (paces.marathon, Zone::Z3),
                (paces.threshold, Zone::Z4), (paces.interval, Zone::Z5), (paces.repetition, Zone::Z5),
            ];
            for (pace, zone) in expected {
                prop_assert_eq!(zones.zone_of(whole(pace)), zone);
            }
            assert_gapless_paces(|zone| zones.band(zone), |pace| zones.zone_of(pace));
        }
    }
}
