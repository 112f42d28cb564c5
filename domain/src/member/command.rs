//! What can be asked of a member. The member is the subject of the envelope.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{InjuryReport, ProfileField};
use crate::{
    care::Sign,
    vocabulary::{
        Consent, Language, OnboardingQuestion, Profile, Race, Role, Text, Thresholds, TimeZoneName, Units, WeekStart,
    },
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum MemberCommand {
    /// A person becomes a member. Comes before everything else.
    Register {
        language: Language,
        time_zone: TimeZoneName,
        units: Units,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<Text<100>>,
        /// What brought them here: the argument of a `/start` link.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        referral: Option<Text<64>>,
    },
    /// Changes the given parts of the profile, empties the named ones, leaves the others.
    ChangeProfile {
        #[serde(default)]
        set: Box<Profile>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        clear: Vec<ProfileField>,
    },
    /// Keeps the answer to an onboarding question; no answer means that it was skipped.
    AnswerOnboarding {
        question: OnboardingQuestion,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<Text<500>>,
    },
    CompleteOnboarding {},
    ChooseLanguage {
        language: Language,
    },
    ChooseTimezone {
        time_zone: TimeZoneName,
    },
    ChooseUnits {
        units: Units,
    },
    ChooseWeekStart {
        week_start: WeekStart,
    },
    GiveConsent {
        consent: Consent,
    },
    WithdrawConsent {
        consent: Consent,
    },
    GrantRole {
        role: Role,
    },
    RevokeRole {
        role: Role,
    },
    /// Shuts the member out; only reinstating works from then on.
    Suspend {
        reason: Text<500>,
    },
    Reinstate {},
    AddRace {
        race: Race,
    },
    MoveRace {
        race_id: Uuid,
        date: Date,
    },
    CancelRace {
        race_id: Uuid,
    },
    /// Something hurts, or hurts more or less than before.
    ReportInjury {
        injury: InjuryReport,
    },
    /// It has healed.
    ResolveInjury {
        injury_id: Uuid,
        /// The local day on which it was well.
        date: Date,
    },
    /// The member wrote of a sign of danger.
    RaiseSign {
        sign: Sign,
    },
    /// A person has looked at it with the member: training may go on.
    ClearSign {
        sign: Sign,
    },
    /// Sets thresholds from a day on; what isn't given stays as it was.
    ChangeThresholds {
        effective: Date,
        thresholds: Thresholds,
    },
    /// Tell of tomorrow's session at this time of the evening; without a time, tell nothing unasked.
    ChooseReminder {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Time>,
    },
    /// Erase me. There is no way back.
    Forget {},
}

impl MemberCommand {
    /// Whether the member is likely to have no events yet.
    pub const fn begins(&self) -> bool {
        matches!(self, Self::Register { .. })
    }
}
