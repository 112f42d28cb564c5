//! Tokens as an operator meets them: the first one from `up`, the others from the command line.

use std::path::Path;

use serde_json::{Value, json};

use crate::running::{Running, paceledger, text};

const FIRST: &str = "first token, shown this once (role owner): ";

pub(crate) fn first(running: &Running) -> Option<String> {
    running.lines.iter().find_map(|line| line.strip_prefix(FIRST)).map(str::to_owned)
}

pub(crate) fn token(data: &Path, args: &[&str]) -> Value {
    let output = paceledger(data).arg("token").args(args).arg("--json").output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

async fn me(running: &Running, token: &str) -> (u16, Value) {
    let client = reqwest::Client::builder().build().unwrap();
    let came = client.get(format!("{}/api/v1/me", running.url)).bearer_auth(token).send().await.unwrap();
    (came.status().as_u16(), came.json().await.unwrap())
}

#[tokio::test]
async fn the_first_token_is_printed_once_and_others_are_made_listed_and_revoked() {
    let data = tempfile::tempdir().unwrap();
    let running = Running::up(data.path());
    let owner = first(&running).unwrap();
    let (status, body) = me(&running, &owner).await;
    assert_eq!((status, &body["roles"]), (200, &json!(["owner"])));
    drop(running);
    let running = Running::up(data.path());
    assert_eq!(first(&running), None, "a second start is no beginning");

    let made = token(data.path(), &["create", "dashboard", "--role", "analyst", "--scope", "read"]);
    let (id, secret) = (made["id"].as_str().unwrap(), made["token"].as_str().unwrap());
    assert_eq!(me(&running, secret).await.1["scopes"], json!(["read"]));
    let listed = token(data.path(), &["list"]);
    assert_eq!(listed.as_array().unwrap().len(), 2);
    assert!(!listed.to_string().contains(&secret[17..]), "a secret is shown once");
    let revoked = paceledger(data.path()).args(["token", "revoke", id]).output().unwrap();
    assert!(revoked.status.success(), "{}", text(&revoked));
    testkit::eventually(std::time::Duration::from_secs(30), async || match me(&running, secret).await {
        (401, body) if body["code"] == "access.token-revoked" => Ok(()),
        came => Err(came),
    })
    .await;
    assert_eq!(me(&running, &owner).await.0, 200, "the others are not touched");

    let nobody = uuid::Uuid::nil().to_string();
    let refused = paceledger(data.path()).args(["token", "create", "watch", "--member", &nobody]).output().unwrap();
    assert!(!refused.status.success() && text(&refused).contains("there is no member"), "{}", text(&refused));
}

/// The README's own words, typed by a new user: only the port and what stands for something else are filled in.
#[test]
fn the_readmes_way_into_the_api_works_as_it_is_written() {
    let data = tempfile::tempdir().unwrap();
    let running = Running::up(data.path());
    let readme = std::fs::read_to_string("README.md").unwrap();
    let section = readme.split("## The API\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let typed: Vec<&str> = section.split("```").skip(1).step_by(2).collect();
    let type_in = |block: &str, token: &str| -> Value {
        // What comes after the curl goes to the program that this test has built already.
        let curl: String = block.split_inclusive('\n').filter(|line| !line.starts_with("cargo")).collect();
        let script = curl.replace("TOKEN=…", &format!("TOKEN={token}")).replace("http://127.0.0.1:7373", &running.url);
        let output = std::process::Command::new("sh").args(["-ec", &script]).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{script}\n{}", text(&output)))
    };
    let registered = type_in(typed[0], &first(&running).unwrap());
    let id = registered["id"].as_str().unwrap_or_else(|| panic!("{registered}"));
    let words = typed[0].lines().find_map(|line| line.strip_prefix("cargo run --release -- token create")).unwrap();
    assert_eq!(words, " \"my watch\" --member ID");
    let made = token(data.path(), &["create", "my watch", "--member", id]);
    let log = |block: &str| type_in(block, made["token"].as_str().unwrap());
    let logged = log(typed[1]);
    assert!(logged["position"].is_u64(), "{logged}");
    assert_eq!(log(typed[1]), logged, "the key makes sure that it counts once");
}
