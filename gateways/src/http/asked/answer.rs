//! What became of a command, as it is told.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use commands::{BusError, Outcome, Verdict};
use domain::ledger::Rejection;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Answer;
use crate::http::{Problem, routes::PREFIX};

/// The command was carried out, and is on disk.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct Done {
    /// The command's key: the one that came with it, or one made up for it.
    pub command: String,
    /// The id of what it made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// The last position in the ledger that it led to; absent when nothing had to change. As `min_position` of a query it
    /// makes the query wait until it shows this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u64>,
    /// The first one, where it led to several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_position: Option<u64>,
}

/// The command is safe on the queue, and will be carried out.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct Pending {
    pub command: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// Where to ask what became of it.
    pub status_url: String,
}

impl Pending {
    pub(super) fn new(command: String, id: Option<Uuid>) -> Self {
        let status_url = format!("{PREFIX}/commands/{}", in_address(&command));
        Self { command, id, status_url }
    }
}

impl IntoResponse for Pending {
    fn into_response(self) -> Response {
        let location = self.status_url.clone();
        (StatusCode::ACCEPTED, [(header::LOCATION, location)], Json(self)).into_response()
    }
}

/// How far a command has come.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub(in crate::http) enum CommandStatus {
    /// On the queue.
    Pending,
    /// Carried out. The position is absent when nothing had to change.
    Accepted {
        #[serde(skip_serializing_if = "Option::is_none")]
        position: Option<u64>,
    },
    /// Against the rules.
    Rejected { problem: Problem },
    /// It could not be carried out; it waits for somebody to look at it.
    Failed { problem: Problem },
}

impl From<Verdict> for CommandStatus {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Accepted { last_position, .. } => Self::Accepted { position: last_position },
            Verdict::Rejected(rejection) => Self::Rejected { problem: refused(rejection) },
            Verdict::Failed { .. } => Self::Failed { problem: failed() },
        }
    }
}

pub(super) fn of(command: String, id: Option<Uuid>, verdict: Verdict) -> Answer {
    match verdict {
        Verdict::Accepted { first_position, last_position } => {
            let first_position = first_position.filter(|first| Some(*first) != last_position);
            Ok(Json(Done { command, id, position: last_position, first_position }).into_response())
        }
        Verdict::Rejected(rejection) => Err(refused(rejection)),
        Verdict::Failed { reason } => {
            tracing::error!(command, reason, "a command failed");
            Err(failed())
        }
    }
}

/// What became of a command, in a word for the metrics.
pub(super) fn word(outcome: &Result<Outcome, BusError>) -> &'static str {
    match outcome {
        Ok(Outcome { verdict: Verdict::Accepted { .. }, .. }) => "accepted",
        Ok(Outcome { verdict: Verdict::Rejected(_), .. }) => "rejected",
        Ok(Outcome { verdict: Verdict::Failed { .. }, .. }) => "failed",
        Err(BusError::NotYet { .. }) => "not-yet",
        Err(_) => "not-handed-in",
    }
}

fn failed() -> Problem {
    let detail = "the command could not be carried out; it is kept, and an operator can carry it out later";
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "command.failed", detail)
}

/// A rule's answer, with the status that fits it.
fn refused(Rejection { code, message, field, allowed }: Rejection) -> Problem {
    Problem { field, allowed, ..with_status(code, message) }
}

fn with_status(code: String, message: String) -> Problem {
    let (aggregate, reason) = code.split_once('.').unwrap_or((&code, ""));
    match reason {
        // Whether somebody else has one of that id is nobody's business.
        "not-yours" | "unknown" => Problem::not_found(aggregate),
        "not-registered" => Problem::not_found("member"),
        "suspended" => Problem::new(StatusCode::FORBIDDEN, code, message),
        reason if reason.starts_with("unknown-") && reason != "unknown-time-zone" => {
            Problem::new(StatusCode::NOT_FOUND, code, message)
        }
        reason if is_of_its_time(reason) => Problem::new(StatusCode::CONFLICT, code, message),
        _ => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, message),
    }
}

/// Not wrong in itself: what is there already stands against it.
fn is_of_its_time(reason: &str) -> bool {
    reason.starts_with("already-")
        || ["-exists", "-settled", "-cancelled", "-resolved", "-by-another"].iter().any(|end| reason.ends_with(end))
        || ["voided", "superseded", "outdated-adjustment", "last-role", "not-suspended", "not-claimed"]
            .contains(&reason)
}

/// A key in an address: it has only signs that can be printed, of which some mean something there.
fn in_address(key: &str) -> String {
    key.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
