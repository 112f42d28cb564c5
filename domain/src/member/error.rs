//! Why a member's command is refused.

use jiff::civil::Date;

use super::{
    ProfileField,
    profile::{MINUTES_OF_A_DAY, TRAINED},
};
use crate::{
    ledger::Reason,
    vocabulary::{OnboardingQuestion, TextError, TimeZoneName},
};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MemberError {
    #[error("you aren't a member yet; register first")]
    NotRegistered,
    #[error("you are a member already; there is no need to register again")]
    AlreadyRegistered,
    #[error("this member is suspended; an admin has to reinstate them first")]
    Suspended,
    #[error("this member was erased at their own wish; nothing can be done for them any more")]
    Forgotten,
    #[error("this member is suspended already")]
    AlreadySuspended,
    #[error("this member isn't suspended; there is nothing to reinstate")]
    NotSuspended,
    #[error("there is no time zone \"{0}\"; use a name such as Europe/Prague")]
    UnknownTimeZone(TimeZoneName),
    #[error("this is the member's last role; grant another one first, or suspend the member")]
    LastRole,
    #[error("the question about \"{0}\" can't be skipped; answer it")]
    NotSkippable(OnboardingQuestion),
    #[error("the question about \"{0}\" is still open; answer it first")]
    OnboardingIncomplete(OnboardingQuestion),
    #[error("the name can't be taken: {0}")]
    Name(TextError),
    #[error("a birth year of {given} doesn't fit; it must be between {earliest} and {latest} (age 10 to 120)")]
    BirthYear { given: i16, earliest: i16, latest: i16 },
    #[error("name at least one of swim, bike, run and strength as your sports, each once")]
    Sports,
    #[error("a day has 1440 minutes; give fewer minutes for it")]
    DayTooLong,
    #[error("the long run can't fall on the day without a long run; change one of the two")]
    LongRunDay,
    #[error("\"{0}\" can't be set and cleared at once; do one of the two")]
    SetAndCleared(ProfileField),
    #[error("no threshold is given; give at least one")]
    NoThresholds,
    #[error("heart rates must rise from resting to threshold to maximum; check the three")]
    HeartRates,
    #[error("{0} hasn't come yet; use today's date or an earlier one")]
    Future(Date),
    #[error("{0} is before 1990; check the date")]
    TooOld(Date),
    #[error("{0} is over; log what you did there as a workout")]
    RaceOver(Date),
    #[error("{0} is more than five years away; check the date")]
    RaceTooFarAway(Date),
    #[error("a target time is between 1 minute and 7 days; check it")]
    TargetTime,
    #[error("another race has this id already; use a new one, or move that race")]
    RaceExists,
    #[error("this race isn't in your calendar; add it first")]
    UnknownRace,
    #[error("this race is cancelled; add it again as a new one")]
    RaceCancelled,
    #[error("this injury isn't known; report it first")]
    UnknownInjury,
    #[error("this injury has healed already; if it hurts again, report it as a new one")]
    InjuryResolved,
    #[error("another injury has this id already; use a new one")]
    InjuryExists,
    #[error(
        "nobody clears a sign of danger for themselves; ask a coach, an admin or an owner to speak with you and clear it"
    )]
    NotYoursToClear,
}

impl Reason for MemberError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotRegistered => "member.not-registered",
            Self::AlreadyRegistered => "member.already-registered",
            Self::Suspended => "member.suspended",
            Self::Forgotten => "member.forgotten",
            Self::AlreadySuspended => "member.already-suspended",
            Self::NotSuspended => "member.not-suspended",
            Self::UnknownTimeZone(_) => "member.unknown-time-zone",
            Self::LastRole => "member.last-role",
            Self::NotSkippable(_) => "member.question-not-skippable",
            Self::OnboardingIncomplete(_) => "member.onboarding-incomplete",
            Self::Name(_) => "member.name",
            Self::BirthYear { .. } => "member.birth-year",
            Self::Sports => "member.sports",
            Self::DayTooLong => "member.day-too-long",
            Self::LongRunDay => "member.long-run-day",
            Self::SetAndCleared(_) => "member.set-and-cleared",
            Self::NoThresholds => "member.no-thresholds",
            Self::HeartRates => "member.heart-rates",
            Self::Future(_) => "member.future",
            Self::TooOld(_) => "member.too-old",
            Self::RaceOver(_) => "member.race-over",
            Self::RaceTooFarAway(_) => "member.race-too-far-away",
            Self::TargetTime => "member.target-time",
            Self::RaceExists => "member.race-exists",
            Self::UnknownRace => "member.unknown-race",
            Self::RaceCancelled => "member.race-cancelled",
            Self::UnknownInjury => "member.unknown-injury",
            Self::InjuryResolved => "member.injury-resolved",
            Self::NotYoursToClear => "member.sign-not-yours-to-clear",
            Self::InjuryExists => "member.injury-exists",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::UnknownTimeZone(_) => "time_zone",
            Self::NotSkippable(_) => "answer",
            Self::Name(_) => "set.name",
            Self::BirthYear { .. } => "set.birth_year",
            Self::Sports => "set.sports",
            Self::DayTooLong => "set.availability",
            Self::LongRunDay => "set.long_run_day",
            Self::SetAndCleared(_) => "clear",
            Self::NoThresholds | Self::HeartRates => "thresholds",
            Self::Future(_) | Self::TooOld(_) | Self::RaceOver(_) | Self::RaceTooFarAway(_) => "date",
            Self::TargetTime => "target_time_s",
            _ => return None,
        })
    }

    fn allowed(&self) -> Vec<String> {
        match self {
            Self::UnknownTimeZone(_) => vec!["the IANA name of a time zone".to_owned()],
            Self::BirthYear { earliest, latest, .. } => vec![format!("{earliest} to {latest}")],
            Self::Sports => TRAINED.iter().map(ToString::to_string).collect(),
            Self::DayTooLong => vec![format!("up to {MINUTES_OF_A_DAY} minutes")],
            Self::Future(_) => vec!["today or earlier".to_owned()],
            Self::TooOld(_) => vec!["1990-01-01 or later".to_owned()],
            Self::RaceOver(_) => vec!["today or later".to_owned()],
            Self::RaceTooFarAway(_) => vec!["up to five years ahead".to_owned()],
            Self::TargetTime => vec!["60 to 604800".to_owned()],
            _ => Vec::new(),
        }
    }
}
