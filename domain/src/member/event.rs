//! What happens to a member.

use jiff::civil::{Date, Time};
use uuid::Uuid;

use super::{InjuryReport, ProfileField};
use crate::{
    care::Sign,
    catalogue::events,
    vocabulary::{
        Consent, Language, OnboardingQuestion, Profile, Race, Role, Text, Thresholds, TimeZoneName, Units, WeekStart,
    },
};

events! {
    /// The history of one member.
    MemberEvent of "member" {
        /// A person became a member, with the role of an athlete. The stream's id is the member's id.
        MemberRegistered "1.0" {
            language: Language,
            time_zone: TimeZoneName,
            units: Units,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            name: Option<Text<100>>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            referral: Option<Text<64>>,
        }
        /// Parts of the profile took new values (`set`) or became empty (`clear`); only what differs is named.
        ProfileChanged "1.0" {
            #[serde(default, skip_serializing_if = "is_default")]
            set: Box<Profile>,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            clear: Vec<ProfileField>,
        }
        /// The member answered an onboarding question in these words, or skipped it (no answer). What follows from the
        /// answer has events of its own.
        OnboardingAnswered "1.0" {
            question: OnboardingQuestion,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            answer: Option<Text<500>>,
        }
        /// The member answered enough for a first plan.
        OnboardingCompleted "1.0" {}
        /// The member wants to be answered in this language.
        LanguageChosen "1.0" { language: Language }
        /// The member lives by this time zone from now on; days and workouts of before stay where they are.
        TimezoneChosen "1.0" { time_zone: TimeZoneName }
        /// The member wants to read quantities in these units.
        UnitsChosen "1.0" { units: Units }
        /// The member's weeks begin with this day wherever they are shown or added up.
        WeekStartChosen "1.0" { week_start: WeekStart }
        /// The member agreed to this; before that it must not be done.
        ConsentGiven "1.0" { consent: Consent }
        /// The member took the agreement back; it must not be done any more.
        ConsentWithdrawn "1.0" { consent: Consent }
        /// The member may do from now on what this role may do.
        RoleGranted "1.0" { role: Role }
        /// The member may no longer do what this role may do.
        RoleRevoked "1.0" { role: Role }
        /// The member is shut out, for this reason.
        MemberSuspended "1.0" { reason: Text<500> }
        /// The member may act again.
        MemberReinstated "1.0" {}
        /// A race is in the member's calendar.
        RaceAdded "1.0" { race: Race }
        /// A race takes place on another day.
        RaceMoved "1.0" { race_id: Uuid, from: Date, to: Date }
        /// The member won't race there.
        RaceCancelled "1.0" { race_id: Uuid }
        /// Something hurts. With the id of an open injury: this is how it is now.
        InjuryReported "1.0" { injury: InjuryReport }
        /// An injury has healed; training need not heed it any more.
        InjuryResolved "1.0" { injury_id: Uuid, date: Date }
        /// The member wrote of a sign of danger. Nothing hard is planned, and after an emergency nothing at all, until
        /// a person has cleared it.
        SignRaised "1.0" { sign: Sign }
        /// A person has looked at the sign with the member; training may go on.
        SignCleared "1.0" { sign: Sign }
        /// From this day on these thresholds hold; those not named stay as they were. Earlier days keep theirs.
        ThresholdsChanged "1.0" { effective: Date, thresholds: Thresholds }
        /// The member wants to be told of tomorrow's session at this time of the evening, by the clock where they live;
        /// without a time, nothing is to come unasked any more.
        ReminderChosen "1.0" {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            at: Option<Time>,
        }
        /// The member asked to be erased. They are shut out for good, and read models drop what they hold of them.
        MemberForgotten "1.0" {}
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
