//! Signs of danger that the member wrote of. An emergency holds the plan until a person has cleared it.

use super::{Member, MemberEvent};
use crate::care::Sign;

impl Member {
    /// Signs that no person has cleared yet.
    pub fn open_signs(&self) -> impl Iterator<Item = Sign> {
        self.signs.iter().copied()
    }

    pub(super) fn raise_sign(&self, sign: Sign) -> Vec<MemberEvent> {
        if self.signs.contains(&sign) { vec![] } else { vec![MemberEvent::SignRaised { sign }] }
    }

    pub(super) fn clear_sign(&self, sign: Sign) -> Vec<MemberEvent> {
        if self.signs.contains(&sign) { vec![MemberEvent::SignCleared { sign }] } else { vec![] }
    }
}
