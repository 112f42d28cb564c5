//! A served ledger of a test's own, and clients of it.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use axum::{Router, http::Method};
use commands::Environment;
use domain::{
    ledger::RecordedEvent,
    vocabulary::{Role, Scope},
};
use jiff::Timestamp;
use nats::Nats;
use pg::{
    EventFilter,
    tokens::{self, NewToken, Secret},
};
use serde_json::{Value, json};
use sqlx::PgPool;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use crate::{
    http::{Http, Limits, router},
    testing::Roles,
};

pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// The time in all tests: they have no other clock.
pub(super) fn now() -> Timestamp {
    "2026-05-03T10:00:00Z".parse().unwrap()
}

fn new_id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Uuid::from_u128(0x0197_f3c0_5a00_7000_8000_0000_0000_0000 + u128::from(NEXT.fetch_add(1, Ordering::Relaxed)))
}

const ENVIRONMENT: Environment = Environment { now, new_id, build: "test" };

pub(super) struct Api {
    pub(super) pool: PgPool,
    pub(super) nats: Nats,
    pub(super) url: String,
    client: reqwest::Client,
    pub(super) owner: String,
    stop: CancellationToken,
    _until_dropped: DropGuard,
    _kit: testkit::Ledger,
}

/// What came back.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Came {
    pub(super) status: u16,
    pub(super) location: Option<String>,
    pub(super) media_type: String,
    pub(super) body: Value,
}

impl Came {
    pub(super) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    pub(super) fn id(&self) -> Uuid {
        serde_json::from_value(self.body["id"].clone()).unwrap_or_else(|_| panic!("{self:?}"))
    }

    #[track_caller]
    pub(super) fn done(self) -> Self {
        assert_eq!(self.status, 200, "{self:?}");
        self
    }
}

/// A request to be: `api.put("/members/me/units").with(token).json(…)`.
pub(super) struct Ask {
    request: reqwest::RequestBuilder,
    prefer: &'static str,
}

impl Ask {
    pub(super) fn with(self, token: &str) -> Self {
        Self { request: self.request.bearer_auth(token), ..self }
    }

    pub(super) fn header(self, name: &str, value: &str) -> Self {
        Self { request: self.request.header(name, value), ..self }
    }

    pub(super) fn json(self, body: Value) -> Self {
        Self { request: self.request.json(&body), ..self }
    }

    pub(super) fn prefer(self, prefer: &'static str) -> Self {
        Self { prefer, ..self }
    }

    pub(super) async fn send(self) -> Came {
        let came = self.request.header("Prefer", self.prefer).send().await.unwrap();
        let header = |name| came.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let (status, location) = (came.status().as_u16(), header("location"));
        let media_type = header("content-type").unwrap_or_default();
        let text = came.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Came { status, location, media_type, body }
    }
}

impl Api {
    pub(super) async fn new() -> Self {
        let api = Self::without_a_worker().await;
        api.start_worker();
        api
    }

    pub(super) async fn without_a_worker() -> Self {
        Self::serving(router::router).await
    }

    /// However fast the machine asks, nobody asks too often unless a test wants it so.
    pub(super) async fn serving(router: impl FnOnce(Http) -> Router) -> Self {
        let kit = testkit::Ledger::new().await;
        let pool = pg::connect(&kit.database_url, 24).await.unwrap();
        let nats = Nats::connect(&kit.nats_url, &kit.name).await.unwrap();
        nats.ensure_streams(1).await.unwrap();
        let http = open(&pool, &nats, ENVIRONMENT).await;
        let stop = CancellationToken::new();
        let url = serve(router(http), &stop).await;
        let roles = Roles { pool: &pool, nats: &nats, stop: &stop };
        roles.relay();
        roles.project();
        let owner = keep(&pool, None, &[Role::Owner], &[Scope::Read, Scope::Write], None).await;
        let _until_dropped = stop.clone().drop_guard();
        Self { pool, nats, url, client: client(), owner, stop, _until_dropped, _kit: kit }
    }

    /// Serves the same ledger once more, as a process that knows nothing of this one. Says where.
    pub(super) async fn in_another_process(&self) -> String {
        self.by_another_clock(now).await
    }

    /// The same, with a clock of its own.
    pub(super) async fn by_another_clock(&self, now: fn() -> Timestamp) -> String {
        let environment = Environment { now, ..ENVIRONMENT };
        serve(router::router(open(&self.pool, &self.nats, environment).await), &self.stop).await
    }

    pub(super) fn get_at(&self, url: &str, path: &str) -> Ask {
        Ask { request: self.client.get(format!("{url}/api/v1{path}")), prefer: "wait=60" }
    }

    pub(super) fn start_worker(&self) {
        Roles { pool: &self.pool, nats: &self.nats, stop: &self.stop }.work(ENVIRONMENT);
    }

    pub(super) fn ask(&self, method: Method, path: &str) -> Ask {
        self.ask_by(&self.client, method, path)
    }

    pub(super) fn ask_by(&self, client: &reqwest::Client, method: Method, path: &str) -> Ask {
        let prefix = if path.starts_with("/api") || ["/healthz", "/readyz", "/metrics"].contains(&path) {
            ""
        } else {
            "/api/v1"
        };
        Ask { request: client.request(method, format!("{}{prefix}{path}", self.url)), prefer: "wait=60" }
    }

    pub(super) fn get(&self, path: &str) -> Ask {
        self.ask(Method::GET, path)
    }

    pub(super) fn put(&self, path: &str) -> Ask {
        self.ask(Method::PUT, path)
    }

    pub(super) fn post(&self, path: &str) -> Ask {
        self.ask(Method::POST, path)
    }

    pub(super) fn patch(&self, path: &str) -> Ask {
        self.ask(Method::PATCH, path)
    }

    pub(super) fn delete(&self, path: &str) -> Ask {
        self.ask(Method::DELETE, path)
    }

    /// Somebody new, with a token for everything that they may.
    pub(super) async fn member(&self) -> (Uuid, String) {
        let registration = json!({"language": "en", "time_zone": "Europe/Prague", "units": "metric"});
        let id = self.post("/members").with(&self.owner).json(registration).send().await.done().id();
        (id, self.token(Some(id), Role::ALL).await)
    }

    /// Somebody new with one more role, and a token for that role alone.
    pub(super) async fn member_as(&self, role: Role) -> (Uuid, String) {
        let (id, _) = self.member().await;
        self.put(&format!("/members/{id}/roles/{role}")).with(&self.owner).send().await.done();
        (id, self.token(Some(id), &[role]).await)
    }

    pub(super) async fn events_about(&self, subject: Uuid) -> Vec<RecordedEvent> {
        let filter = EventFilter { subject: Some(subject), ..EventFilter::default() };
        pg::events_after(&self.pool, 0, 1000, &filter).await.unwrap()
    }

    pub(super) async fn token(&self, member: Option<Uuid>, roles: &[Role]) -> String {
        keep(&self.pool, member, roles, &[Scope::Read, Scope::Write], None).await
    }

    pub(super) async fn token_with(&self, member: Option<Uuid>, scopes: &[Scope], until: Option<Timestamp>) -> String {
        keep(&self.pool, member, Role::ALL, scopes, until).await
    }
}

async fn open(pool: &PgPool, nats: &Nats, environment: Environment) -> Http {
    let http = Http::open(pool.clone(), nats.clone(), environment).await.unwrap();
    http.with_limits(Limits::without_rates())
}

async fn serve(router: Router, stop: &CancellationToken) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = axum::serve(listener, router).with_graceful_shutdown(stop.clone().cancelled_owned());
    tokio::spawn(server.into_future());
    url
}

/// With a connection of its own.
pub(super) fn client() -> reqwest::Client {
    reqwest::Client::builder().timeout(PATIENCE).build().unwrap()
}

async fn keep(
    pool: &PgPool,
    member_id: Option<Uuid>,
    roles: &[Role],
    scopes: &[Scope],
    expires_at: Option<Timestamp>,
) -> String {
    let mut bytes = [0; 40];
    bytes[..16].copy_from_slice(&new_id().as_u128().rotate_left(64).to_be_bytes());
    let secret = Secret::of(&bytes);
    let (roles, scopes) = (roles.to_vec(), scopes.to_vec());
    let token = NewToken { label: "test".to_owned(), member_id, roles, scopes, expires_at };
    tokens::create(pool, &secret, &token, now()).await.unwrap();
    secret.reveal()
}

/// Easy running on a Sunday morning.
pub(super) fn run(minutes: u32) -> Value {
    json!({"sport": "run", "start": "2026-05-03T06:30:00Z", "time_zone": "Europe/Prague", "local_date": "2026-05-03",
           "duration": {"elapsed_s": minutes * 60}, "zone": "z2", "distance_m": 8200})
}
