//! What is known of a workout.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vocabulary::{
    Ache, Ascent, Distance, Durations, HeartRate, Mood, Power, RaceKind, Rpe, Sport, Text, TimeZoneName, Zone,
};

/// A word of the athlete's own, such as `vo2` or `commute`.
pub type Tag = Text<40>;

/// Everything the athlete or their watch told about one workout. Only sport, time and duration are needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkoutFacts {
    pub sport: Sport,
    pub start: Timestamp,
    /// Where the athlete was; an athlete who travels later doesn't move the workout to another day.
    pub time_zone: TimeZoneName,
    /// The day it counts for: that of `start` in `time_zone`.
    pub local_date: Date,
    pub duration: Durations,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<Distance>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rpe: Option<Rpe>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mood: Option<Mood>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aches: Vec<Ache>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, min_length = 1, max_length = 2000))]
    pub notes: Option<Text<2000>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, min_length = 1, max_length = 200))]
    pub weather: Option<Text<200>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avg_heart_rate: Option<HeartRate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_heart_rate: Option<HeartRate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avg_power: Option<Power>,
    /// The steady power that would have cost as much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalized_power: Option<Power>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ascent_m: Option<Ascent>,
    /// The parts of a multisport workout, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legs: Vec<Leg>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// Present when the workout was a race.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race: Option<RaceEffort>,
}

/// One sport's part of a multisport workout. The time between legs belongs to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Leg {
    pub sport: Sport,
    pub duration: Durations,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<Distance>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avg_heart_rate: Option<HeartRate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avg_power: Option<Power>,
}

/// A workout that was a race.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RaceEffort {
    pub kind: RaceKind,
    /// The race in the athlete's calendar, if it was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race_id: Option<Uuid>,
}
