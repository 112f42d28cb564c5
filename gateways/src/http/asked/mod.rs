//! A command on its way in, and what is answered to it.

mod answer;
mod body;
mod headers;
mod keys;
mod said;

use std::time::Duration;

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use commands::{
    BusError, Outcome, Verdict,
    keys::{Fingerprint, Key},
};
use domain::{Command, ledger::CommandEnvelope};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub(super) use answer::{CommandStatus, Done, Pending};
pub(super) use body::{Nothing, allowed};
pub(super) use headers::{IDEMPOTENCY_KEY, PREFER, is_key};
pub(super) use keys::forget_keys;
pub(super) use said::Said;

use super::{
    Http, Problem,
    access::{About, Caller},
};

const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// What handlers of commands give back.
pub(super) type Answer = Result<Response, Problem>;

/// A command's request, read: a handler makes a command of the body and has it carried out.
pub(super) struct Asked<T> {
    http: Http,
    pub(super) caller: Caller,
    about: Option<Uuid>,
    /// The client's own name for the command, or one made up for it.
    key: String,
    /// Only for a key of the client's own.
    fingerprint: Option<Fingerprint>,
    wait: Duration,
    traceparent: Option<String>,
    sent_at: Timestamp,
    pub(super) body: T,
}

impl<T: DeserializeOwned> FromRequest<Http> for Asked<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, http: &Http) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, http).await?;
        let about = parts.extensions.get::<About>().map(|about| about.0);
        let given = headers::idempotency_key(&parts.headers)?;
        let wait = headers::wait(&parts.headers);
        let traceparent = headers::traceparent(&parts.headers);
        let place = format!("{} {}\n", parts.method, parts.uri);
        let (bytes, body) = body::read(Request::from_parts(parts, body), http).await?;
        let fingerprint =
            given.is_some().then(|| Sha256::new().chain_update(place).chain_update(&bytes).finalize().into());
        Ok(Self {
            key: given.unwrap_or_else(|| (http.environment.new_id)().to_string()),
            sent_at: (http.environment.now)(),
            http: http.clone(),
            caller,
            about,
            fingerprint,
            wait,
            traceparent,
            body,
        })
    }
}

/// Says that what is told is what became of the command when it came first.
fn replayed(mut response: Response) -> Response {
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    response
}

/// The id under which the write side knows a command: keys of different tokens are different commands.
pub(super) fn command_id(token: &str, key: &str) -> String {
    format!("http:{token}:{key}")
}

impl<T> Asked<T> {
    /// An id for what the command makes: the same one when the command is repeated.
    pub(super) fn new_id(&self) -> Uuid {
        Uuid::new_v5(&self.about.unwrap_or_default(), command_id(&self.caller.token, &self.key).as_bytes())
    }

    /// The body, and everything else to carry out what it asks for.
    pub(super) fn take(self) -> (T, Asked<()>) {
        let Self { http, caller, about, key, fingerprint, wait, traceparent, sent_at, body } = self;
        (body, Asked { http, caller, about, key, fingerprint, wait, traceparent, sent_at, body: () })
    }
}

impl Asked<()> {
    /// Has a command about the member in the address carried out.
    pub(super) async fn carry_out(self, command: Command) -> Answer {
        let about =
            self.about.ok_or_else(|| Problem::unavailable(&"a command about a member has none in its address"))?;
        self.about(about, None, command).await
    }

    /// The same, for a command that makes something with this id.
    pub(super) async fn make(self, id: Uuid, command: Command) -> Answer {
        let about =
            self.about.ok_or_else(|| Problem::unavailable(&"a command about a member has none in its address"))?;
        self.about(about, Some(id), command).await
    }

    pub(super) async fn about(self, subject: Uuid, made: Option<Uuid>, command: Command) -> Answer {
        let command_id = command_id(&self.caller.token, &self.key);
        let key = match &self.fingerprint {
            Some(fingerprint) => commands::keys::take(&self.http.pool, &command_id, fingerprint, self.sent_at).await?,
            None => Key::New,
        };
        if key == Key::Taken {
            let detail = "this key was used for another request; use a new one";
            return Err(
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency.other-request", detail).at(IDEMPOTENCY_KEY)
            );
        }
        let mut envelope =
            CommandEnvelope::new(command_id, self.caller.actor(), "http", subject, self.sent_at, command);
        envelope.traceparent.clone_from(&self.traceparent);
        let outcome = self.http.bus.execute(&envelope, self.wait).await;
        self.http.measures.command(answer::word(&outcome));
        if let Ok(Outcome { verdict: Verdict::Accepted { last_position: Some(position), .. }, .. }) = &outcome {
            // Whoever wrote this finds it in all answers from now on, whatever was remembered.
            self.http.watch.happened(subject, *position);
        }
        let answer = match outcome {
            Ok(outcome) => answer::of(self.key, made, outcome.verdict),
            Err(BusError::NotYet { .. }) => self.not_yet(&envelope.command_id, made).await,
            Err(error) => Err(error.into()),
        };
        match key {
            Key::Again => Ok(replayed(answer.into_response())),
            Key::New | Key::Taken => answer,
        }
    }

    /// It is on the queue, and will be carried out; where to ask what became of it.
    async fn not_yet(self, command_id: &str, made: Option<Uuid>) -> Answer {
        if self.fingerprint.is_none() {
            // A key that we made up is nobody else's.
            commands::keys::take(&self.http.pool, command_id, &[0; 32], self.sent_at).await?;
        }
        Ok(Pending::new(self.key, made).into_response())
    }
}
