//! Why a command was refused, in a form that travels.

use serde::{Deserialize, Serialize};

/// What every aggregate's error can say of itself beside its sentence.
pub trait Reason: std::error::Error {
    /// Stable, for programs: `workout.already-voided`.
    fn code(&self) -> &'static str;

    /// Which part of what was asked for is wrong, where one is.
    fn field(&self) -> Option<&'static str> {
        None
    }

    /// What may stand there instead, where a limit says so.
    fn allowed(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A refused command: a code for programs and a sentence for people that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    pub code: String,
    pub message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
}

impl<R: Reason> From<R> for Rejection {
    fn from(reason: R) -> Self {
        Self {
            code: reason.code().to_owned(),
            message: reason.to_string(),
            field: reason.field().map(str::to_owned),
            allowed: reason.allowed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        drafts::Refusal,
        fatigue_day::FatigueDayError,
        member::MemberError,
        plan::{PlanError, PlanKind},
        vocabulary::{RaceKind, Sport, TimeZoneName},
        workout::WorkoutError,
    };

    /// One of each error that comes from a limit.
    fn limits() -> Vec<Rejection> {
        let (day, zone) = (date(2026, 5, 3), TimeZoneName::try_new("Europe/Nowhere").unwrap());
        let too_late = Refusal::TooLateForSeason {
            race: RaceKind::Marathon,
            date: day,
            weeks_left: 3,
            weeks_needed: 12,
            offer: PlanKind::Block,
        };
        vec![
            MemberError::UnknownTimeZone(zone.clone()).into(),
            MemberError::BirthYear { given: 1800, earliest: 1906, latest: 2016 }.into(),
            MemberError::Sports.into(),
            MemberError::DayTooLong.into(),
            MemberError::Future(day).into(),
            MemberError::TooOld(day).into(),
            MemberError::RaceOver(day).into(),
            MemberError::RaceTooFarAway(day).into(),
            MemberError::TargetTime.into(),
            WorkoutError::Future(day).into(),
            WorkoutError::TooOld(day).into(),
            WorkoutError::UnknownTimeZone(zone).into(),
            WorkoutError::WrongDate { given: day, actual: day }.into(),
            WorkoutError::TooFewLegs.into(),
            WorkoutError::LegOf(Sport::Strength).into(),
            WorkoutError::TooMany { what: "tags", max: 20 }.into(),
            FatigueDayError::Future(day).into(),
            FatigueDayError::TooOld(day).into(),
            PlanError::Begins(day).into(),
            PlanError::OutsidePlan(day).into(),
            PlanError::Refused(too_late).into(),
            PlanError::Refused(Refusal::TooFewDays { days: 1, race: RaceKind::Marathon }).into(),
            PlanError::Refused(Refusal::TooLittleTime { minutes: 30 }).into(),
            PlanError::Refused(Refusal::NothingButRest { ask_again: day }).into(),
        ]
    }

    #[test]
    fn every_limit_names_the_field_and_what_may_stand_there() {
        for Rejection { code, field, allowed, .. } in limits() {
            assert!(field.is_some(), "{code} names no field");
            assert!(!allowed.is_empty() && allowed.iter().all(|one| !one.is_empty()), "{code} allows nothing");
        }
    }

    #[test]
    fn a_rejection_that_was_written_before_is_still_read() {
        let old = r#"{"code":"workout.voided","message":"it is voided"}"#;
        let read: Rejection = serde_json::from_str(old).unwrap();
        assert_eq!((&read.field, read.allowed.len()), (&None, 0));
        assert_eq!(serde_json::to_string(&read).unwrap(), old);
    }
}
