//! The signs that are looked for, how serious each is, and the key of the text that answers it.

use crate::vocabulary::words::words;

/// How a sign is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CareLevel {
    /// No hard session; see a clinician.
    Caution,
    /// Stop and call the local emergency number; the plan is suspended until a person clears it.
    Emergency,
}

impl CareLevel {
    /// Whether the plan stands still until a person clears it.
    pub const fn suspends_plan(self) -> bool {
        matches!(self, Self::Emergency)
    }
}

/// The key of the sentence that goes with every piece of advice on pain.
pub const NOT_MEDICAL_ADVICE: &str = "care.not-medical-advice";

words! {
    /// Something that an athlete wrote about their body or mind; emergencies first.
    Sign, "sign" {
        ChestPain = "chest-pain", Fainting = "fainting", BreathlessAtRest = "breathless-at-rest",
        HeatConfusion = "heat-confusion", RacingHeart = "racing-heart", Stroke = "stroke", SelfHarm = "self-harm",
        Dizziness = "dizziness", Fever = "fever", LongPain = "long-pain", Pregnancy = "pregnancy",
        NewMedicine = "new-medicine",
    }
}

impl Sign {
    pub const fn level(self) -> CareLevel {
        match self {
            Self::ChestPain
            | Self::Fainting
            | Self::BreathlessAtRest
            | Self::HeatConfusion
            | Self::RacingHeart
            | Self::Stroke
            | Self::SelfHarm => CareLevel::Emergency,
            Self::Dizziness | Self::Fever | Self::LongPain | Self::Pregnancy | Self::NewMedicine => CareLevel::Caution,
        }
    }

    /// The key of the fixed text that answers this sign, in every language.
    pub const fn message_key(self) -> &'static str {
        match self {
            Self::ChestPain => "care.emergency.chest-pain",
            Self::Fainting => "care.emergency.fainting",
            Self::BreathlessAtRest => "care.emergency.breathless-at-rest",
            Self::HeatConfusion => "care.emergency.heat-confusion",
            Self::RacingHeart => "care.emergency.racing-heart",
            Self::Stroke => "care.emergency.stroke",
            Self::SelfHarm => "care.emergency.self-harm",
            Self::Dizziness => "care.caution.dizziness",
            Self::Fever => "care.caution.fever",
            Self::LongPain => "care.caution.long-pain",
            Self::Pregnancy => "care.caution.pregnancy",
            Self::NewMedicine => "care.caution.new-medicine",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_has_its_own_message() {
        let keys: std::collections::BTreeSet<_> = Sign::ALL.iter().map(|sign| sign.message_key()).collect();
        assert_eq!(keys.len(), Sign::ALL.len());
    }

    #[test]
    fn keys_tell_their_level_and_emergencies_come_first() {
        for sign in Sign::ALL {
            let level = if sign.level().suspends_plan() { "care.emergency." } else { "care.caution." };
            assert!(sign.message_key().starts_with(level));
        }
        assert!(Sign::ALL.is_sorted_by_key(|sign| std::cmp::Reverse(sign.level())));
    }
}
