//! The program itself, as somebody starts it: `up` on a folder that is gone afterwards, with limits that nobody reaches.

use std::{process::Stdio, time::Duration};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
    time::timeout,
};

use super::connection::Connection;
use crate::{Error, Settings};

/// What `up` says before the token, and before its address.
const TOKEN: &str = "first token, shown this once (role owner): ";
const READY: &str = "ready: ";
const STOP_WITHIN: Duration = Duration::from_secs(20);

pub(super) struct Server {
    child: Child,
    said: Lines<BufReader<ChildStdout>>,
    folder: TempDir,
}

impl Server {
    pub(super) fn start(settings: &Settings) -> Result<Self, Error> {
        let folder = tempfile::Builder::new().prefix("paceledger-bench-").tempdir()?;
        let mut child = program(settings, &folder)
            .args(["--token-rate", "0", "--address-rate", "0", "up", "--port", "0"])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = child.stdout.take().ok_or_else(|| Error::Server("the server has no output".to_owned()))?;
        Ok(Self { child, said: BufReader::new(stdout).lines(), folder })
    }

    pub(super) fn pid(&self) -> Option<u32> {
        self.child.id()
    }

    /// Its address when it is ready, and the tokens of so many new members.
    pub(super) async fn with_members(
        &mut self,
        members: usize,
        settings: &Settings,
    ) -> Result<(String, Vec<String>), Error> {
        let (url, owner) = self.ready(settings).await?;
        let mut connection = Connection::open(&url, &owner).await?;
        let form = json!({"language": "en", "time_zone": "UTC", "units": "metric"});
        let mut tokens = Vec::new();
        for _ in 0..members {
            let member: Value = serde_json::from_slice(&connection.post("/members", &form).await?)?;
            tokens.push(self.token(member["id"].as_str().unwrap_or_default(), settings).await?);
        }
        (settings.say)(&format!("{members} members have tokens"));
        Ok((url, tokens))
    }

    async fn ready(&mut self, settings: &Settings) -> Result<(String, String), Error> {
        let mut owner = String::new();
        while let Some(line) = self.said.next_line().await? {
            if let Some(url) = line.strip_prefix(READY) {
                (settings.say)(&line);
                return Ok((url.to_owned(), owner));
            }
            match line.strip_prefix(TOKEN) {
                Some(token) => token.clone_into(&mut owner),
                None => (settings.say)(&line),
            }
        }
        Err(Error::Server("the server ended before it was ready; start `paceledger up` to see why".to_owned()))
    }

    async fn token(&self, member: &str, settings: &Settings) -> Result<String, Error> {
        let words = ["token", "create", "bench", "--member", member, "--json"];
        let made = program(settings, &self.folder).args(words).kill_on_drop(true).output().await?;
        let made: Value = serde_json::from_slice(&made.stdout)?;
        made["token"].as_str().map(str::to_owned).ok_or_else(|| Error::Server("no token was made".to_owned()))
    }

    /// In order, and by force if that takes too long.
    pub(super) async fn stop(mut self) {
        if let Some(pid) = self.child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw) {
            // It may have ended by itself.
            let _ = kill_process(pid, Signal::TERM);
        }
        if timeout(STOP_WITHIN, self.child.wait()).await.is_err() {
            let _ = self.child.kill().await;
        }
    }
}

/// The program without any settings from outside: it is to know nothing but its folder.
fn program(settings: &Settings, folder: &TempDir) -> Command {
    let mut command = Command::new(&settings.program);
    command.arg("--data").arg(folder.path().join("data")).arg("--engines").arg(&settings.engines);
    command.current_dir(folder.path()).stdin(Stdio::null()).stderr(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        let is_setting = ["PACELEDGER_", "TELEGRAM_", "WHATSAPP_", "OTEL_"].iter().any(|room| name.starts_with(room));
        if is_setting || ["DATABASE_URL", "NATS_URL", "RUST_LOG"].contains(&name.as_ref()) {
            command.env_remove(name.as_ref());
        }
    }
    command
}
