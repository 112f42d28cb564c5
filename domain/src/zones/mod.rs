//! From thresholds to the athlete's own numbers: beats, watts, running and swimming paces for z1 to z5.
//!
//! Thresholds are dated ([`ThresholdTimeline`]), so a workout keeps the zones of its day. Every zone is a range of
//! whole numbers; neighbouring zones neither overlap nor leave a gap. To add a kind of zone, write its file and
//! give it a field in [`Zones`].

mod band;
mod heart_rate;
mod power;
mod run;
mod swim;
mod timeline;

use crate::vocabulary::Thresholds;

pub use band::{Band, PaceBand};
pub use heart_rate::HeartRateZones;
pub use power::PowerZones;
pub use run::RunZones;
pub use swim::SwimZones;
pub use timeline::ThresholdTimeline;

/// All zones that an athlete's thresholds allow; absent where the threshold is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Zones {
    pub heart_rate: Option<HeartRateZones>,
    pub power: Option<PowerZones>,
    pub run: Option<RunZones>,
    pub swim: Option<SwimZones>,
}

impl Zones {
    pub fn of(thresholds: &Thresholds) -> Self {
        Self {
            heart_rate: HeartRateZones::of(thresholds),
            power: thresholds.ftp.map(PowerZones::of),
            run: thresholds.vdot.map(RunZones::of),
            swim: thresholds.swim_pace.map(SwimZones::of),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Ftp, Vdot};

    #[test]
    fn zones_exist_only_where_the_threshold_is_known() {
        let thresholds =
            Thresholds { ftp: Ftp::try_new(250).ok(), vdot: Vdot::try_new(50.0).ok(), ..Thresholds::default() };
        let zones = Zones::of(&thresholds);
        assert!(zones.power.is_some() && zones.run.is_some());
        assert!(zones.heart_rate.is_none() && zones.swim.is_none());
        assert_eq!(Zones::of(&Thresholds::default()), Zones::default());
    }
}
