//! Versions of the engines: read from what a program or a server says of itself,
//! and compared with the oldest that will do.

use std::fmt;

use crate::engine::Engine;
use crate::error::Error;

/// As much of a version as decides whether it will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    pub major: u32,
    pub minor: u32,
}

impl Version {
    /// Reads the first number in a text such as `postgres (PostgreSQL) 15.18`,
    /// `nats-server: v2.15.1`, `19beta1` or `2.12.0-RC.3`.
    pub fn parse(text: &str) -> Option<Self> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let rest = &text[start..];
        let (major, rest) = number(rest)?;
        let minor = rest.strip_prefix('.').and_then(number).map_or(0, |(minor, _)| minor);
        Some(Self { major, minor })
    }
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// The version number in a `--version` line, whole: `18.6`, `2.15.1`.
pub(crate) fn written(text: &str) -> String {
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    text[start..].split_whitespace().next().unwrap_or_default().to_string()
}

/// Is this `server_version` of a PostgreSQL new enough?
pub fn check_postgres_version(found: &str) -> Result<Version, Error> {
    check(Engine::Postgres, found)
}

/// Is this `version` out of a NATS server's INFO new enough?
pub fn check_nats_version(found: &str) -> Result<Version, Error> {
    check(Engine::Nats, found)
}

pub(crate) fn check(engine: Engine, found: &str) -> Result<Version, Error> {
    match Version::parse(found) {
        Some(version) if version >= engine.oldest() => Ok(version),
        _ => Err(Error::TooOld { engine, found: written(found), needed: engine.needed() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_programs_say() {
        let cases = [
            ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15, 18),
            ("postgres (PostgreSQL) 18.6", 18, 6),
            ("postgres (PostgreSQL) 19beta1", 19, 0),
            ("nats-server: v2.15.1", 2, 15),
            ("2.12.0-RC.3", 2, 12),
        ];
        for (text, major, minor) in cases {
            assert_eq!(Version::parse(text), Some(Version { major, minor }), "{text}");
        }
        assert_eq!(Version::parse("no number at all"), None);
    }

    #[test]
    fn an_old_server_is_refused_with_found_and_needed() {
        assert!(check_nats_version("2.12.0").is_ok());
        assert_eq!(
            check_nats_version("2.9.1").unwrap_err().to_string(),
            "NATS 2.9.1 is too old: PaceLedger needs 2.12 or newer"
        );
        assert_eq!(
            check_postgres_version("14.22 (Debian)").unwrap_err().to_string(),
            "PostgreSQL 14.22 is too old: PaceLedger needs 15 or newer"
        );
    }
}
