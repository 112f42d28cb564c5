//! A running `paceledger up` on a data folder of its own.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Running {
    child: Child,
    pub(crate) url: String,
    pub(crate) lines: Vec<String>,
}

/// The program with engines from the test run's cache and no settings from outside.
pub(crate) fn paceledger(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_paceledger"));
    let settings = testkit::engine_settings(data.to_owned());
    command.arg("--data").arg(data).env_remove("DATABASE_URL").env_remove("NATS_URL").env_remove("TELEGRAM_TOKEN");
    if let Some(cache) = settings.cache {
        command.env("PACELEDGER_ENGINES", cache);
    }
    command
}

impl Running {
    /// Starts it and waits for `ready:`.
    pub(crate) fn up(data: &Path) -> Self {
        Self::start(data, &[], &[], Stdio::null())
    }

    /// The same, with flags.
    pub(crate) fn up_with(data: &Path, flags: &[&str]) -> Self {
        Self::start(data, flags, &[], Stdio::null())
    }

    /// The same with settings, and its logs kept.
    pub(crate) fn up_logged(data: &Path, settings: &[(&str, &str)], logs: Stdio) -> Self {
        Self::start(data, &[], settings, logs)
    }

    fn start(data: &Path, flags: &[&str], settings: &[(&str, &str)], logs: Stdio) -> Self {
        let mut command = paceledger(data);
        command.envs(settings.iter().copied()).args(["up", "--port", "0"]).args(flags).stdout(Stdio::piped());
        let child = command.stderr(logs).spawn().unwrap();
        let mut running = Self { child, url: String::new(), lines: Vec::new() };
        for line in BufReader::new(running.child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            running.lines.push(line.clone());
            if let Some(url) = line.strip_prefix("ready: ") {
                running.url = url.to_owned();
                return running;
            }
        }
        panic!("it ended without being ready: {:#?}", running.lines);
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits for its end; the exit code, or `None` when a signal ended it.
    pub(crate) fn wait(&mut self) -> Option<i32> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(Instant::now() < deadline, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is left to say to somebody who reads none of its output.
pub(crate) fn unread(mut command: Command, stdin: Stdio) -> Output {
    let mut child = command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    child.wait_with_output().unwrap()
}

pub(crate) fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
