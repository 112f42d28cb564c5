//! Looks for an engine that somebody installed on this machine: on `PATH`, then in
//! the folders that packages use.

use std::fs;
use std::path::{Path, PathBuf};

use crate::child::Running;
use crate::engine::Engine;
use crate::launch::Launch;
use crate::version::{Version, check, written};

/// An engine's programs, and what they say they are.
#[derive(Debug, Clone)]
pub(crate) struct Programs {
    pub(crate) folder: PathBuf,
    pub(crate) version: Version,
    /// As the program writes it: `18.6`.
    pub(crate) written: String,
}

impl Programs {
    pub(crate) fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }
}

/// The first one that will do, or why none of them would.
pub(crate) fn on_this_machine(engine: Engine, major: Option<u32>) -> Result<Programs, Vec<String>> {
    let on_path = std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect::<Vec<_>>());
    let folders = on_path.unwrap_or_default().into_iter().chain(engine.usual_folders());
    among(engine, folders, major)
}

fn among(engine: Engine, folders: impl Iterator<Item = PathBuf>, major: Option<u32>) -> Result<Programs, Vec<String>> {
    let mut seen = Vec::new();
    let mut reasons = Vec::new();
    for folder in folders {
        // `postgres` may be a link on PATH whose companions stand beside its target.
        let Ok(real) = fs::canonicalize(folder.join(engine.program())) else {
            continue;
        };
        if seen.contains(&real) {
            continue;
        }
        seen.push(real.clone());
        match programs_beside(engine, &real) {
            Ok(programs) => match major {
                Some(major) if programs.version.major != major => {
                    reasons.push(format!("{} is version {}, not {major}", real.display(), programs.written));
                }
                _ => return Ok(programs),
            },
            Err(reason) => reasons.push(reason),
        }
    }
    if seen.is_empty() {
        reasons.push(format!("no `{}` on PATH or in the usual folders", engine.program()));
    }
    Err(reasons)
}

fn programs_beside(engine: Engine, program: &Path) -> Result<Programs, String> {
    let folder = program.parent().unwrap_or(Path::new("/"));
    if let Some(absent) = engine.programs().iter().find(|name| !folder.join(name).is_file()) {
        return Err(format!("{} has no `{absent}` beside it", program.display()));
    }
    in_folder(engine, folder)
}

/// Asks the program in this folder for its version.
pub(crate) fn in_folder(engine: Engine, folder: &Path) -> Result<Programs, String> {
    let program = folder.join(engine.program());
    let said = version_line(&program)?;
    let version = check(engine, &said)
        .map_err(|_| format!("{} {} is older than {}", program.display(), written(&said), engine.needed()))?;
    Ok(Programs { folder: folder.to_path_buf(), version, written: written(&said) })
}

fn version_line(program: &Path) -> Result<String, String> {
    let launch = Launch::new(program, "/").args(["--version"]);
    let running = Running::start(launch, Box::new(|_| ()), None)
        .map_err(|error| format!("{} can't be run: {error}", program.display()))?;
    let status = running.wait(std::time::Duration::from_secs(10));
    let words = running.last_words();
    match (status, words.first()) {
        (Some(status), Some(line)) if status.success() => Ok(line.clone()),
        (_, line) => Err(format!(
            "{} does not tell its version{}",
            program.display(),
            line.map(|line| format!(": {line}")).unwrap_or_default()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn pretend(folder: &Path, program: &str, says: &str) {
        fs::create_dir_all(folder).unwrap();
        let path = folder.join(program);
        fs::write(&path, format!("#!/bin/sh\necho '{says}'\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn an_old_one_is_passed_over_for_a_newer_one_further_on() {
        let root = tempfile::tempdir().unwrap();
        let (old, new) = (root.path().join("old"), root.path().join("new"));
        pretend(&old, "nats-server", "nats-server: v2.9.1");
        pretend(&new, "nats-server", "nats-server: v2.12.3");
        let found = among(Engine::Nats, [old, new.clone()].into_iter(), None).unwrap();
        assert_eq!((found.folder, found.written.as_str()), (new.canonicalize().unwrap(), "2.12.3"));
    }

    #[test]
    fn the_reason_names_the_version_found_and_the_one_needed() {
        let root = tempfile::tempdir().unwrap();
        pretend(root.path(), "nats-server", "nats-server: v2.9.1");
        let reasons = among(Engine::Nats, [root.path().to_path_buf()].into_iter(), None).unwrap_err();
        assert!(reasons[0].ends_with("nats-server 2.9.1 is older than 2.12"), "{reasons:?}");
    }

    #[test]
    fn a_server_without_its_initdb_is_no_postgres() {
        let root = tempfile::tempdir().unwrap();
        pretend(root.path(), "postgres", "postgres (PostgreSQL) 18.6");
        let reasons = among(Engine::Postgres, [root.path().to_path_buf()].into_iter(), None).unwrap_err();
        assert!(reasons[0].contains("has no `initdb` beside it"), "{reasons:?}");
    }

    #[test]
    fn data_of_an_older_major_version_gets_the_programs_that_made_it() {
        let root = tempfile::tempdir().unwrap();
        let (newer, older) = (root.path().join("18"), root.path().join("15"));
        for (folder, version) in [(&newer, "18.6"), (&older, "15.18")] {
            pretend(folder, "postgres", &format!("postgres (PostgreSQL) {version}"));
            pretend(folder, "initdb", "initdb");
        }
        let found = among(Engine::Postgres, [newer, older].into_iter(), Some(15)).unwrap();
        assert_eq!(found.version.major, 15);
    }
}
