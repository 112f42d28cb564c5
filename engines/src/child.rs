//! A child process that is watched: its words go to a sink, its end is noticed at
//! once, and a signal is never sent to a process id that may be somebody else's.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, PipeReader};
use std::process::ExitStatus;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, kill_process_group, waitid};

use crate::error::Error;
use crate::launch::Launch;
use crate::settings::Errand;

/// How many of its last lines are kept for a message about its end.
const LAST_WORDS: usize = 20;

pub(crate) struct Running {
    pid: u32,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Set once it has been reaped: from then on its pid is not ours.
    ended: Option<ExitStatus>,
    silent: bool,
    expected: bool,
    last_words: VecDeque<String>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes each line that a child says.
pub(crate) type Sink = Box<dyn FnMut(&str) + Send>;

/// Told of an end that nobody here brought about.
pub(crate) type OnUnexpectedEnd = Box<dyn FnOnce(ExitStatus, Vec<String>) + Send>;

impl Running {
    pub(crate) fn start(launch: Launch, sink: Sink, on_end: Option<OnUnexpectedEnd>) -> io::Result<Self> {
        let (mut child, pipe) = launch.spawn()?;
        let pid = child.id();
        let shared = Arc::new(Shared::default());
        let listening = Arc::clone(&shared);
        thread::spawn(move || listen(pipe, sink, &listening));
        let watching = Arc::clone(&shared);
        thread::spawn(move || {
            // Leaves the zombie, so that the pid stays taken until the lock is held.
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            while matches!(waitid(WaitId::Pid(pid_of(pid)), options), Err(rustix::io::Errno::INTR)) {}
            let mut state = watching.state();
            let status = child.wait().unwrap_or_default();
            state.ended = Some(status);
            let expected = state.expected;
            watching.changed.notify_all();
            drop(state);
            if let (false, Some(on_end)) = (expected, on_end) {
                on_end(status, watching.last_words_when_silent());
            }
        });
        Ok(Self { pid, shared })
    }

    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    pub(crate) fn ended(&self) -> Option<ExitStatus> {
        self.shared.state().ended
    }

    /// From now on its end is no news.
    pub(crate) fn expect_end(&self) {
        self.shared.state().expected = true;
    }

    pub(crate) fn signal(&self, signal: Signal) {
        let state = self.shared.state();
        if state.ended.is_none() {
            // It may be a zombie by now, which is no failure.
            kill_process(pid_of(self.pid), signal).ok();
        }
    }

    /// Waits for its end, at most so long.
    pub(crate) fn wait(&self, longest: Duration) -> Option<ExitStatus> {
        let state = self.shared.state();
        let waited = self.shared.changed.wait_timeout_while(state, longest, |state| state.ended.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.ended
    }

    /// Sends one signal after the other, each with its patience, until it has ended.
    pub(crate) fn stop(&self, steps: &[(Signal, Duration)]) -> bool {
        self.expect_end();
        for (signal, patience) in steps {
            self.signal(*signal);
            if self.wait(*patience).is_some() {
                return true;
            }
        }
        self.ended().is_some()
    }

    pub(crate) fn last_words(&self) -> Vec<String> {
        self.shared.last_words_when_silent()
    }

    /// Waits for a short-lived helper to end by itself.
    pub(crate) fn finish(&self, errand: &Errand, mut each_second: impl FnMut(u64)) -> Result<ExitStatus, Error> {
        let started = Instant::now();
        let mut told = 0;
        loop {
            if let Some(status) = self.wait(Duration::from_millis(50)) {
                return Ok(status);
            }
            errand.still_wanted()?;
            let seconds = started.elapsed().as_secs();
            if seconds > told {
                told = seconds;
                each_second(seconds);
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.ended().is_none() {
            // Helpers have helpers of their own, all in the group that it leads.
            kill_process_group(pid_of(self.pid), Signal::KILL).ok();
            self.stop(&[(Signal::KILL, Duration::from_secs(2))]);
        }
    }
}

impl Shared {
    /// Its last lines; after its end, waits a moment for the pipe to run dry.
    fn last_words_when_silent(&self) -> Vec<String> {
        let state = self.state();
        let patience = if state.ended.is_some() { Duration::from_millis(300) } else { Duration::ZERO };
        let waited = self.changed.wait_timeout_while(state, patience, |state| !state.silent);
        let state = waited.unwrap_or_else(PoisonError::into_inner).0;
        state.last_words.iter().cloned().collect()
    }
}

fn listen(pipe: PipeReader, mut sink: Sink, shared: &Shared) {
    let mut reader = BufReader::new(pipe);
    let mut line = Vec::new();
    while let Ok(1..) = reader.read_until(b'\n', &mut line) {
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        if !text.is_empty() {
            sink(text);
            let mut state = shared.state();
            if state.last_words.len() == LAST_WORDS {
                state.last_words.pop_front();
            }
            state.last_words.push_back(text.to_string());
        }
        line.clear();
    }
    shared.state().silent = true;
    shared.changed.notify_all();
}

pub(crate) fn pid_of(pid: u32) -> Pid {
    // A pid the kernel gave out is positive and fits.
    i32::try_from(pid).ok().and_then(Pid::from_raw).unwrap_or_else(rustix::process::getpid)
}
