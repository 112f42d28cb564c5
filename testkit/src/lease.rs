//! A test process's claim on the shared engines: a connection to the keeper, which
//! the kernel closes when the process ends, however it ends.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};
use serde::{Deserialize, Serialize};

use crate::place::make_meeting_place;

/// A first run installs the engines before it answers.
const PATIENCE: Duration = Duration::from_secs(300);
/// From its start until the keeper listens.
const BIRTH: Duration = Duration::from_secs(20);

/// What a test process says when it comes.
#[derive(Serialize, Deserialize)]
pub(crate) struct Hello {
    /// Who runs the tests: cargo, nextest, a shell.
    pub(crate) runner: u32,
}

/// What the keeper answers once the engines are ready.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Addresses {
    pub(crate) database_url: String,
    pub(crate) nats_url: String,
    pub(crate) nats_token: Option<String>,
    /// For the kit's own tests: who has to be gone in the end.
    pub(crate) pids: Vec<u32>,
}

pub(crate) type Answer = Result<Addresses, String>;

/// Held for as long as the process uses the engines.
pub(crate) struct Lease {
    pub(crate) addresses: Addresses,
    _connection: UnixStream,
}

pub(crate) fn socket(place: &Path) -> std::path::PathBuf {
    place.join("keeper.socket")
}

/// Held while a keeper is looked for, started, or ends: one at a time.
pub(crate) fn turn(place: &Path) -> io::Result<File> {
    let path = place.join("turn");
    loop {
        make_meeting_place(place)?;
        let file = match File::create(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            file => file?,
        };
        flock(&file, FlockOperation::LockExclusive)?;
        // The last keeper removes the place, with whoever waits for a file that is no more.
        let held = file.metadata()?;
        if std::fs::metadata(&path).is_ok_and(|found| found.ino() == held.ino()) {
            return Ok(file);
        }
    }
}

/// Removes the place if nobody has come to it meanwhile.
pub(crate) fn leave(place: &Path) -> io::Result<()> {
    let _my_turn = turn(place)?;
    let somebody = std::fs::read_dir(place)?.flatten().any(|entry| {
        let name = entry.file_name();
        name != "turn" && name != "keeper.log"
    });
    if somebody { Ok(()) } else { std::fs::remove_dir_all(place) }
}

pub(crate) fn take(keeper: &Path, place: &Path) -> Result<Lease, String> {
    let started = Instant::now();
    let said = |error: io::Error| format!("the keeper of the test engines: {error}");
    loop {
        let my_turn = turn(place).map_err(said)?;
        let connection = match UnixStream::connect(socket(place)) {
            Ok(connection) => connection,
            Err(_) => start(keeper, place).map_err(said)?,
        };
        drop(my_turn);
        match greet(connection) {
            Ok((Ok(addresses), connection)) => return Ok(Lease { addresses, _connection: connection }),
            Ok((Err(reason), _)) => return Err(reason),
            // It was on its way out; the next one will do.
            Err(_) if started.elapsed() < BIRTH => {}
            Err(error) => return Err(said(error)),
        }
    }
}

fn start(keeper: &Path, place: &Path) -> io::Result<UnixStream> {
    let log = File::create(place.join("keeper.log"))?;
    let mut child = Command::new(keeper)
        .arg(place)
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        // Out of reach of Ctrl-C: it sees by itself when the run is over.
        .process_group(0)
        .spawn()?;
    let started = Instant::now();
    loop {
        match UnixStream::connect(socket(place)) {
            Ok(connection) => return Ok(connection),
            Err(error) if started.elapsed() > BIRTH => return Err(error),
            Err(_) => {}
        }
        if let Some(status) = child.try_wait()? {
            let log = std::fs::read_to_string(place.join("keeper.log")).unwrap_or_default();
            return Err(io::Error::other(format!("it ended with {status}: {log}")));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn greet(mut connection: UnixStream) -> io::Result<(Answer, UnixStream)> {
    let runner = rustix::process::getppid().map_or(0, |pid| pid.as_raw_nonzero().get().unsigned_abs());
    let mut hello = serde_json::to_vec(&Hello { runner })?;
    hello.push(b'\n');
    connection.write_all(&hello)?;
    connection.set_read_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    BufReader::new(&connection).read_line(&mut line)?;
    Ok((serde_json::from_str(&line)?, connection))
}
