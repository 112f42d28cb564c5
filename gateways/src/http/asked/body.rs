//! The body of a command: JSON that says nothing that isn't understood.

use axum::{
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use bytes::Bytes;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::error::Category;
use utoipa::ToSchema;

use crate::http::{Http, Problem};

/// For commands that say everything in their address. The body may be left out.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct Nothing {}

pub(super) async fn read<T: DeserializeOwned>(request: Request, http: &Http) -> Result<(Bytes, T), Problem> {
    let is_json = is_json(request.headers());
    if request
        .headers()
        .get(header::CONTENT_ENCODING)
        .is_some_and(|how| !how.as_bytes().eq_ignore_ascii_case(b"identity"))
    {
        let detail = "send the body as it is; compressed ones aren't unpacked";
        return Err(
            Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.content-encoding", detail).at("Content-Encoding")
        );
    }
    let bytes = Bytes::from_request(request, http).await.map_err(|error| {
        let code =
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE { "request.too-large" } else { "request.cut-off" };
        Problem::new(error.status(), code, error.body_text())
    })?;
    if bytes.is_empty() {
        return Ok((bytes, parse(b"{}")?));
    }
    if !is_json {
        let detail = "send JSON: Content-Type: application/json (curl --json does)";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.content-type", detail)
            .at("Content-Type")
            .allowing(["application/json".to_owned()]));
    }
    let body = parse(&bytes)?;
    Ok((bytes, body))
}

fn is_json(headers: &HeaderMap) -> bool {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = given.and_then(|value| value.split(';').next()).map(str::trim);
    essence.is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let parsed = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let field = Some(error.path().to_string()).filter(|path| path != ".");
        problem(error.inner(), field)
    });
    let body = parsed?;
    reader.end().map_err(|error| problem(&error, None))?;
    Ok(body)
}

fn problem(error: &serde_json::Error, field: Option<String>) -> Problem {
    let (status, code) = match error.classify() {
        Category::Data => (StatusCode::UNPROCESSABLE_ENTITY, "request.invalid"),
        _ => (StatusCode::BAD_REQUEST, "request.not-json"),
    };
    let message = error.to_string();
    let allowed = allowed(&message);
    let field = match (field, missing(&message)) {
        (Some(place), Some(name)) => Some(format!("{place}.{name}")),
        (place, name) => place.or(name),
    };
    let problem = Problem { field, ..Problem::new(status, code, message) };
    problem.allowing(allowed)
}

/// What isn't there has no place of its own; serde's message names it.
fn missing(message: &str) -> Option<String> {
    message.strip_prefix("missing field `")?.split('`').next().map(str::to_owned)
}

/// The words that serde's message offers instead: "unknown variant `x`, expected `a` or `b`".
pub(in crate::http) fn allowed(message: &str) -> Vec<String> {
    if let Some(limits) = limits(message) {
        return vec![limits];
    }
    let Some((_, offered)) = message.split_once(", expected ") else { return Vec::new() };
    offered.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A quantity's own: "a distance must be between 50 and 1000000 metres, not 3".
fn limits(message: &str) -> Option<String> {
    let (_, told) = message.split_once(" must be between ")?;
    let (limits, _) = told.rsplit_once(", not ")?;
    let (least, most) = limits.split_once(" and ")?;
    Some(format!("{least} to {most}"))
}

#[cfg(test)]
mod tests {
    use domain::workout::WorkoutFacts;

    use super::*;

    #[test]
    fn what_is_wrong_is_named_with_its_place_and_what_may_stand_there() {
        let race = r#"{"sport":"run","start":"2026-05-03T06:30:00Z","time_zone":"Europe/Prague",
            "local_date":"2026-05-03","duration":{"elapsed_s":3600},"race":{"kind":"42"}}"#;
        let problem = parse::<WorkoutFacts>(race.as_bytes()).unwrap_err();
        assert_eq!(
            (problem.status, problem.code.as_ref(), problem.field.as_deref()),
            (422, "request.invalid", Some("race.kind"))
        );
        assert!(problem.allowed.contains(&"marathon".to_owned()), "{problem:?}");
        let far = race.replace(r#""race":{"kind":"42"}"#, r#""distance_m":3"#);
        let problem = parse::<WorkoutFacts>(far.as_bytes()).unwrap_err();
        assert_eq!(
            (problem.field.as_deref(), &problem.allowed[..]),
            (Some("distance_m"), &["50 to 1000000 metres".to_owned()][..])
        );
        let problem = parse::<Nothing>(br#"{"hurry":true}"#).unwrap_err();
        assert_eq!((problem.status, problem.field.as_deref()), (422, Some("hurry")));
        assert_eq!(parse::<Nothing>(b"{} and more").unwrap_err().code, "request.not-json");
        assert_eq!(parse::<Nothing>(b"{").unwrap_err().status, 400);
    }
}
