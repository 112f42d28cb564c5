//! How many requests an address and a token may make (draft-ietf-httpapi-ratelimit-headers, 03).
//!
//! `bucket` counts. A token is known here by the hash of what was presented: whoever guesses names spends nothing of
//! the token's owner, only of his own address.

mod bucket;

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header::AUTHORIZATION},
    middleware::Next,
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use super::{Guards, is_health};
use crate::http::Problem;

pub(super) use bucket::Buckets;
use bucket::Grant;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

pub(super) async fn by_address(State(guards): State<Guards>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(from)| key(from.ip()));
    let exempt = is_health(request.uri().path());
    match address.filter(|_| !exempt).and_then(|key| guards.addresses.take(key, Instant::now())) {
        None => next.run(request).await,
        Some(grant) => answer(grant, &guards, "address", request, next).await,
    }
}

pub(super) async fn by_token(State(guards): State<Guards>, request: Request, next: Next) -> Response {
    let token = request.headers().get(AUTHORIZATION).map(|presented| hash(presented.as_bytes()));
    match token.and_then(|key| guards.tokens.take(key, Instant::now())) {
        None => next.run(request).await,
        Some(grant) => answer(grant, &guards, "token", request, next).await,
    }
}

async fn answer(grant: Grant, guards: &Guards, whose: &'static str, request: Request, next: Next) -> Response {
    let mut response = if grant.allowed {
        next.run(request).await
    } else {
        guards.measures.refused(whose);
        let detail = format!("this {whose} made too many requests; try again in {} s", grant.wait_s);
        let wait_s = u32::try_from(grant.wait_s).unwrap_or(u32::MAX);
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", detail).retry_after(wait_s).into_response()
    };
    // Of two limits the one that is nearer is told.
    let headers = response.headers_mut();
    let told = headers.get(REMAINING).and_then(|left| left.to_str().ok()?.parse::<u64>().ok());
    if told.is_none_or(|told| grant.remaining < told) {
        headers.insert(LIMIT, HeaderValue::from(grant.limit));
        headers.insert(REMAINING, HeaderValue::from(grant.remaining));
        headers.insert(RESET, HeaderValue::from(grant.full_in_s));
    }
    response
}

/// A household has one IPv4 address and a whole /64 of IPv6.
fn key(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(four) => u128::from(u32::from(four)),
        IpAddr::V6(six) => u128::from(six) >> 64 << 64,
    }
}

fn hash(presented: &[u8]) -> u128 {
    let digest = Sha256::digest(presented);
    digest.iter().take(16).fold(0, |hash, byte| hash << 8 | u128::from(*byte))
}
