//! What to aim at, in the athlete's own numbers.

use serde::{Deserialize, Serialize};

use crate::{
    running::RunPaces,
    vocabulary::{Sport, Thresholds, Zone, words::words},
    zones::Zones,
};

words! {
    /// J. Daniels' named training paces.
    Pace, "pace" { Easy = "E", Marathon = "M", Threshold = "T", Interval = "I", Repetition = "R" }
}

/// A range to stay in; `fast_s` is the smaller number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Target {
    Watts {
        low: u16,
        high: u16,
    },
    /// Seconds a kilometre.
    RunPace {
        fast_s: u16,
        slow_s: u16,
    },
    /// Seconds for 100 metres.
    SwimPace {
        fast_s: u16,
        slow_s: u16,
    },
    HeartRate {
        low: u16,
        high: u16,
    },
}

/// One day's zones and paces, worked out once for all sessions of a plan.
#[derive(Debug, Clone, Copy, Default)]
pub struct Targets {
    zones: Zones,
    paces: Option<RunPaces>,
}

impl Targets {
    pub fn of(thresholds: &Thresholds) -> Self {
        Self { zones: Zones::of(thresholds), paces: thresholds.vdot.map(RunPaces::of) }
    }

    /// The range for a step: a named pace if it has one, else power or pace of the zone, else heart rate, else none.
    pub fn aim(&self, sport: Sport, zone: Zone, pace: Option<Pace>) -> Option<Target> {
        let own = match sport {
            Sport::Bike => {
                self.zones.power.map(|zones| zones.band(zone)).map(|b| Target::Watts { low: b.low, high: b.high })
            }
            Sport::Run => pace.and_then(|pace| self.named(pace)).or_else(|| self.run_zone(zone)),
            Sport::Swim => self
                .zones
                .swim
                .map(|zones| zones.band(zone))
                .map(|b| Target::SwimPace { fast_s: b.fast, slow_s: b.slow }),
            _ => None,
        };
        own.or_else(|| self.heart_rate(sport, zone))
    }

    fn run_zone(&self, zone: Zone) -> Option<Target> {
        self.zones.run.map(|zones| zones.band(zone)).map(|b| Target::RunPace { fast_s: b.fast, slow_s: b.slow })
    }

    fn named(&self, pace: Pace) -> Option<Target> {
        let paces = self.paces?;
        let (fast, slow) = match pace {
            Pace::Easy => (paces.easy.fast, paces.easy.slow),
            Pace::Marathon => (paces.marathon, paces.marathon),
            Pace::Threshold => (paces.threshold, paces.threshold),
            Pace::Interval => (paces.interval, paces.interval),
            Pace::Repetition => (paces.repetition, paces.repetition),
        };
        Some(Target::RunPace { fast_s: seconds(fast), slow_s: seconds(slow) })
    }

    /// In water a heart-rate strap says little.
    fn heart_rate(&self, sport: Sport, zone: Zone) -> Option<Target> {
        let band = self.zones.heart_rate.filter(|_| sport != Sport::Swim)?.band(zone);
        Some(Target::HeartRate { low: band.low, high: band.high })
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within the type's limits first")]
fn seconds(pace: f64) -> u16 {
    pace.round().clamp(0.0, f64::from(u16::MAX)) as u16
}
