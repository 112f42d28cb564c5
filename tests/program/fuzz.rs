//! What is served, held against the document that tells of it, by a program that makes requests up: tests/fuzz/README.md.
//! By hand, because it has to be installed.

use std::{path::Path, process::Command};

use serde_json::{Value, json};

use crate::{
    running::{Running, text},
    tokens::{first, token},
};

/// Somebody with a role, and a token for it.
struct Caller {
    id: String,
    token: String,
}

async fn caller(running: &Running, data: &Path, owner: &str, role: &str) -> Caller {
    let client = reqwest::Client::builder().build().unwrap();
    let at = |path: &str| format!("{}/api/v1{path}", running.url);
    let registration = json!({"language": "en", "time_zone": "Europe/Prague", "units": "metric"});
    let made = client.post(at("/members")).bearer_auth(owner).json(&registration).send().await.unwrap();
    let made: Value = made.json().await.unwrap();
    let id = made["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
    client.put(at(&format!("/members/{id}/roles/{role}"))).bearer_auth(owner).send().await.unwrap();
    let made = token(data, &["create", "fuzz", "--member", &id, "--role", role, "--scope", "read", "--scope", "write"]);
    Caller { id, token: made["token"].as_str().unwrap().to_owned() }
}

#[tokio::test]
#[ignore = "needs Schemathesis; SCHEMATHESIS names it, EXAMPLES says how thorough it is"]
async fn what_is_served_is_what_the_document_tells() {
    let data = tempfile::tempdir().unwrap();
    let running = Running::up_with(data.path(), &["--token-rate", "0", "--address-rate", "0"]);
    let owner = first(&running).unwrap();
    let nobody = caller(&running, data.path(), &owner, "coach").await;
    let examples = std::env::var("EXAMPLES").unwrap_or_else(|_| "3".to_owned());
    let schemathesis = std::env::var("SCHEMATHESIS").unwrap_or_else(|_| "schemathesis".to_owned());
    for role in ["athlete", "analyst", "auditor", "owner"] {
        let caller = caller(&running, data.path(), &owner, role).await;
        let ran = Command::new(&schemathesis)
            .args(["--no-color", "--config-file", "tests/fuzz/schemathesis.toml", "run", "--max-examples", &examples])
            .arg(format!("{}/api/openapi.json", running.url))
            .env("TOKEN", &caller.token)
            .env("SOMEBODY", &caller.id)
            .env("NOBODY", &nobody.id)
            .env("SCHEMATHESIS_HOOKS", "hooks")
            .env("PYTHONPATH", "tests/fuzz")
            .output()
            .unwrap();
        print!("{role}: {}", text(&ran));
        assert!(ran.status.success(), "as {role}");
    }
}
