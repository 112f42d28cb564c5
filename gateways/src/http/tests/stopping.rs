//! The end of a process: what it took on it answers, and nobody keeps it from ending.

use std::time::Duration;

use tokio::{task::JoinSet, time::timeout};

use super::live::served;
use crate::http::Limits;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_under_way_are_answered_followers_let_go_and_new_ones_refused() {
    let (api, served) = served(Limits::without_rates()).await;
    let mut follower = served.follow(&api.owner, 0, "").await;
    let mut under_way = JoinSet::new();
    let mut tokens = Vec::new();
    for _ in 0..4 {
        tokens.push(api.member().await.1);
    }
    for n in 0..32 {
        let (client, url, token) = (served.client.clone(), served.url.clone(), tokens[n % 4].clone());
        under_way.spawn(async move {
            let request = client.post(format!("{url}/members/me/workouts")).bearer_auth(token);
            let asked = request.header("Idempotency-Key", format!("run-{n}")).json(&super::api::run(45)).send().await;
            asked.map(|came| came.status().as_u16())
        });
    }
    // Some of them are answered, so the rest is under way.
    let first = under_way.join_next().await.unwrap().unwrap();
    assert_eq!(first.unwrap(), 200);
    served.stop.cancel();
    let mut answered = 1;
    while let Some(came) = under_way.join_next().await {
        match came.unwrap() {
            Ok(status) => {
                // A machine that is too busy to carry it out in the time that is left says so.
                assert!(status == 200 || status == 503, "{status}");
                answered += 1;
            }
            // The port was shut before it came in.
            Err(error) => assert!(error.is_connect() || error.is_request(), "{error:?}"),
        }
    }
    assert!(answered > 1);
    let end = async { while follower.chunk().await.is_ok_and(|chunk| chunk.is_some()) {} };
    timeout(Duration::from_secs(30), end).await.expect("followers are let go");
    testkit::eventually(Duration::from_secs(30), async || {
        match super::api::client().get(format!("{}/events", served.url)).send().await {
            Err(error) if error.is_connect() => Ok(()),
            other => Err(format!("{other:?}")),
        }
    })
    .await;
}
