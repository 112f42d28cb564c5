//! The end of a server under load: what it said it did is in the ledger, and what it didn't answer counts once when it is
//! sent again.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use rustix::process::Signal;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::{
    athlete::run,
    running::{Running, paceledger, text},
    tokens,
};

const ATHLETES: usize = 8;
const CLIENTS: usize = 32;
/// Answers before the end comes.
const UNDER_LOAD: u64 = 100;
const UNLIMITED: [&str; 4] = ["--token-rate", "0", "--address-rate", "0"];

/// One workout that a client sent under a key of its own.
#[derive(Clone)]
struct Sent {
    key: String,
    token: String,
    /// What was answered, if it was carried out.
    answer: Option<Value>,
}

/// How a client's last request ended.
enum End {
    /// There was nobody at the port any more.
    Refused,
    /// The connection broke before the answer.
    Cut,
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().build().unwrap()
}

async fn log(client: &reqwest::Client, url: &str, sent: &Sent) -> reqwest::Result<(u16, Value)> {
    let request = client.post(format!("{url}/api/v1/members/me/workouts")).bearer_auth(&sent.token);
    let came = request.header("Idempotency-Key", &sent.key).json(&run(45)).send().await?;
    Ok((came.status().as_u16(), came.json().await?))
}

/// Sends one workout after the other until nobody takes them any more.
async fn until_refused(url: String, token: String, number: usize, answered: Arc<AtomicU64>) -> (Vec<Sent>, End) {
    let (client, mut all) = (client(), Vec::new());
    loop {
        let mut sent = Sent { key: format!("{number}-{}", all.len()), token: token.clone(), answer: None };
        let came = log(&client, &url, &sent).await;
        match came {
            Ok((200, answer)) => {
                answered.fetch_add(1, Ordering::Relaxed);
                sent.answer = Some(answer);
            }
            Ok((status, body)) => assert_eq!((status, &body["code"]), (503, &json!("stopping")), "{body}"),
            Err(error) => {
                all.push(sent);
                return (all, if error.is_connect() { End::Refused } else { End::Cut });
            }
        }
        all.push(sent);
    }
}

/// Positions and commands of all workouts in the ledger.
fn logged(data: &Path) -> (BTreeSet<u64>, Vec<String>) {
    let replayed = paceledger(data).args(["replay", "--type", "WorkoutLogged"]).output().unwrap();
    assert!(replayed.status.success(), "{}", text(&replayed));
    let events = String::from_utf8(replayed.stdout).unwrap();
    let events: Vec<Value> = events.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let command = |event: &Value| event["metadata"]["command_id"].as_str().unwrap().to_owned();
    (events.iter().map(|event| event["position"].as_u64().unwrap()).collect(), events.iter().map(command).collect())
}

async fn members(running: &Running, data: &Path) -> Vec<String> {
    let owner = tokens::first(running).unwrap();
    let form = json!({"language": "en", "time_zone": "Europe/Prague", "units": "metric"});
    let mut made = Vec::new();
    for _ in 0..ATHLETES {
        let request = client().post(format!("{}/api/v1/members", running.url)).bearer_auth(&owner).json(&form);
        let member: Value = request.send().await.unwrap().json().await.unwrap();
        let token = tokens::token(data, &["create", "watch", "--member", member["id"].as_str().unwrap()]);
        made.push(token["token"].as_str().unwrap().to_owned());
    }
    made
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_under_load_loses_nothing_that_was_answered_and_repeats_count_once() {
    let data = tempfile::tempdir().unwrap();
    let mut running = Running::up_with(data.path(), &UNLIMITED);
    let (members, answered, mut clients) = (members(&running, data.path()).await, Arc::default(), JoinSet::new());
    for number in 0..CLIENTS {
        let token = members[number % ATHLETES].clone();
        clients.spawn(until_refused(running.url.clone(), token, number, Arc::clone(&answered)));
    }
    testkit::eventually(Duration::from_secs(60), async || match answered.load(Ordering::Relaxed) {
        enough if enough >= UNDER_LOAD => Ok(()),
        few => Err(few),
    })
    .await;
    let asked = Instant::now();
    running.signal(Signal::TERM);
    let (mut all, mut cut) = (Vec::new(), 0);
    while let Some(ended) = clients.join_next().await {
        let (sent, end) = ended.unwrap();
        all.extend(sent);
        cut += usize::from(matches!(end, End::Cut));
    }
    assert_eq!(running.wait(), Some(0));
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());

    let running = Running::up_with(data.path(), &UNLIMITED);
    let (positions, _) = logged(data.path());
    let told = all.iter().filter_map(|sent| sent.answer.as_ref());
    let told: BTreeSet<u64> = told.map(|answer| answer["position"].as_u64().unwrap()).collect();
    let lost: Vec<_> = told.difference(&positions).collect();
    assert!(lost.is_empty(), "answered, and not in the ledger: {lost:?}");
    // Whoever got no answer sends it again, and so does whoever didn't trust the answer.
    let client = client();
    for sent in &all {
        let (status, again) = log(&client, &running.url, sent).await.unwrap();
        assert_eq!(status, 200, "{again}");
        assert!(sent.answer.as_ref().is_none_or(|first| *first == again), "{:?} became {again}", sent.answer);
    }
    let (_, commands) = logged(data.path());
    assert_eq!(commands.len(), commands.iter().collect::<BTreeSet<_>>().len(), "something counts twice");
    assert_eq!(commands.len(), all.len(), "{cut} connections were cut off");
}
