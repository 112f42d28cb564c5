//! The layers around routes of a test's own, on a server of its own.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    http::header,
    response::IntoResponse,
    routing::{get, post},
};
use reqwest::{Client, Response, StatusCode};
use tokio::{net::TcpListener, sync::Notify, time::sleep};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{Guards, Limits, Rate};
use crate::http::metrics::Measures;

struct Served {
    url: String,
    client: Client,
    closing: CancellationToken,
    /// Something slow has come in.
    under_way: Arc<Notify>,
}

impl Served {
    async fn with(limits: Limits) -> Self {
        let under_way = Arc::new(Notify::new());
        let came = Arc::clone(&under_way);
        let slow = async move || {
            came.notify_one();
            sleep(Duration::from_secs(3_600)).await;
        };
        let routes = Router::new()
            .route("/known", get(async || ([(header::ETAG, "\"a\"")], "content").into_response()))
            .route("/slow", get(slow))
            .route("/echo", post(async |body: String| body))
            .route("/healthz", get(async || "alive"));
        let closing = CancellationToken::new();
        let routes = Guards::new(limits, || Uuid::from_u128(7), Measures::new(), closing.clone()).around(routes);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let service = routes.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { url, client: Client::builder().build().unwrap(), closing, under_way }
    }

    async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.url)).send().await.unwrap()
    }
}

async fn code(response: Response) -> (StatusCode, String) {
    let status = response.status();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let problem: serde_json::Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    (status, problem["code"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn every_answer_has_the_security_headers_a_request_id_and_a_trace() {
    let served = Served::with(Limits::without_rates()).await;
    for path in ["/known", "/nowhere"] {
        let response = served.get(path).await;
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").contains("default-src 'none'"));
        assert!(!header("x-request-id").is_empty() && header("traceparent").starts_with("00-"));
        assert!(!response.headers().contains_key("access-control-allow-origin"));
    }
}

#[tokio::test]
async fn what_the_client_has_already_is_not_sent_again() {
    let served = Served::with(Limits::without_rates()).await;
    for (known, status) in [("\"a\"", 304), ("W/\"a\"", 304), ("\"b\", \"a\"", 304), ("*", 304), ("\"b\"", 200)] {
        let request = served.client.get(format!("{}/known", served.url)).header("if-none-match", known);
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{known}");
        assert_eq!(response.headers()["etag"], "\"a\"");
        assert_eq!(response.bytes().await.unwrap().is_empty(), status == 304);
    }
}

#[tokio::test]
async fn an_address_that_asks_too_often_is_told_when_to_come_again() {
    let limits = Limits { per_address: Rate { per_second: 1, burst: 2 }, ..Limits::without_rates() };
    let served = Served::with(limits).await;
    assert_eq!(served.get("/known").await.headers()["ratelimit-remaining"], "1");
    assert!(served.get("/known").await.status().is_success());
    let mut refused = served.get("/known").await;
    // On a slow machine a second may have passed.
    while refused.status().is_success() {
        refused = served.get("/known").await;
    }
    assert_eq!(
        (&refused.headers()["ratelimit-limit"], &refused.headers()["retry-after"]),
        (&"2".parse().unwrap(), &"1".parse().unwrap())
    );
    assert_eq!(code(refused).await, (StatusCode::TOO_MANY_REQUESTS, "too-many-requests".to_owned()));
    assert!(served.get("/healthz").await.status().is_success(), "health is answered all the same");
}

#[tokio::test]
async fn a_token_has_a_rate_of_its_own() {
    let limits = Limits { per_token: Rate { per_second: 1, burst: 1 }, ..Limits::without_rates() };
    let served = Served::with(limits).await;
    let ask =
        async |token: &str| served.client.get(format!("{}/known", served.url)).bearer_auth(token).send().await.unwrap();
    let mut status = ask("one.secret").await.status();
    while status.is_success() {
        status = ask("one.secret").await.status();
    }
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert!(ask("one.guessed").await.status().is_success(), "who guesses a token's name spends nothing of its rate");
}

#[tokio::test]
async fn more_than_can_be_served_is_refused_at_once() {
    let served = Served::with(Limits { at_once: 1, ..Limits::without_rates() }).await;
    let slow = served.client.get(format!("{}/slow", served.url)).send();
    let slow = tokio::spawn(slow);
    let refused = testkit::eventually(Duration::from_secs(30), async || {
        let response = served.get("/known").await;
        if response.status().is_success() { Err("still served") } else { Ok(response) }
    })
    .await;
    assert_eq!(refused.headers()["retry-after"], "1");
    assert_eq!(code(refused).await, (StatusCode::SERVICE_UNAVAILABLE, "overloaded".to_owned()));
    assert!(served.get("/healthz").await.status().is_success());
    slow.abort();
    testkit::eventually(Duration::from_secs(30), async || {
        let status = served.get("/known").await.status();
        if status.is_success() { Ok(()) } else { Err(status) }
    })
    .await;
}

#[tokio::test]
async fn a_request_that_takes_too_long_gets_an_answer_that_says_so() {
    let served = Served::with(Limits { answer_within: Duration::from_millis(50), ..Limits::without_rates() }).await;
    assert_eq!(code(served.get("/slow").await).await, (StatusCode::SERVICE_UNAVAILABLE, "too-slow".to_owned()));
}

#[tokio::test]
async fn a_request_under_way_when_the_process_is_to_stop_gets_an_answer() {
    let served = Served::with(Limits::without_rates()).await;
    let asked = served.client.get(format!("{}/slow", served.url)).send();
    let slow = tokio::spawn(asked);
    served.under_way.notified().await;
    served.closing.cancel();
    assert_eq!(code(slow.await.unwrap().unwrap()).await, (StatusCode::SERVICE_UNAVAILABLE, "stopping".to_owned()));
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused() {
    let served = Served::with(Limits { body_bytes: 10, ..Limits::without_rates() }).await;
    let send = async |body: &'static str| {
        served.client.post(format!("{}/echo", served.url)).body(body).send().await.unwrap().status()
    };
    assert_eq!(send("0123456789").await, StatusCode::OK);
    assert_eq!(send("0123456789a").await, StatusCode::PAYLOAD_TOO_LARGE);
}
