//! What is asked for, and what comes back.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    history::AthleteHistory,
    plan::{PlanDraft, PlanKind},
    rubric::Report,
    rules::RuleRecord,
    vocabulary::RaceKind,
};

/// A plan to be made. The history is as of the day before `from`, with the readings of that morning.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    pub plan_id: Uuid,
    pub history: &'a AthleteHistory,
    pub kind: PlanKind,
    pub from: Date,
    /// What a season without a race in the calendar is to prepare for.
    pub goal: Option<RaceKind>,
}

/// A plan with the account of its making.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drafted {
    pub plan: PlanDraft,
    /// What each rule did, week by week, in order.
    pub record: Vec<RuleRecord>,
    pub score: Report,
}
