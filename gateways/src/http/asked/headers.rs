//! What the headers of a command say.

use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};

use crate::http::Problem;

pub(in crate::http) const IDEMPOTENCY_KEY: &str = "Idempotency-Key";
pub(in crate::http) const PREFER: &str = "Prefer";

const LONGEST_KEY: usize = 100;
/// Long enough for anything but trouble.
const WAIT: Duration = Duration::from_secs(10);
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The client's own name for the command, if it gave one.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let mut keys = headers.get_all(IDEMPOTENCY_KEY).iter();
    let Some(key) = keys.next() else { return Ok(None) };
    let is_only = keys.next().is_none();
    match key.to_str().ok().filter(|key| is_only && is_key(key)) {
        Some(key) => Ok(Some(key.to_owned())),
        None => {
            let detail = format!("a key has 1 to {LONGEST_KEY} letters, digits and signs, no blanks and no slashes");
            Err(Problem::new(StatusCode::BAD_REQUEST, "idempotency.key", detail).at(IDEMPOTENCY_KEY))
        }
    }
}

/// Whether it can name a command.
pub(in crate::http) fn is_key(key: &str) -> bool {
    (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'/')
}

/// How long the client wants to wait for the outcome (RFC 7240); what isn't understood is left alone, as it asks for.
pub(super) fn wait(headers: &HeaderMap) -> Duration {
    let preferences = headers.get_all(PREFER).into_iter().filter_map(|value| value.to_str().ok());
    for preference in preferences.flat_map(|value| value.split([',', ';'])).map(str::trim) {
        if preference.eq_ignore_ascii_case("respond-async") {
            return Duration::ZERO;
        }
        if let Some(seconds) = preference.strip_prefix("wait=").and_then(|seconds| seconds.parse().ok()) {
            return Duration::from_secs(seconds).min(LONGEST_WAIT);
        }
    }
    WAIT
}

/// The caller's place in a trace, if it has the form that W3C gives it.
pub(super) fn traceparent(headers: &HeaderMap) -> Option<String> {
    let text = headers.get("traceparent")?.to_str().ok()?;
    let mut lengths = text.split('-').map(|part| (part.len(), part.bytes().all(|byte| byte.is_ascii_hexdigit())));
    let is_one = [2, 32, 16, 2].into_iter().all(|length| lengths.next() == Some((length, true)));
    (is_one && lengths.next().is_none()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())])
    }

    #[test]
    fn a_preference_is_taken_up_to_the_limit() {
        assert_eq!(wait(&HeaderMap::new()), WAIT);
        assert_eq!(wait(&with("prefer", "handling=lenient, wait=3")), Duration::from_secs(3));
        assert_eq!(wait(&with("prefer", "wait=86400")), LONGEST_WAIT);
        assert_eq!(wait(&with("prefer", "respond-async")), Duration::ZERO);
        assert_eq!(wait(&with("prefer", "wait=soon")), WAIT);
    }

    #[test]
    fn a_key_is_kept_within_limits() {
        let key = |text: &str| idempotency_key(&with("idempotency-key", text));
        assert_eq!(key("run-2026-05-03").unwrap().unwrap(), "run-2026-05-03");
        for wrong in ["", "a b", "a/b", &"a".repeat(101)] {
            assert_eq!(key(wrong).unwrap_err().status, 400);
        }
        let mut two = with("idempotency-key", "one");
        two.append(IDEMPOTENCY_KEY, "other".parse().unwrap());
        assert_eq!(idempotency_key(&two).unwrap_err().status, 400, "which of them is meant, nobody knows");
    }

    #[test]
    fn only_a_traceparent_of_the_known_form_is_passed_on() {
        let known = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assert_eq!(traceparent(&with("traceparent", known)).unwrap(), known);
        assert_eq!(traceparent(&with("traceparent", "00-4bf92f35-00f067aa0ba902b7-01")), None);
    }
}
