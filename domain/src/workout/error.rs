//! Why a workout's command is refused.

use jiff::civil::Date;

use crate::{
    ledger::Reason,
    vocabulary::{Sport, TimeZoneName},
};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkoutError {
    #[error("this workout isn't in the log; log it first")]
    Unknown,
    #[error("this workout belongs to another member; only they can change it")]
    NotYours,
    #[error("this workout is in the log already; correct it instead of logging it again")]
    AlreadyLogged,
    #[error("this workout is voided already; there is nothing left to do")]
    AlreadyVoided,
    #[error("this workout is voided; log it again instead of correcting it")]
    Voided,
    #[error("{0} hasn't come yet; log a workout once it is done")]
    Future(Date),
    #[error("{0} is before 1990; check the date")]
    TooOld(Date),
    #[error("there is no time zone \"{0}\"; use a name such as Europe/Prague")]
    UnknownTimeZone(TimeZoneName),
    #[error(
        "the workout starts on {actual} in its time zone, not on {given}; make start, time_zone and local_date agree"
    )]
    WrongDate { given: Date, actual: Date },
    #[error("a day of rest has no {0}; leave it out or choose another sport")]
    RestWith(&'static str),
    #[error("a multisport workout needs at least two legs; add them or choose one sport")]
    TooFewLegs,
    #[error("a {0} workout has no legs; leave them out or choose multisport")]
    UnexpectedLegs(Sport),
    #[error("a leg is a swim, a bike or a run, not {0}; choose one of the three")]
    LegOf(Sport),
    #[error("the legs last longer than the whole workout; check the durations")]
    LegsTooLong,
    #[error("the legs are longer than the whole workout; check the distances")]
    LegsTooFar,
    #[error("the average heart rate is above the maximum; check the two")]
    HeartRates,
    #[error("a workout has at most {max} {what}; leave some out")]
    TooMany { what: &'static str, max: usize },
}

impl Reason for WorkoutError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "workout.unknown",
            Self::NotYours => "workout.not-yours",
            Self::AlreadyLogged => "workout.already-logged",
            Self::AlreadyVoided => "workout.already-voided",
            Self::Voided => "workout.voided",
            Self::Future(_) => "workout.future",
            Self::TooOld(_) => "workout.too-old",
            Self::UnknownTimeZone(_) => "workout.unknown-time-zone",
            Self::WrongDate { .. } => "workout.wrong-date",
            Self::RestWith(_) => "workout.rest-with-effort",
            Self::TooFewLegs => "workout.too-few-legs",
            Self::UnexpectedLegs(_) => "workout.unexpected-legs",
            Self::LegOf(_) => "workout.leg-sport",
            Self::LegsTooLong => "workout.legs-too-long",
            Self::LegsTooFar => "workout.legs-too-far",
            Self::HeartRates => "workout.heart-rates",
            Self::TooMany { .. } => "workout.too-many",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::Future(_) | Self::TooOld(_) | Self::WrongDate { .. } => "local_date",
            Self::UnknownTimeZone(_) => "time_zone",
            Self::RestWith("distance") => "distance_m",
            Self::RestWith("power") => "avg_power",
            Self::RestWith("ascent") => "ascent_m",
            Self::RestWith(what) | Self::TooMany { what, .. } => what,
            Self::TooFewLegs | Self::UnexpectedLegs(_) | Self::LegOf(_) | Self::LegsTooLong | Self::LegsTooFar => {
                "legs"
            }
            Self::HeartRates => "avg_heart_rate",
            _ => return None,
        })
    }

    fn allowed(&self) -> Vec<String> {
        match self {
            Self::Future(_) => vec!["today or earlier".to_owned()],
            Self::TooOld(_) => vec!["1990-01-01 or later".to_owned()],
            Self::WrongDate { actual, .. } => vec![actual.to_string()],
            Self::UnknownTimeZone(_) => vec!["the IANA name of a time zone".to_owned()],
            Self::TooFewLegs => vec!["at least 2".to_owned()],
            Self::LegOf(_) => vec!["swim".to_owned(), "bike".to_owned(), "run".to_owned()],
            Self::TooMany { max, .. } => vec![format!("up to {max}")],
            _ => Vec::new(),
        }
    }
}
