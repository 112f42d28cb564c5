//! Makes PostgreSQL's data folder: in `postgres.tmp`, renamed when it is whole, so
//! that one that was cut short is never taken for data.

use std::fs;
use std::path::{Path, PathBuf};

use crate::account::Identity;
use crate::child::Running;
use crate::engine::Engine;
use crate::error::Error;
use crate::launch::Launch;
use crate::layout::engine_folder;
use crate::leftovers;
use crate::postgres::ROLE;
use crate::search::Programs;
use crate::settings::{Durability, Errand};

/// The major version that made this data; `None` when there is none yet.
pub(crate) fn made_by(folder: &Path) -> Option<u32> {
    fs::read_to_string(folder.join("PG_VERSION")).ok()?.trim().parse().ok()
}

pub(super) fn init(
    programs: &Programs,
    folder: &Path,
    identity: Option<Identity>,
    durability: Durability,
    errand: &Errand,
) -> Result<(), Error> {
    let half_made = half_made(folder);
    clear(&half_made, errand)?;
    engine_folder(&half_made, identity)?;
    let launch = Launch::new(programs.path("initdb"), &half_made)
        .args(arguments(programs.version.major, durability))
        .args(["-D".as_ref(), half_made.as_os_str()])
        .identity(identity);
    let failed = |reason: String, log| Error::SetUp { engine: Engine::Postgres, reason, log };
    let running = Running::start(launch, Box::new(|_| ()), None)
        .map_err(|error| failed(format!("initdb can't be run: {error}"), Vec::new()))?;
    let done = running.finish(errand, |seconds| {
        if seconds % 5 == 0 {
            errand.say(&format!("  still setting up PostgreSQL ({seconds} s)"));
        }
    });
    let status = match done {
        Ok(status) => status,
        Err(error) => {
            drop(running);
            clear(&half_made, errand).ok();
            return Err(error);
        }
    };
    if !status.success() {
        let log = running.last_words();
        clear(&half_made, errand).ok();
        return Err(failed(format!("initdb ended with {status}"), log));
    }
    fs::rename(&half_made, folder).map_err(Error::folder("write to", folder))?;
    // The rename itself has to survive a power cut before anything is stored under it.
    let parent = folder.parent().unwrap_or(folder);
    fs::File::open(parent).and_then(|parent| parent.sync_all()).map_err(Error::folder("write to", parent))
}

fn half_made(folder: &Path) -> PathBuf {
    folder.with_extension("tmp")
}

fn clear(half_made: &Path, errand: &Errand) -> Result<(), Error> {
    if !half_made.exists() {
        return Ok(());
    }
    leftovers::wait_until_gone(Engine::Postgres, half_made, errand)?;
    fs::remove_dir_all(half_made).map_err(Error::folder("remove", half_made))
}

/// Sorting by code point is the same on every machine; from 17 on PostgreSQL has its
/// own rules for it and needs none of the system's.
fn arguments(major: u32, durability: Durability) -> Vec<&'static str> {
    let mut arguments = vec!["-U", ROLE, "--auth=trust", "-E", "UTF8", "--data-checksums", "--locale=C"];
    match major {
        18.. => arguments.extend(["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]),
        17 => arguments.extend(["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]),
        _ => {}
    }
    if durability == Durability::Throwaway {
        arguments.push("--no-sync");
    }
    arguments
}
