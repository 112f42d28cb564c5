//! What comes unasked.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::{Member, MemberError, MemberEvent};

/// What a member said about messages that nobody asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reminder {
    /// Tomorrow's session, every evening at this time where the member lives.
    At(Time),
    /// Nothing at all.
    Off,
}

impl Reminder {
    pub(super) fn of(at: Option<Time>) -> Self {
        at.map_or(Self::Off, Self::At)
    }
}

impl Member {
    pub(super) fn choose_reminder(&self, at: Option<Time>) -> Result<Vec<MemberEvent>, MemberError> {
        let as_asked = self.reminder == Some(Reminder::of(at));
        Ok(if as_asked { vec![] } else { vec![MemberEvent::ReminderChosen { at }] })
    }
}
