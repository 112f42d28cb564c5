//! Why a plan refuses.

use jiff::civil::Date;

use crate::{drafts::Refusal, ledger::Reason};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    #[error("there is no such plan; ask for a new one")]
    Unknown,
    #[error("this plan belongs to somebody else")]
    NotYours,
    #[error("this plan exists already; ask for another one")]
    AlreadyGenerated,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("a plan begins today or within a year; choose another first day than {0}")]
    Begins(Date),
    #[error("another plan has taken this one's place; look at today's plan")]
    Superseded,
    #[error("the plan has no such session; look at the week and choose one of its sessions")]
    UnknownSession,
    #[error("this session is done or skipped already; reopen it first")]
    Settled,
    #[error("{0} has passed or lies outside the plan; choose a day to come within it")]
    OutsidePlan(Date),
    #[error("a race stays where it is; move it in your race calendar")]
    Race,
    #[error("{0} would put two hard days side by side; choose a day with an easy one on both sides")]
    HardNeighbour(Date),
    #[error("{0} would leave no day off in seven; choose a day that has a session already")]
    NoRest(Date),
    #[error("what you told of {0} says: nothing hard then; choose a later day")]
    BodySaysNo(Date),
    #[error("what was done on {0} is near enough to what was planned; the days after it stay as they are")]
    NothingToAdjust(Date),
    #[error("there is no such proposal; ask for the adjustment again")]
    UnknownAdjustment,
    #[error("the sessions have changed since; ask for the adjustment again")]
    Outdated,
}

impl Reason for PlanError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "plan.unknown",
            Self::NotYours => "plan.not-yours",
            Self::AlreadyGenerated => "plan.already-generated",
            Self::Refused(refusal) => refusal.code(),
            Self::Begins(_) => "plan.first-day",
            Self::Superseded => "plan.superseded",
            Self::UnknownSession => "plan.unknown-session",
            Self::Settled => "plan.session-settled",
            Self::OutsidePlan(_) => "plan.outside",
            Self::Race => "plan.race-stays",
            Self::HardNeighbour(_) => "plan.hard-neighbour",
            Self::NoRest(_) => "plan.no-rest",
            Self::BodySaysNo(_) => "plan.body-says-no",
            Self::NothingToAdjust(_) => "plan.nothing-to-adjust",
            Self::UnknownAdjustment => "plan.unknown-adjustment",
            Self::Outdated => "plan.outdated-adjustment",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Begins(_) => Some("from"),
            Self::OutsidePlan(_) | Self::HardNeighbour(_) | Self::NoRest(_) | Self::BodySaysNo(_) => Some("to"),
            Self::NothingToAdjust(_) => Some("date"),
            Self::Refused(refusal) => refusal.field(),
            _ => None,
        }
    }

    fn allowed(&self) -> Vec<String> {
        match self {
            Self::Begins(_) => vec!["today or within a year".to_owned()],
            Self::OutsidePlan(_) => vec!["a day to come within the plan".to_owned()],
            Self::Refused(refusal) => refusal.allowed(),
            _ => Vec::new(),
        }
    }
}
