//! What the athlete trains for.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::words::words;

words! {
    /// The distance of a race; the first four are triathlons, the next five runs.
    RaceKind, "race type" {
        Sprint = "sprint", Olympic = "olympic", HalfTriathlon = "half-triathlon", FullTriathlon = "full-triathlon",
        FiveKm = "5k", TenKm = "10k", HalfMarathon = "half-marathon", Marathon = "marathon", Ultra = "ultra",
        Other = "other",
    }
}

words! {
    /// A: the season is built around it. B: a short taper. C: trained through.
    RacePriority, "race priority" { A = "A", B = "B", C = "C" }
}

impl RaceKind {
    pub const fn is_triathlon(self) -> bool {
        matches!(self, Self::Sprint | Self::Olympic | Self::HalfTriathlon | Self::FullTriathlon)
    }

    pub const fn is_run(self) -> bool {
        matches!(self, Self::FiveKm | Self::TenKm | Self::HalfMarathon | Self::Marathon | Self::Ultra)
    }
}

/// A race in the athlete's calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Race {
    pub race_id: Uuid,
    pub date: Date,
    pub kind: RaceKind,
    pub priority: RacePriority,
    pub name: String,
    /// What the athlete hopes to finish in, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_time_s: Option<u32>,
}
