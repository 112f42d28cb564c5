//! One role of the real program, as a process that can be frozen, killed and stopped.

use std::{
    fs,
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};

use crate::{
    DrillError,
    error::demand,
    until::{PATIENCE, until},
};

/// The program promises to stop within ten seconds.
const STOPS_WITHIN: Duration = Duration::from_secs(10);
const DIES_WITHIN: Duration = Duration::from_secs(5);
const RUNNING: &str = r#""message":"running""#;
/// Ends the process when whoever started it is gone: the pipe closes then, however that came.
const GUARD: &str = r#"cat >/dev/null; kill -9 "$1" 2>/dev/null"#;

pub(crate) struct Process {
    role: String,
    child: Child,
    log: PathBuf,
    guard: Option<(Child, Option<ChildStdin>)>,
}

impl Process {
    /// Starts `command`, which is the program with everything but its output decided.
    pub(crate) fn start(role: &str, mut command: Command, log: &Path) -> Result<Self, DrillError> {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(fs::File::create(log)?);
        let child = command.spawn()?;
        let mut process = Self { role: role.to_owned(), child, log: log.to_owned(), guard: None };
        let mut guard = Command::new("sh");
        guard.args(["-c", GUARD, "guard"]).arg(process.id().to_string());
        let mut guard = guard.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let pipe = guard.stdin.take();
        process.guard = Some((guard, pipe));
        Ok(process)
    }

    pub(crate) fn role(&self) -> &str {
        &self.role
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// How many lines of its log have this text.
    pub(crate) fn times_said(&self, text: &str) -> usize {
        fs::read_to_string(&self.log).unwrap_or_default().lines().filter(|line| line.contains(text)).count()
    }

    /// Holds it where it is, and sees that it stands.
    pub(crate) async fn freeze(&self) -> Result<(), DrillError> {
        self.signal(Signal::STOP);
        until(&format!("{} is stopped", self.role), DIES_WITHIN, async || match self.state() {
            Some('T') => Ok(()),
            other => Err(format!("its state is {other:?}")),
        })
        .await
    }

    pub(crate) fn thaw(&self) {
        self.signal(Signal::CONT);
    }

    /// Whether it exists and is held.
    pub(crate) fn is_frozen(&self) -> bool {
        self.state() == Some('T')
    }

    /// Kills it with SIGKILL and sees that this, and nothing else, was its end.
    pub(crate) async fn kill(mut self) -> Result<u32, DrillError> {
        let role = self.role.clone();
        demand(self.child.try_wait()?.is_none(), || format!("{role} had ended before it was killed"))?;
        self.signal(Signal::KILL);
        let status = self.ended(DIES_WITHIN).await?;
        demand(status.signal() == Some(Signal::KILL.as_raw()), || format!("{role} ended by {status}, not by SIGKILL"))?;
        Ok(self.id())
    }

    /// Waits until it has everything that it needs. One that found no engines in time has ended, and its log says so.
    pub(crate) async fn is_up(&mut self) -> Result<(), DrillError> {
        let what = format!("{} has come up", self.role);
        until(&what, PATIENCE, async || match (self.times_said(RUNNING), self.child.try_wait()) {
            (1.., _) => Ok(()),
            (0, ended) => Err(format!("{ended:?}; see {}", self.log.display())),
        })
        .await
    }

    /// Asks it to stop and sees that it does, in time and content.
    pub(crate) async fn stop(mut self) -> Result<(), DrillError> {
        // Before it has come up it has nothing to finish, and a signal simply ends it.
        self.is_up().await?;
        self.signal(Signal::TERM);
        let status = self.ended(STOPS_WITHIN).await?;
        demand(status.success(), || format!("{} was asked to stop and ended with {status}", self.role))
    }

    /// Resident memory in bytes.
    pub(crate) fn resident(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
        Some(kib * 1024)
    }

    async fn ended(&mut self, patience: Duration) -> Result<ExitStatus, DrillError> {
        let what = format!("{} has ended", self.role);
        until(&what, patience, async || match self.child.try_wait() {
            Ok(Some(status)) => Ok(status),
            other => Err(format!("{other:?}")),
        })
        .await
    }

    /// Only to a child that is not reaped yet, whose pid is nobody else's.
    fn signal(&self, signal: Signal) {
        // It may be a zombie by now, which shows when it is waited for.
        let _ = kill_process(Pid::from_child(&self.child), signal);
    }

    fn state(&self) -> Option<char> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.id())).ok()?;
        stat.rsplit_once(") ")?.1.chars().next()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The guard first: after the process is reaped, its pid may be somebody else's.
        if let Some((mut guard, pipe)) = self.guard.take() {
            let _ = guard.kill();
            let _ = guard.wait();
            drop(pipe);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
