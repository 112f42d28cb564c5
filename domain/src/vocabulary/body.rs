//! Words about pain.

use serde::{Deserialize, Serialize};

use super::{PainSeverity, words::words};

words! {
    /// Where it hurts.
    BodyPart, "body part" {
        Foot = "foot", Ankle = "ankle", Achilles = "achilles", Calf = "calf", Shin = "shin", Knee = "knee",
        Quad = "quad", Hamstring = "hamstring", Groin = "groin", Hip = "hip", Glute = "glute",
        LowerBack = "lower-back", UpperBack = "upper-back", Neck = "neck", Chest = "chest", Rib = "rib",
        Shoulder = "shoulder", Elbow = "elbow", Wrist = "wrist", Hand = "hand", Head = "head", Other = "other",
    }
}

impl BodyPart {
    /// Loaded by every step: running is what gives way first.
    pub const fn is_leg(self) -> bool {
        matches!(
            self,
            Self::Foot
                | Self::Ankle
                | Self::Achilles
                | Self::Calf
                | Self::Shin
                | Self::Knee
                | Self::Quad
                | Self::Hamstring
                | Self::Groin
                | Self::Hip
                | Self::Glute
        )
    }

    /// Loaded by every stroke: swimming is no substitute for an athlete who hurts here.
    pub const fn is_upper_limb(self) -> bool {
        matches!(
            self,
            Self::Neck | Self::Shoulder | Self::Elbow | Self::Wrist | Self::Hand | Self::Rib | Self::UpperBack
        )
    }
}

words! {
    /// Signs that weigh more than the number an athlete gives their pain.
    PainSign, "sign" { Limp = "limp", NightPain = "night-pain", BoneTenderness = "bone-tenderness" }
}

/// A place that hurts, and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Ache {
    pub body_part: BodyPart,
    pub severity: PainSeverity,
}
