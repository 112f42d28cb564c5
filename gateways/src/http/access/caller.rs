//! Who is asking. A handler takes these two as arguments; the guard before it has put them there.

use std::collections::BTreeSet;

use axum::{extract::FromRequestParts, http::request::Parts};
use domain::{
    ledger::Actor,
    vocabulary::{Role, Scope},
};
use uuid::Uuid;

use crate::http::Problem;

/// Whoever the token belongs to, with what holds of them now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::http) struct Caller {
    /// The public half of the token.
    pub token: String,
    /// Absent for a program of its own.
    pub member: Option<Uuid>,
    pub roles: BTreeSet<Role>,
    pub scopes: BTreeSet<Scope>,
}

impl Caller {
    pub(in crate::http) fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// How the ledger names them as the cause of a command.
    pub(in crate::http) fn actor(&self) -> Actor {
        self.member.map_or_else(|| Actor::Token(self.token.clone()), Actor::Member)
    }

    /// Whether somebody else's training is all that they are shown: coaches, who needn't know what was said in chats, nor
    /// who somebody is elsewhere. Not so members themselves, and those who look after the ledger.
    pub(in crate::http) fn sees_training_alone_of(&self, member: Uuid) -> bool {
        self.member != Some(member) && !self.looks_after_the_ledger()
    }

    fn looks_after_the_ledger(&self) -> bool {
        [Role::Auditor, Role::Admin, Role::Owner].into_iter().any(|role| self.is(role))
    }

    /// Whether they see a pseudonym where somebody else's id would stand: analysts, unless they may look behind it.
    pub(in crate::http) fn sees_pseudonyms(&self) -> bool {
        self.is(Role::Analyst) && !self.scopes.contains(&Scope::Identities) && !self.looks_after_the_ledger()
    }
}

/// The member that the address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) struct About(pub(in crate::http) Uuid);

macro_rules! from_the_guard {
    ($($name:ident),+) => {$(
        impl<S: Send + Sync> FromRequestParts<S> for $name {
            type Rejection = Problem;
            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
                let known = parts.extensions.get::<Self>().cloned();
                known.ok_or_else(|| Problem::unavailable(&concat!("a route without a guard asks for ", stringify!($name))))
            }
        }
    )+};
}
from_the_guard!(Caller, About);
