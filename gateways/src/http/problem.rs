//! What went wrong, in one form for all routes: RFC 9457, with a stable code for programs.

use std::borrow::Cow;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use commands::BusError;
use nats::NatsError;
use pg::FoldError;
use serde::Serialize;
use utoipa::ToSchema;

pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was refused, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// The HTTP status again.
    pub status: u16,
    /// Stable, for programs: `workout.already-voided`.
    pub code: Cow<'static, str>,
    /// A sentence for people that says what to do.
    pub detail: String,
    /// The part of the request that is wrong, like `legs[1].sport`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What may stand there instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
    /// Seconds after which it may work.
    #[serde(skip)]
    pub retry_after_s: Option<u32>,
}

impl Problem {
    pub fn new(status: StatusCode, code: impl Into<Cow<'static, str>>, detail: impl Into<String>) -> Self {
        Self {
            status: status.as_u16(),
            code: code.into(),
            detail: detail.into(),
            field: None,
            allowed: Vec::new(),
            retry_after_s: None,
        }
    }

    /// Names the part that is wrong.
    #[must_use]
    pub fn at(self, field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..self }
    }

    #[must_use]
    pub fn allowing(self, allowed: impl IntoIterator<Item = String>) -> Self {
        Self { allowed: allowed.into_iter().collect(), ..self }
    }

    #[must_use]
    pub fn retry_after(self, seconds: u32) -> Self {
        Self { retry_after_s: Some(seconds), ..self }
    }

    /// Neither says whether it exists for somebody else.
    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", format!("there is no such {what}"))
    }

    /// Something that the ledger stands on doesn't answer. The cause is for the log, not for the caller.
    pub fn unavailable(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request could not be answered");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "the ledger can't answer right now; try again soon")
            .retry_after(1)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = self.retry_after_s;
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        Self::unavailable(&error)
    }
}

impl From<FoldError> for Problem {
    fn from(error: FoldError) -> Self {
        Self::unavailable(&error)
    }
}

impl From<NatsError> for Problem {
    fn from(error: NatsError) -> Self {
        Self::unavailable(&error)
    }
}

impl From<BusError> for Problem {
    fn from(error: BusError) -> Self {
        let (status, code) = match &error {
            BusError::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "request.too-large"),
            BusError::BadName { .. } | BusError::UnknownForm { .. } | BusError::Unwritable(_) => {
                (StatusCode::BAD_REQUEST, "request.invalid")
            }
            BusError::Nats(_) | BusError::NotYet { .. } => return Self::unavailable(&error),
        };
        Self::new(status, code, error.to_string())
    }
}
