//! What hurts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Member, MemberError, MemberEvent};
use crate::{
    dates,
    vocabulary::{BodyPart, InjurySeverity, PainSign, Text},
};

/// How an injury is, by the athlete's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InjuryReport {
    pub injury_id: Uuid,
    pub body_part: BodyPart,
    pub severity: InjurySeverity,
    /// Signs that weigh more than the number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<PainSign>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<500>>,
    /// The local day of which this is said.
    pub date: Date,
}

/// An injury as last reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Injury {
    pub report: InjuryReport,
    /// The day on which it was well.
    pub resolved: Option<Date>,
}

impl Member {
    /// The injuries that training has to heed.
    pub fn open_injuries(&self) -> impl Iterator<Item = &InjuryReport> {
        self.injuries.values().filter(|injury| injury.resolved.is_none()).map(|injury| &injury.report)
    }

    /// Another report of a body part that hurts already is about the same injury, whatever id it came with.
    pub(super) fn report_injury(
        &self,
        mut injury: InjuryReport,
        sent_on: Date,
    ) -> Result<Vec<MemberEvent>, MemberError> {
        check_date(injury.date, sent_on)?;
        injury.signs.sort_unstable();
        injury.signs.dedup();
        if let Some(open) = self.open_injuries().find(|open| open.body_part == injury.body_part) {
            injury.injury_id = open.injury_id;
            return Ok(if *open == injury { vec![] } else { vec![MemberEvent::InjuryReported { injury }] });
        }
        match self.injuries.get(&injury.injury_id) {
            Some(known) if known.resolved.is_some() => Err(MemberError::InjuryResolved),
            Some(_) => Err(MemberError::InjuryExists),
            None => Ok(vec![MemberEvent::InjuryReported { injury }]),
        }
    }

    pub(super) fn resolve_injury(
        &self,
        injury_id: Uuid,
        date: Date,
        sent_on: Date,
    ) -> Result<Vec<MemberEvent>, MemberError> {
        check_date(date, sent_on)?;
        match self.injuries.get(&injury_id) {
            None => Err(MemberError::UnknownInjury),
            Some(injury) if injury.resolved.is_some() => Err(MemberError::InjuryResolved),
            Some(_) => Ok(vec![MemberEvent::InjuryResolved { injury_id, date }]),
        }
    }
}

pub(super) fn check_date(date: Date, sent_on: Date) -> Result<(), MemberError> {
    if dates::is_future(date, sent_on) {
        Err(MemberError::Future(date))
    } else if dates::is_too_old(date) {
        Err(MemberError::TooOld(date))
    } else {
        Ok(())
    }
}
