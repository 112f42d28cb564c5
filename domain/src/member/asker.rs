//! Whoever asks something about a member, as far as the member's own events don't say.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Member, Status};
use crate::{ledger::Actor, vocabulary::Role};

/// What is known of the person who asks, where they aren't the member.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asker {
    roles: BTreeSet<Role>,
}

impl Asker {
    /// Whoever is suspended has no say.
    pub fn of(member: &Member) -> Self {
        let roles = if member.status() == Status::Active { member.roles().clone() } else { BTreeSet::new() };
        Self { roles }
    }

    /// Whether a sign of danger may be cleared: by the ledger's own operator, or by somebody else who answers for the
    /// member. Nobody clears their own, whatever their roles, and no program does.
    pub(super) fn may_clear_signs(&self, actor: &Actor, of: Uuid) -> bool {
        let answers_for_others = [Role::Coach, Role::Admin, Role::Owner].iter().any(|role| self.roles.contains(role));
        match actor {
            Actor::System(_) => true,
            Actor::Token(_) => false,
            Actor::Member(id) => *id != of && answers_for_others,
        }
    }
}
