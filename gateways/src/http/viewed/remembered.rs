//! Answers to members about themselves, remembered until something happens to them: whoever looks again at what hasn't
//! changed costs no query.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::{Request, State},
    http::{
        HeaderValue, Method, StatusCode,
        header::{CONTENT_TYPE, ETAG},
    },
    middleware::Next,
    response::Response,
};
use bytes::Bytes;
use jiff::civil::Date;
use lru::LruCache;
use pg::watch::{Edition, Moment};
use uuid::Uuid;

use super::{Local, told};
use crate::http::{
    Http, Problem,
    access::{About, Caller},
};

/// Of all answers together.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// Bigger ones are rare, and leave no room for others.
const LONGEST: usize = 128 * 1024;
/// What an answer takes beside its bytes, roughly.
const FRAME: usize = 400;

/// What was asked, and by whom: analysts among the members may be shown other ids than the rest.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Question {
    member: Uuid,
    sees_pseudonyms: bool,
    asked: String,
}

#[derive(Debug, Clone)]
struct Answer {
    /// Up to where the read model had come, at least.
    moment: Moment,
    edition: Edition,
    /// The member's day.
    today: Date,
    content_type: HeaderValue,
    tag: HeaderValue,
    bytes: Bytes,
}

impl Question {
    /// `None` for whatever isn't somebody's question about themselves, as of now.
    fn of(request: &Request) -> Option<Self> {
        let caller = request.extensions().get::<Caller>()?;
        let member = request.extensions().get::<About>()?.0;
        let asked = request.uri().path_and_query()?.as_str();
        let is_own = *request.method() == Method::GET && caller.member == Some(member);
        // Who waits for a position has just written something; what was is another answer than what is.
        let is_plain = is_own && !["min_position", "as_of"].iter().any(|moment| asked.contains(moment));
        is_plain.then(|| Self { member, sees_pseudonyms: caller.sees_pseudonyms(), asked: asked.to_owned() })
    }
}

/// Stands right before a handler that asks this one read model, and nothing but what it says of the member, and the
/// member's own day and settings.
pub(in crate::http) async fn remember(
    State((http, read_model)): State<(Http, &'static str)>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let Some(question) = Question::of(&request) else { return Ok(next.run(request).await) };
    let today = Local::of(&http, question.member).await?.today;
    let glance = http.watch.glance().await?;
    let Some(model) = glance.read_model(read_model) else { return Ok(next.run(request).await) };
    let holds = |answer: &Answer| {
        (answer.edition, answer.today) == (model.edition, today)
            && http.watch.none_since(answer.moment, question.member)
    };
    if let Some(answer) = http.answers.to(&question).filter(holds) {
        let Answer { bytes, content_type, tag, .. } = answer;
        return Ok(told::told(bytes, content_type, Some(tag), model.position));
    }
    let (mut parts, body) = next.run(request).await.into_parts();
    let (content_type, tag) = (parts.headers.get(CONTENT_TYPE).cloned(), parts.headers.get(ETAG).cloned());
    let is_short = body.size_hint().exact().is_some_and(|length| length <= LONGEST as u64);
    let (Some(content_type), Some(tag), StatusCode::OK, true) = (content_type, tag, parts.status, is_short) else {
        return Ok(Response::from_parts(parts, body));
    };
    let bytes = to_bytes(body, LONGEST).await.map_err(|error| Problem::unavailable(&error))?;
    let (moment, edition) = (glance.moment_of(model), model.edition);
    http.answers.keep(question, Answer { moment, edition, today, content_type, tag, bytes: bytes.clone() });
    parts.extensions.clear();
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

/// One for each process.
pub(in crate::http) struct Answers(Mutex<Kept>);

struct Kept {
    answers: LruCache<Question, Answer>,
    bytes: usize,
}

impl Answers {
    pub(in crate::http) fn new() -> Self {
        Self(Mutex::new(Kept { answers: LruCache::unbounded(), bytes: 0 }))
    }

    fn to(&self, question: &Question) -> Option<Answer> {
        self.lock().answers.get(question).cloned()
    }

    fn keep(&self, question: Question, answer: Answer) {
        let size = |question: &Question, answer: &Answer| FRAME + question.asked.len() + answer.bytes.len();
        let mut kept = self.lock();
        kept.bytes += size(&question, &answer);
        if let Some((question, before)) = kept.answers.push(question, answer) {
            kept.bytes -= size(&question, &before);
        }
        while kept.bytes > MOST_BYTES {
            let Some((question, oldest)) = kept.answers.pop_lru() else { break };
            kept.bytes -= size(&question, &oldest);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // A sum that a panicking thread left too large makes the memory smaller, never an answer wrong.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn no_more_is_remembered_than_there_is_room_for() {
        let kit = testkit::Ledger::new().await;
        let glance = pg::watch::Watch::new(kit.pool.clone()).glance().await.unwrap();
        let answer = Answer {
            moment: glance.moment(),
            edition: Edition::default(),
            today: jiff::civil::date(2026, 5, 3),
            content_type: HeaderValue::from_static("application/json"),
            tag: HeaderValue::from_static("\"tag\""),
            bytes: vec![b' '; LONGEST].into(),
        };
        let question = |number: usize| Question {
            member: Uuid::from_u128(1),
            sees_pseudonyms: false,
            asked: format!("/form?from={number}"),
        };
        let answers = Answers::new();
        let last = 2 * MOST_BYTES / LONGEST;
        for number in 0..=last {
            answers.keep(question(number), answer.clone());
            answers.keep(question(number), answer.clone());
        }
        let kept = answers.lock();
        let held: usize = kept.answers.iter().map(|(question, answer)| question.asked.len() + answer.bytes.len()).sum();
        assert!(held <= MOST_BYTES && held > MOST_BYTES / 2, "{held}");
        assert_eq!(kept.bytes, held + FRAME * kept.answers.len());
        assert!(kept.answers.contains(&question(last)) && !kept.answers.contains(&question(0)));
    }
}
