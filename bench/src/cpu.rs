//! What the work cost: CPU time of this process and of engines of our own.

use std::time::Duration;

use engines::Engines;
use rustix::time::{ClockId, clock_gettime};

/// Reads the clocks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meter {
    engines: Vec<u32>,
    /// A server that was started for the measurement, and started engines of its own.
    server: Option<u32>,
}

/// CPU time up to a moment, or between two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cpu {
    pub(crate) own: Duration,
    /// `None`, like those of the engines, when it is not ours, or the system doesn't tell.
    pub(crate) server: Option<Duration>,
    pub(crate) postgres: Option<Duration>,
    pub(crate) nats: Option<Duration>,
}

impl Meter {
    pub(crate) fn new(engines: &Engines) -> Self {
        Self { engines: engines.pids(), server: None }
    }

    /// Knows of a server and of the engines that it started, if there is one.
    pub(crate) const fn of_server(server: Option<u32>) -> Self {
        Self { engines: Vec::new(), server }
    }

    pub(crate) fn read(&self) -> Cpu {
        let own = clock_gettime(ClockId::ProcessCPUTime);
        let own = Duration::new(own.tv_sec.unsigned_abs(), u32::try_from(own.tv_nsec).unwrap_or_default());
        let is_alone = self.engines.is_empty() && self.server.is_none();
        let processes = if is_alone { Vec::new() } else { processes() };
        let is_ours = |one: &Process| self.engines.contains(&one.pid) || self.server == Some(one.parent);
        let of = |name: &str| {
            let engine = processes.iter().find(|one| is_ours(one) && one.name == name)?;
            // A session that has ended is counted by its parent.
            Some(time(processes.iter().filter(|one| one.pid == engine.pid || one.parent == engine.pid)))
        };
        let server = processes.iter().find(|one| self.server == Some(one.pid));
        let server = server.map(|server| time([server].into_iter()));
        Cpu { own, server, postgres: of("postgres"), nats: of("nats-server") }
    }
}

impl std::ops::Sub for Cpu {
    type Output = Self;

    fn sub(self, earlier: Self) -> Self {
        let between = |later: Option<Duration>, earlier: Option<Duration>| Some(later?.saturating_sub(earlier?));
        Self {
            own: self.own.saturating_sub(earlier.own),
            server: between(self.server, earlier.server),
            postgres: between(self.postgres, earlier.postgres),
            nats: between(self.nats, earlier.nats),
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Process {
    pid: u32,
    name: String,
    parent: u32,
    /// In user and system mode, with those of its ended children.
    ticks: u64,
}

fn time<'p>(processes: impl Iterator<Item = &'p Process>) -> Duration {
    let ticks: u64 = processes.map(|one| one.ticks).sum();
    Duration::from_secs_f64(ticks as f64 / rustix::param::clock_ticks_per_second() as f64)
}

/// Every process that can be seen; none where there is no `/proc`.
fn processes() -> Vec<Process> {
    let Ok(folder) = std::fs::read_dir("/proc") else { return Vec::new() };
    let pids = folder.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    pids.filter_map(|pid| parse(pid, &std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)).collect()
}

/// `pid (name) state ppid … utime stime cutime cstime …`; the name may hold anything.
fn parse(pid: u32, stat: &str) -> Option<Process> {
    let (head, rest) = stat.rsplit_once(") ")?;
    let name = head.split_once('(')?.1.to_owned();
    let fields: Vec<&str> = rest.split_ascii_whitespace().collect();
    let parent = fields.get(1)?.parse().ok()?;
    let ticks = fields.get(11..15)?.iter().filter_map(|field| field.parse::<u64>().ok()).sum();
    Some(Process { pid, name, parent, ticks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_proc_is_read_whatever_the_name() {
        let stat = "42 (a) b (c) S 7 42 42 0 -1 4194560 1 2 3 4 10 20 30 40 20 0 1 0 100";
        let expected = Process { pid: 42, name: "a) b (c".to_owned(), parent: 7, ticks: 100 };
        assert_eq!(parse(42, stat), Some(expected));
        assert_eq!(parse(42, "42 (short) S 7"), None);
    }

    #[test]
    fn working_takes_time_of_ones_own() {
        let meter = Meter::default();
        let before = meter.read();
        let mut hash = 1_u64;
        while meter.read().own == before.own {
            hash = std::hint::black_box(hash.wrapping_mul(31));
        }
        let spent = meter.read() - before;
        assert!(spent.own > Duration::ZERO);
        assert_eq!((spent.server, spent.postgres, spent.nats), (None, None, None));
    }
}
