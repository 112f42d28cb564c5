//! What it takes to use a route.

use axum::http::StatusCode;
use domain::vocabulary::{Role, Scope};

use super::Caller;
use crate::http::Problem;

/// A row's right-hand side: one of these roles, and a token with this scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) struct Permission {
    pub roles: &'static [Role],
    pub scope: Scope,
}

impl Permission {
    pub(super) fn check(self, caller: &Caller) -> Result<(), Problem> {
        if !caller.scopes.contains(&self.scope) {
            let detail = format!("this token may not {}; use one with the scope {0}", self.scope);
            return Err(Problem::new(StatusCode::FORBIDDEN, "access.scope", detail).allowing([self.scope.to_string()]));
        }
        if !self.roles.iter().any(|role| caller.is(*role)) {
            let detail = "this is not for your role; ask an admin if you need it";
            let allowed = self.roles.iter().map(ToString::to_string);
            return Err(Problem::new(StatusCode::FORBIDDEN, "access.role", detail).allowing(allowed));
        }
        Ok(())
    }
}
