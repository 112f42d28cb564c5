//! A query's answer.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::http::Problem;

/// The position up to which the answer shows the ledger.
const POSITION: HeaderName = HeaderName::from_static("ledger-position");

/// What is answered, and as of which position. The position stands in a header, so that an answer that hasn't changed
/// keeps its tag while the ledger moves on.
pub(in crate::http) struct Told<T> {
    pub(in crate::http) content: T,
    pub(in crate::http) position: u64,
}

impl<T: Serialize> IntoResponse for Told<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.content) {
            Ok(bytes) => tagged(bytes, "application/json", self.position),
            Err(error) => Problem::unavailable(&error).into_response(),
        }
    }
}

/// Bytes of any kind, with their tag. A client keeps them, and asks each time whether they are still right.
pub(in crate::http) fn tagged(bytes: Vec<u8>, content_type: &'static str, position: u64) -> Response {
    let tag = tag_of(&bytes);
    told(bytes.into(), HeaderValue::from_static(content_type), tag, position)
}

pub(in crate::http) fn tag_of(bytes: &[u8]) -> Option<HeaderValue> {
    let hash = Sha256::digest(bytes).iter().take(16).fold(0_u128, |hash, byte| hash << 8 | u128::from(*byte));
    HeaderValue::from_str(&format!("\"{hash:032x}\"")).ok()
}

pub(super) fn told(bytes: Bytes, content_type: HeaderValue, tag: Option<HeaderValue>, position: u64) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(POSITION, HeaderValue::from(position));
    if let Some(tag) = tag {
        headers.insert(header::ETAG, tag);
    }
    response
}
