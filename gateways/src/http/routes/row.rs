//! A row of the table.

use axum::routing::MethodRouter;
use domain::vocabulary::{Role, Scope};
use utoipa::openapi::{
    RefOr,
    path::{HttpMethod, Operation},
    schema::Schema,
};
use utoipa_axum::router::UtoipaMethodRouter;

use super::PREFIX;
use crate::http::{Http, access::Permission};

/// A route: where, how, for whom, and what is told of it.
pub(in crate::http) struct Row {
    pub method: HttpMethod,
    pub path: String,
    pub kind: Kind,
    pub handlers: MethodRouter<Http>,
    /// The one read model that answers are made of, where they are remembered.
    pub remembered: Option<&'static str>,
    pub operation: Operation,
    pub schemas: Vec<(String, RefOr<Schema>)>,
}

/// What a route does, and to whom it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) enum Kind {
    /// Asks for something to happen.
    Command(&'static [Role]),
    /// Asks what is.
    Query(&'static [Role]),
    /// Makes something that is no part of the ledger.
    Making(&'static [Role]),
    /// For anybody, without a token.
    Open,
}

impl Row {
    /// Answers to members about themselves hold until something happens to them: they follow from what this read model
    /// says of the member, the member's own day, and nothing else.
    pub(super) fn remembered(self, read_model: &'static str) -> Self {
        Self { remembered: Some(read_model), ..self }
    }

    pub(in crate::http) fn permission(&self) -> Option<Permission> {
        match self.kind {
            Kind::Command(roles) | Kind::Making(roles) => Some(Permission { roles, scope: Scope::Write }),
            Kind::Query(roles) => Some(Permission { roles, scope: Scope::Read }),
            Kind::Open => None,
        }
    }
}

pub(super) fn command(routes: UtoipaMethodRouter<Http>, roles: &'static [Role]) -> Row {
    row(routes, Kind::Command(roles), PREFIX)
}

pub(in crate::http) fn query(routes: UtoipaMethodRouter<Http>, roles: &'static [Role]) -> Row {
    row(routes, Kind::Query(roles), PREFIX)
}

pub(super) fn making(routes: UtoipaMethodRouter<Http>, roles: &'static [Role]) -> Row {
    row(routes, Kind::Making(roles), PREFIX)
}

/// A query for programs that expect it at a place of their own.
pub(super) fn outside(routes: UtoipaMethodRouter<Http>, roles: &'static [Role]) -> Row {
    row(routes, Kind::Query(roles), "")
}

pub(super) fn open(routes: UtoipaMethodRouter<Http>) -> Row {
    row(routes, Kind::Open, "")
}

/// Panics on a handler that isn't annotated with exactly one method: the program wouldn't start, nor would any test pass.
#[expect(clippy::expect_used, reason = "the table is fixed when the program is compiled")]
fn row((schemas, paths, handlers): UtoipaMethodRouter<Http>, kind: Kind, prefix: &str) -> Row {
    let (path, item) = paths.paths.into_iter().next().expect("an annotated handler has an address");
    let operations = [
        (HttpMethod::Get, item.get),
        (HttpMethod::Put, item.put),
        (HttpMethod::Post, item.post),
        (HttpMethod::Patch, item.patch),
        (HttpMethod::Delete, item.delete),
    ];
    let operation = operations.into_iter().find_map(|(method, operation)| Some((method, operation?)));
    let (method, operation) = operation.expect("an annotated handler has a method");
    Row { method, path: format!("{prefix}{path}"), kind, handlers, remembered: None, operation, schemas }
}
