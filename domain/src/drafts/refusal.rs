//! Why no plan is made, in words that say what to do.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    care::Sign,
    ledger::Reason,
    plan::PlanKind,
    vocabulary::{BodyPart, RaceKind},
};

/// A plan that would not be safe or not be any good is refused with its reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Refusal {
    #[error(
        "your plan is on hold because of what you wrote ({sign}): if it is there now, stop and call your local emergency \
         number; training goes on when a person has cleared it with you. This is not medical advice"
    )]
    OnHold { sign: Sign },
    #[error("no day of the week has twenty minutes for one of your sports; open at least one day and ask again")]
    NoUsableDay,
    #[error("{days} day a week can't prepare anyone for a {race}; open a second day, or ask for a plan of one week")]
    TooFewDays { days: u8, race: RaceKind },
    #[error(
        "the {race} on {date} is {weeks_left} weeks away, and a season for it needs {weeks_needed}; \
         ask for a plan of 14 days instead, which leads up to it from where you are"
    )]
    TooLateForSeason { race: RaceKind, date: Date, weeks_left: u16, weeks_needed: u16, offer: PlanKind },
    #[error(
        "your heaviest week of the last three was {minutes} minutes, and a tenth more is less than one session; \
         do an easy half hour when you feel like it, log it, and ask again"
    )]
    TooLittleToBuildOn { minutes: u32 },
    #[error(
        "with the {body_part} as it is, none of your days has a sport that would be safe; rest, have a clinician look \
         at it, or allow another sport on one of your days. This is not medical advice"
    )]
    InjuryLeavesNothing { body_part: BodyPart },
    #[error(
        "the race that this season leads to was moved or cancelled; ask for a new plan, which leads to where it is now"
    )]
    RaceChanged,
    #[error(
        "{minutes} minutes a week leave no room for the rhythm of hard, easy and light weeks that a season is made of; \
         ask for a plan of one week, or find an hour a week"
    )]
    TooLittleTime { minutes: u32 },
    #[error(
        "after what the day allows and what the last days were, these days are best spent resting; ask again on {ask_again}"
    )]
    NothingButRest { ask_again: Date },
    #[error(
        "no plan could be made that is good enough (it would fall short at: {shortcomings}); open more days or minutes"
    )]
    BelowTheBar { score_percent: u8, shortcomings: String },
}

impl Reason for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::OnHold { .. } => "plan.on-hold",
            Self::NoUsableDay => "plan.no-usable-day",
            Self::TooFewDays { .. } => "plan.too-few-days",
            Self::TooLateForSeason { .. } => "plan.too-late-for-season",
            Self::TooLittleToBuildOn { .. } => "plan.too-little-to-build-on",
            Self::InjuryLeavesNothing { .. } => "plan.injury-leaves-nothing",
            Self::NothingButRest { .. } => "plan.nothing-but-rest",
            Self::RaceChanged => "plan.race-changed",
            Self::TooLittleTime { .. } => "plan.too-little-time",
            Self::BelowTheBar { .. } => "plan.below-the-bar",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::TooFewDays { .. } | Self::TooLateForSeason { .. } | Self::TooLittleTime { .. } => Some("kind"),
            Self::NothingButRest { .. } => Some("from"),
            _ => None,
        }
    }

    fn allowed(&self) -> Vec<String> {
        match self {
            Self::TooFewDays { .. } | Self::TooLittleTime { .. } => vec![PlanKind::Week.to_string()],
            Self::TooLateForSeason { offer, .. } => vec![offer.to_string()],
            Self::NothingButRest { ask_again } => vec![format!("{ask_again} or later")],
            _ => Vec::new(),
        }
    }
}
