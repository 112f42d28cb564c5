//! The keeper: one process that owns the engines of a test run, and ends with it.
//!
//! It ends when no test process is connected and either whoever ran the tests is gone
//! or nobody has come for a while. Killed, it takes the engines along (they get a
//! signal of their own) and its janitor removes the data.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use engines::{Death, Durability, Engines};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::janitor::Janitor;
use crate::lease::{Addresses, Answer, Hello, leave, socket, turn};
use crate::place::{FINGERPRINT, engine_settings};
use crate::sweep::{self, RunFolder};

/// Between two test programs of one run nobody is connected.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
const LOOK_ROUND: Duration = Duration::from_millis(50);

#[derive(Default)]
struct Guests {
    connected: AtomicUsize,
    /// Whoever ran the first test process.
    runner: AtomicU32,
}

/// Runs until the test run is over.
pub async fn keep(place: Option<OsString>) -> ExitCode {
    let Some(place) = place.map(PathBuf::from) else {
        eprintln!("tests start this program by themselves");
        return ExitCode::FAILURE;
    };
    if place.as_os_str() == "--fingerprint" {
        println!("{FINGERPRINT}");
        return ExitCode::SUCCESS;
    }
    match keep_in(&place).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn keep_in(place: &Path) -> Result<(), Box<dyn std::error::Error>> {
    sweep::sweep();
    let folder = RunFolder::make(place)?;
    let _janitor = Janitor::watch_over(folder.path())?;
    let door = socket(place);
    std::fs::remove_file(&door).ok();
    let listener = UnixListener::bind(&door)?;
    let guests = Arc::new(Guests::default());
    let (answer, answers) = watch::channel(None);
    let mut settings = engine_settings(folder.path().join("data"));
    settings.durability = Durability::Throwaway;
    settings.progress = Arc::new(|line| eprintln!("{line}"));
    let mut starting = Box::pin(engines::start(settings));
    let mut engines: Option<Engines> = None;
    let mut terminated = signal(SignalKind::terminate())?;
    let mut last_guest = Instant::now();
    let mut tick = tokio::time::interval(LOOK_ROUND);
    loop {
        tokio::select! {
            started = &mut starting, if engines.is_none() && answer.borrow().is_none() => {
                answer.send_replace(Some(started.as_ref().map(addresses).map_err(ToString::to_string)));
                engines = started.ok();
            }
            guest = listener.accept() => welcome(guest?.0, &guests, &answers),
            death = died(engines.as_ref()) => {
                eprintln!("{death}");
                std::fs::remove_file(&door).ok();
                break;
            }
            _ = terminated.recv() => {
                std::fs::remove_file(&door).ok();
                break;
            }
            _ = tick.tick() => {
                if guests.connected.load(Ordering::SeqCst) > 0 {
                    last_guest = Instant::now();
                } else if (is_gone(&guests) || last_guest.elapsed() > LONGEST_PAUSE)
                    && close_door(place, &listener, &guests, &answers).await
                {
                    break;
                }
            }
        }
    }
    drop(starting);
    // Dropping ends them at once; nobody wants the data back.
    tokio::task::spawn_blocking(move || drop(engines)).await?;
    folder.remove();
    leave(place)?;
    Ok(())
}

async fn died(engines: Option<&Engines>) -> Death {
    match engines {
        Some(engines) => engines.died().await,
        None => std::future::pending().await,
    }
}

fn addresses(engines: &Engines) -> Addresses {
    let nats = engines.nats();
    Addresses {
        database_url: engines.database_url().to_string(),
        nats_url: nats.url.clone(),
        nats_token: nats.token.clone(),
        pids: engines.pids().into_iter().chain([std::process::id()]).collect(),
    }
}

fn welcome(connection: UnixStream, guests: &Arc<Guests>, answers: &watch::Receiver<Option<Answer>>) {
    guests.connected.fetch_add(1, Ordering::SeqCst);
    let (guests, answers) = (Arc::clone(guests), answers.clone());
    tokio::spawn(async move {
        // However the talk ends, the guest is gone then.
        talk(connection, &guests, answers).await.ok();
        guests.connected.fetch_sub(1, Ordering::SeqCst);
    });
}

async fn talk(
    connection: UnixStream,
    guests: &Guests,
    mut answers: watch::Receiver<Option<Answer>>,
) -> std::io::Result<()> {
    let mut connection = BufReader::new(connection);
    let mut line = String::new();
    connection.read_line(&mut line).await?;
    let hello: Hello = serde_json::from_str(&line)?;
    // The first one counts.
    guests.runner.compare_exchange(0, hello.runner, Ordering::SeqCst, Ordering::SeqCst).ok();
    let answer = answers.wait_for(Option::is_some).await.map_err(std::io::Error::other)?.clone();
    let mut text = serde_json::to_vec(&answer)?;
    text.push(b'\n');
    connection.write_all(&text).await?;
    // It says no more: this returns when its process ends.
    connection.read_u8().await?;
    Ok(())
}

/// Is whoever ran the tests gone? A zombie is: its work is over.
fn is_gone(guests: &Guests) -> bool {
    let runner = guests.runner.load(Ordering::SeqCst);
    let Some(pid) = i32::try_from(runner).ok().and_then(rustix::process::Pid::from_raw) else { return false };
    if rustix::process::test_kill_process(pid) == Err(rustix::io::Errno::SRCH) {
        return true;
    }
    let stat = std::fs::read_to_string(format!("/proc/{runner}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with('Z'))
}

/// Closes unless somebody stands before it. New processes wait for their turn
/// meanwhile, and then find no door and start a keeper of their own.
async fn close_door(
    place: &Path,
    listener: &UnixListener,
    guests: &Arc<Guests>,
    answers: &watch::Receiver<Option<Answer>>,
) -> bool {
    let place = place.to_path_buf();
    let path = socket(&place);
    let Ok(Ok(_turn)) = tokio::task::spawn_blocking(move || turn(&place)).await else { return false };
    let waiting = tokio::time::timeout(Duration::from_millis(1), listener.accept()).await;
    if let Ok(Ok((connection, _))) = waiting {
        welcome(connection, guests, answers);
        return false;
    }
    std::fs::remove_file(path).ok();
    true
}
