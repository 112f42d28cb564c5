//! How the athlete woke up.

use serde::{Deserialize, Serialize};

use crate::vocabulary::Readiness;

/// The part of a day's fatigue reading that the planner heeds. What was not said never counts as bad.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reading {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readiness: Option<Readiness>,
    pub ill: bool,
}

impl Reading {
    /// Too tired or too ill for a hard session: readiness 1 or 2, or illness.
    pub fn forbids_hard(self) -> bool {
        self.ill || self.readiness.is_some_and(|readiness| readiness.get() <= 2)
    }

    /// So tired that even an easy session is to be shortened.
    pub fn exhausted(self) -> bool {
        self.readiness.is_some_and(|readiness| readiness.get() == 1)
    }
}
