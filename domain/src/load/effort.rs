//! What is known about a workout when its load is asked for, and the answer.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Rpe, Sport, Zone};

/// The three durations of a workout, in seconds; as many as were given.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Durations {
    /// From the first to the last moment, pauses included.
    pub elapsed_s: Option<f64>,
    /// While the watch was running.
    pub timer_s: Option<f64>,
    /// While the athlete was moving.
    pub moving_s: Option<f64>,
}

impl Durations {
    /// All that is known is how long the watch ran, or what the athlete typed.
    pub fn timer(seconds: f64) -> Self {
        Self { timer_s: Some(seconds), ..Self::default() }
    }

    /// The time that power, heart rate and perceived effort are about: the watch running, else the nearest to it.
    pub fn session_s(&self) -> Option<f64> {
        self.timer_s.or(self.elapsed_s).or(self.moving_s).filter(|seconds| *seconds > 0.0)
    }

    /// The time that a pace is about: moving, else the nearest to it.
    pub fn pace_s(&self) -> Option<f64> {
        self.moving_s.or(self.timer_s).or(self.elapsed_s).filter(|seconds| *seconds > 0.0)
    }
}

/// A workout, as far as load is concerned. Everything but the sport may be missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    pub sport: Sport,
    pub durations: Durations,
    pub distance_m: Option<f64>,
    /// Mean speed in m/s as it would have been on the flat; the plain speed stands in where it is missing.
    pub graded_speed: Option<f64>,
    /// From the samples, by [`normalized_power`](super::normalized_power).
    pub normalized_power: Option<f64>,
    /// Stands in where there are no samples; on anything but a steady ride it is too low.
    pub average_power: Option<f64>,
    pub average_heart_rate: Option<f64>,
    pub rpe: Option<Rpe>,
    pub zone: Option<Zone>,
}

impl Effort {
    /// A workout of which nothing is known but the sport and the time.
    pub fn new(sport: Sport, durations: Durations) -> Self {
        Self {
            sport,
            durations,
            distance_m: None,
            graded_speed: None,
            normalized_power: None,
            average_power: None,
            average_heart_rate: None,
            rpe: None,
            zone: None,
        }
    }

    /// Mean speed in m/s, corrected for hills where that is known.
    pub fn speed(&self) -> Option<f64> {
        self.graded_speed.or_else(|| Some(self.distance_m? / self.durations.pace_s()?))
    }
}

/// Which measurement a load was made from, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LoadMethod {
    Power,
    Pace,
    HeartRate,
    Rpe,
    Zone,
}

impl LoadMethod {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Power => "power",
            Self::Pace => "pace",
            Self::HeartRate => "heart-rate",
            Self::Rpe => "rpe",
            Self::Zone => "zone",
        }
    }
}

/// The load of a workout: 100 points are one hour at threshold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Load {
    /// Never negative, to a hundredth of a point.
    pub value: f64,
    pub method: LoadMethod,
}
