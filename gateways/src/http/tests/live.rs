//! The live events, as clients follow them that come and go.

use std::time::Duration;

use domain::vocabulary::Role;
use reqwest::{Client, Response};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinSet, time::timeout};
use tokio_util::sync::CancellationToken;

use super::api::{Api, PATIENCE, client, run};
use crate::{
    chat::Counters,
    http::{self, Http, Limits, router},
};

/// A server of its own for the same ledger, with limits of its own.
pub(super) struct Served {
    pub(super) url: String,
    pub(super) client: Client,
    pub(super) stop: CancellationToken,
}

pub(super) async fn served(limits: Limits) -> (Api, Served) {
    let mut known: Option<Http> = None;
    let api = Api::serving(|http| {
        known = Some(http.clone());
        router::router(http)
    })
    .await;
    api.start_worker();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api/v1", listener.local_addr().unwrap());
    let stop = CancellationToken::new();
    let http = known.unwrap().with_limits(limits).telling_of(&Counters::default().of("telegram"));
    tokio::spawn(http::serve(listener, http, stop.clone()));
    (api, Served { url, client: client(), stop })
}

impl Served {
    /// Everything behind a position, as it comes.
    pub(super) async fn follow(&self, token: &str, last_seen: u64, query: &str) -> Response {
        let request = self.client.get(format!("{}/events/live{query}", self.url)).bearer_auth(token);
        request.header("Last-Event-ID", last_seen.to_string()).send().await.unwrap()
    }

    pub(super) async fn log(&self, token: &str) -> u16 {
        let request = self.client.post(format!("{}/members/me/workouts", self.url)).bearer_auth(token);
        request.json(&run(45)).send().await.unwrap().status().as_u16()
    }
}

/// Bytes of a stream, taken apart into whole events.
#[derive(Default)]
struct Frames {
    rest: String,
    bytes: usize,
}

impl Frames {
    /// Waits for more, and gives back the events that are whole by now.
    async fn next(&mut self, from: &mut Response) -> Option<Vec<(u64, Value)>> {
        let chunk = timeout(PATIENCE, from.chunk()).await.expect("something comes").unwrap()?;
        self.bytes += chunk.len();
        self.rest.push_str(std::str::from_utf8(&chunk).unwrap());
        let mut events = Vec::new();
        while let Some(end) = self.rest.find("\n\n") {
            let frame: String = self.rest.drain(..end + 2).collect();
            let field = |name: &str| frame.lines().find_map(|line| line.strip_prefix(name));
            if let Some(id) = field("id: ") {
                events.push((id.parse().unwrap(), serde_json::from_str(field("data: ").unwrap()).unwrap()));
            }
        }
        Some(events)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_cut_off_a_hundred_times_under_load_receives_every_position_once_and_in_order() {
    const CUTS: u32 = 100;
    let (api, served) = served(Limits::without_rates()).await;
    let served = std::sync::Arc::new(served);
    let (writing, mut writers) = (CancellationToken::new(), JoinSet::new());
    for _ in 0..4 {
        let (_, token) = api.member().await;
        let (served, writing) = (served.clone(), writing.clone());
        writers.spawn(async move {
            while !writing.is_cancelled() {
                assert_eq!(served.log(&token).await, 200);
            }
        });
    }
    let (mut seen, mut cuts, mut random) = (Vec::<u64>::new(), 0, 7_u64);
    while cuts < CUTS {
        // Somewhere within the next few events, most often in the middle of one.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let cut_after = usize::try_from((random >> 33) % 4_000).unwrap();
        let mut frames = Frames::default();
        let mut stream = served.follow(&api.owner, seen.last().copied().unwrap_or_default(), "").await;
        while frames.bytes < cut_after {
            let events = frames.next(&mut stream).await.expect("the server goes on");
            seen.extend(events.iter().map(|(position, event)| {
                assert_eq!(event["position"], json!(position));
                *position
            }));
        }
        cuts += 1;
    }
    writing.cancel();
    while let Some(written) = writers.join_next().await {
        written.unwrap();
    }
    let head = pg::head_position(&api.pool).await.unwrap();
    let (mut frames, mut stream) = (Frames::default(), served.follow(&api.owner, *seen.last().unwrap(), "").await);
    while seen.last() != Some(&head) {
        seen.extend(frames.next(&mut stream).await.unwrap().into_iter().map(|(position, _)| position));
    }
    assert!(head > 100, "there was load: {head} events");
    assert!(seen.iter().copied().eq(1..=head), "each position once and in order, of {head}: {seen:?}");
}

#[tokio::test]
async fn a_reader_of_one_type_gets_that_and_goes_on_behind_what_it_left_out() {
    let (api, served) = served(Limits::without_rates()).await;
    let (_, token) = api.member().await;
    let mut stream = served.follow(&api.owner, 0, "?type=WorkoutLogged").await;
    let (mut frames, mut came) = (Frames::default(), Vec::new());
    for units in ["imperial", "metric", "imperial"] {
        assert_eq!(served.log(&token).await, 200);
        api.put("/members/me/units").with(&token).json(json!({"units": units})).send().await.done();
    }
    while came.len() < 3 {
        came.extend(frames.next(&mut stream).await.unwrap());
    }
    assert!(came.iter().all(|(_, event)| event["event_type"] == "WorkoutLogged"), "{came:?}");
    assert!(came.is_sorted_by_key(|(position, _)| *position));
}

#[tokio::test]
async fn an_analyst_follows_pseudonyms() {
    let (api, served) = served(Limits::without_rates()).await;
    let (athlete, own) = api.member().await;
    let analyst = api.token(None, &[Role::Analyst]).await;
    let mut stream = served.follow(&analyst, 0, "").await;
    assert_eq!(served.log(&own).await, 200);
    let (mut frames, mut came) = (Frames::default(), Vec::new());
    while !came.iter().any(|event: &Value| event["event_type"] == "WorkoutLogged") {
        came.extend(frames.next(&mut stream).await.unwrap().into_iter().map(|(_, event)| event));
    }
    assert!(came.iter().all(|event| !event.to_string().contains(&athlete.to_string())), "{came:?}");
}

#[tokio::test]
async fn who_may_not_read_any_more_is_let_go_while_following() {
    let (api, served) = served(Limits::without_rates()).await;
    let (athlete, own) = api.member().await;
    let (coach, coachs) = api.member_as(Role::Coach).await;
    let consent = format!("/members/me/coaches/{coach}");
    api.put(&consent).with(&own).send().await.done();
    let followed = format!("{}/members/{athlete}/events/live?after=0", served.url);
    let by_coach = served.client.get(followed).bearer_auth(&coachs).send().await.unwrap();
    let analyst = api.token(None, &[Role::Analyst]).await;
    let by_analyst = served.follow(&analyst, 0, "").await;
    api.delete(&consent).with(&own).send().await.done();
    assert!(pg::tokens::revoke(&api.pool, &analyst[..16], super::api::now()).await.unwrap());
    for mut stream in [by_coach, by_analyst] {
        assert_eq!(stream.status(), 200);
        let mut frames = Frames::default();
        timeout(PATIENCE, async {
            // Each is told no more than a second's worth of what came after.
            while let Some(events) = frames.next(&mut stream).await {
                if !events.is_empty() {
                    assert_eq!(served.log(&own).await, 200);
                }
            }
        })
        .await
        .expect("it ends");
    }
    assert_eq!(served.log(&own).await, 200, "the athlete goes on");
}

#[tokio::test]
async fn a_place_that_has_not_come_yet_or_is_no_place_is_refused() {
    let (api, served) = served(Limits::without_rates()).await;
    let ahead = served.follow(&api.owner, 1_000_000, "").await;
    assert_eq!(ahead.status(), 422);
    let request = served.client.get(format!("{}/events/live", served.url)).bearer_auth(&api.owner);
    assert_eq!(request.header("Last-Event-ID", "the last").send().await.unwrap().status(), 400);
    assert_eq!(served.follow(&api.owner, 0, "?type=Nonsense").await.status(), 422);
}

#[tokio::test]
async fn more_followers_than_can_be_served_are_refused_until_one_goes() {
    let (api, served) = served(Limits { followers: 1, ..Limits::without_rates() }).await;
    let first = served.follow(&api.owner, 0, "").await;
    assert_eq!(first.status(), 200);
    let second = served.follow(&api.owner, 0, "").await;
    assert_eq!((second.status().as_u16(), &second.headers()["retry-after"]), (503, &"5".parse().unwrap()));
    drop(first);
    testkit::eventually(Duration::from_secs(60), async || {
        // The server learns of it when it next has something to say.
        let (_, token) = api.member().await;
        served.log(&token).await;
        match served.follow(&api.owner, 0, "").await.status().as_u16() {
            200 => Ok(()),
            other => Err(other),
        }
    })
    .await;
    let athlete = api.token(Some(api.member().await.0), &[Role::Athlete]).await;
    assert_eq!(served.follow(&athlete, 0, "").await.status(), 403);
}
