//! Figures about somebody, as an analyst is told them: every id in them is the pseudonym that events have for it too.

use axum::{
    body::{Body, to_bytes},
    http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use uuid::Uuid;

use super::Pseudonyms;
use crate::http::{Problem, viewed::tag_of};

/// Answers are made in memory as they are.
const MOST_BYTES: usize = 64 << 20;

pub(super) async fn hidden(response: Response, pseudonyms: &Pseudonyms) -> Response {
    let media_type = response.headers().get(CONTENT_TYPE).and_then(|media_type| media_type.to_str().ok());
    if media_type != Some("application/json") {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let rewritten = async {
        let bytes = to_bytes(body, MOST_BYTES).await.map_err(|error| Problem::unavailable(&error))?;
        let told = serde_json::from_slice(&bytes).map_err(|error| Problem::unavailable(&error))?;
        serde_json::to_vec(&changed(told, pseudonyms)).map_err(|error| Problem::unavailable(&error))
    };
    match rewritten.await {
        Ok(bytes) => {
            parts.headers.remove(CONTENT_LENGTH);
            // That of the plain answer would tell whoever guesses an id that it is the right one.
            if let Some(tag) = tag_of(&bytes) {
                parts.headers.insert(ETAG, tag);
            }
            Response::from_parts(parts, Body::from(bytes))
        }
        Err(problem) => problem.into_response(),
    }
}

fn changed(told: Value, pseudonyms: &Pseudonyms) -> Value {
    match told {
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, changed(value, pseudonyms))).collect(),
        Value::Array(items) => items.into_iter().map(|item| changed(item, pseudonyms)).collect(),
        Value::String(text) => match Uuid::try_parse(&text) {
            Ok(id) => Value::String(pseudonyms.of(id).to_string()),
            Err(_) => Value::String(text),
        },
        other => other,
    }
}
