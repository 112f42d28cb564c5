//! The engines of this test process: the run's shared ones, or its own where the
//! keeper's program is missing or was built from other sources.

use std::process::Command;

use engines::{Durability, Engines};
use tokio::sync::OnceCell;

use crate::janitor::Janitor;
use crate::lease::{self, Addresses, Lease};
use crate::place::{FINGERPRINT, KEEPER, engine_settings, keeper_program, meeting_place};
use crate::sweep::{self, RunFolder};

/// Kept until the process ends.
static RUN: OnceCell<Run> = OnceCell::const_new();

enum Run {
    Shared(Lease),
    Own(Box<Own>),
}

struct Own {
    addresses: Addresses,
    _engines: Engines,
    _folder: RunFolder,
    _janitor: Janitor,
}

/// Where the engines are, started if need be.
pub(crate) async fn addresses() -> &'static Addresses {
    match RUN.get_or_init(join).await {
        Run::Shared(lease) => &lease.addresses,
        Run::Own(own) => &own.addresses,
    }
}

async fn join() -> Run {
    match tokio::task::spawn_blocking(shared).await {
        Ok(Some(Ok(lease))) => Run::Shared(lease),
        Ok(Some(Err(reason))) => panic!("no engines for the tests: {reason}"),
        Ok(None) => own().await,
        Err(error) => panic!("no engines for the tests: {error}"),
    }
}

/// `None`: there is no keeper to be had.
fn shared() -> Option<Result<Lease, String>> {
    let keeper = keeper_program()?;
    let said = Command::new(&keeper).arg("--fingerprint").output().ok()?;
    if said.stdout.trim_ascii() != FINGERPRINT.as_bytes() {
        return None;
    }
    Some(lease::take(&keeper, &meeting_place(&keeper)))
}

async fn own() -> Run {
    sweep::sweep();
    let folder = RunFolder::make(&meeting_place(KEEPER.as_ref())).expect("a folder in the temporary folder");
    let janitor = Janitor::watch_over(folder.path()).expect("sh");
    let mut settings = engine_settings(folder.path().join("data"));
    settings.durability = Durability::Throwaway;
    let engines = match engines::start(settings).await {
        Ok(engines) => engines,
        Err(error) => panic!("no engines for the tests: {error}"),
    };
    let addresses = Addresses {
        database_url: engines.database_url().to_string(),
        nats_url: engines.nats().url.clone(),
        nats_token: engines.nats().token.clone(),
        pids: engines.pids(),
    };
    Run::Own(Box::new(Own { addresses, _engines: engines, _folder: folder, _janitor: janitor }))
}
