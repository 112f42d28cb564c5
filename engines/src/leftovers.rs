//! Engines of an earlier run. When their PaceLedger was killed they got a signal of
//! their own and are on their way out; whoever starts next waits until they are gone,
//! and ends what does not go.
//!
//! An engine is known by its program's name *and* by its working folder, the data
//! folder of its own: a pid that was given to somebody else meanwhile has neither.

use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::{Signal, kill_process};

use crate::child::pid_of;
use crate::engine::Engine;
use crate::error::Error;
use crate::settings::Errand;

/// An immediate shutdown takes PostgreSQL well under a second, a busy disk included.
const GOES_BY_ITSELF: Duration = Duration::from_secs(6);
const GOES_WHEN_KILLED: Duration = Duration::from_secs(5);

pub(crate) fn wait_until_gone(engine: Engine, folder: &Path, errand: &Errand) -> Result<(), Error> {
    let started = Instant::now();
    let mut told = false;
    loop {
        let alive = processes(engine, folder);
        let Some(first) = alive.first() else {
            return Ok(());
        };
        errand.still_wanted()?;
        if !told {
            errand.say(&format!("waiting for {engine} of an earlier run (pid {first}) to end"));
            told = true;
        }
        if started.elapsed() > GOES_BY_ITSELF + GOES_WHEN_KILLED {
            return Err(Error::Leftover { engine, pid: *first, data: folder.to_path_buf() });
        }
        if started.elapsed() > GOES_BY_ITSELF {
            for pid in alive {
                kill_process(pid_of(pid), Signal::KILL).ok();
            }
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(target_os = "linux")]
fn processes(engine: Engine, folder: &Path) -> Vec<u32> {
    let Ok(entries) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|&pid| pid != std::process::id())
        .filter(|pid| {
            let name = std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
            let there = std::fs::read_link(format!("/proc/{pid}/cwd"));
            name.trim_end() == engine.program() && there.is_ok_and(|cwd| cwd == folder)
        })
        .collect()
}

/// Elsewhere there is no such view: the pid file that each engine leaves in its
/// folder says who it was, and `ps` whether that still is the same program.
#[cfg(not(target_os = "linux"))]
fn processes(engine: Engine, folder: &Path) -> Vec<u32> {
    let file = match engine {
        Engine::Postgres => folder.join("postmaster.pid"),
        Engine::Nats => folder.join("nats-server.pid"),
    };
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let Some(pid) = text.lines().next().and_then(|line| line.trim().parse::<u32>().ok()) else {
        return Vec::new();
    };
    let said = std::process::Command::new("ps").args(["-o", "command=", "-p", &pid.to_string()]).output();
    let same = said.is_ok_and(|output| {
        let command = String::from_utf8_lossy(&output.stdout).into_owned();
        command.contains(engine.program()) && command.contains(&*folder.to_string_lossy())
    });
    if same { vec![pid] } else { Vec::new() }
}
