//! Who a request is, from its first byte to the events it leads to: an id, and a place in a trace
//! (W3C Trace Context, level 1).

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::Instrument;
use uuid::Uuid;

use super::{Guards, UNMATCHED};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
/// The target whose level `TRACE` whoever collects traces turns on: a span has its status only then, for each field that
/// comes late makes the log write out the whole span again.
pub const TRACES: &str = "paceledger::traces";
const LONGEST_ID: usize = 64;

#[derive(Debug, Clone, PartialEq, Eq)]
struct RequestContext {
    /// The caller's own, or a new one.
    request_id: String,
    /// What the events are to carry: the caller's trace, in which this request is a span.
    traceparent: String,
    /// The span that the caller was in.
    parent: Option<String>,
}

impl RequestContext {
    fn of(headers: &HeaderMap, id: Uuid) -> Self {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let request_id = text(REQUEST_ID).filter(|id| is_plain(id)).map_or_else(|| id.to_string(), str::to_owned);
        // The last half of a version 7 id is random.
        let span = format!("{:016x}", id.as_u64_pair().1);
        match text(TRACEPARENT).and_then(taken_apart) {
            Some((trace, parent, flags)) => {
                Self { request_id, traceparent: format!("00-{trace}-{span}-{flags}"), parent: Some(parent.to_owned()) }
            }
            None => Self { request_id, traceparent: format!("00-{}-{span}-01", id.simple()), parent: None },
        }
    }
}

/// What can stand in a log and in a header as it is.
fn is_plain(id: &str) -> bool {
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b))
}

/// Trace, span and flags of version 00; all zeros are no id.
fn taken_apart(traceparent: &str) -> Option<(&str, &str, &str)> {
    let mut parts = traceparent.split('-');
    let (version, trace, span, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let is_hex = |text: &str, length| {
        text.len() == length && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    };
    let is_id = |text: &str, length| is_hex(text, length) && text.bytes().any(|b| b != b'0');
    let fits = version == "00" && is_id(trace, 32) && is_id(span, 16) && is_hex(flags, 2) && parts.next().is_none();
    fits.then_some((trace, span, flags))
}

pub(super) async fn enter(State(guards): State<Guards>, mut request: Request, next: Next) -> Response {
    let context = RequestContext::of(request.headers(), (guards.new_id)());
    let route = request.extensions().get::<MatchedPath>();
    let span = tracing::info_span!(
        "request",
        request_id = %context.request_id,
        traceparent = %context.traceparent,
        parent = context.parent.as_deref(),
        method = %request.method(),
        route = route.map_or(UNMATCHED, MatchedPath::as_str),
        status = tracing::field::Empty,
    );
    // Routes read it as if the caller had sent it, and pass it on to the events.
    if let Ok(traceparent) = HeaderValue::from_str(&context.traceparent) {
        request.headers_mut().insert(TRACEPARENT, traceparent);
    }
    let mut response = next.run(request).instrument(span.clone()).await;
    if tracing::enabled!(target: TRACES, tracing::Level::TRACE) {
        span.record("status", response.status().as_u16());
    }
    for (name, value) in [(REQUEST_ID, &context.request_id), (TRACEPARENT, &context.traceparent)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);

    fn of(headers: &[(HeaderName, &'static str)]) -> RequestContext {
        RequestContext::of(&headers.iter().cloned().map(|(n, v)| (n, HeaderValue::from_static(v))).collect(), ID)
    }

    #[test]
    fn a_request_without_a_trace_begins_one() {
        let context = of(&[]);
        assert_eq!(context.request_id, ID.to_string());
        assert_eq!(context.traceparent, "00-01900000000070008000000000000001-8000000000000001-01");
        assert!(taken_apart(&context.traceparent).is_some());
    }

    #[test]
    fn a_request_within_a_trace_stays_in_it_as_a_span_of_its_own() {
        let context = of(&[(TRACEPARENT, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00")]);
        assert_eq!(context.traceparent, "00-4bf92f3577b34da6a3ce929d0e0e4736-8000000000000001-00");
        assert_eq!(context.parent.as_deref(), Some("00f067aa0ba902b7"));
    }

    #[test]
    fn what_is_no_trace_or_no_plain_id_is_not_taken_over() {
        for wrong in ["", "00-0-0-0", "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"] {
            assert!(of(&[(TRACEPARENT, wrong)]).traceparent.ends_with("-8000000000000001-01"), "{wrong}");
        }
        assert_eq!(of(&[(REQUEST_ID, "two words")]).request_id, ID.to_string());
        assert_eq!(of(&[(REQUEST_ID, "mine-1")]).request_id, "mine-1");
    }
}
