//! A place in the history: a position, or a time.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;

use crate::ExportError;

/// As it is typed: `42`, `2026-03-01T00:00:00Z`, or `2026-03-01` for that day's beginning in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    Position(u64),
    Time(Timestamp),
}

impl Moment {
    /// The last position of the ledger as it was then. What has not come yet is refused: the answer would change.
    pub async fn as_of(self, pool: &PgPool, now: Timestamp) -> Result<u64, ExportError> {
        match self {
            Self::Position(asked) => {
                let head = pg::head_position(pool).await?;
                if asked > head { Err(ExportError::BeyondHead { asked, head }) } else { Ok(asked) }
            }
            Self::Time(time) if time > now => Err(ExportError::Future(time)),
            Self::Time(time) => {
                pg::wait_for_appends(pool).await?;
                Ok(pg::position_at(pool, time).await?)
            }
        }
    }

    /// The last position that this moment, as the first of a range, leaves out.
    pub async fn before(self, pool: &PgPool) -> Result<u64, ExportError> {
        match self {
            Self::Position(first) => Ok(first.saturating_sub(1)),
            Self::Time(time) => Ok(pg::position_before(pool, time).await?),
        }
    }

    /// The last position that this moment, as the last of a range, takes in.
    pub async fn until(self, pool: &PgPool) -> Result<u64, ExportError> {
        match self {
            Self::Position(last) => Ok(last),
            Self::Time(time) => Ok(pg::position_at(pool, time).await?),
        }
    }
}

impl FromStr for Moment {
    type Err = ExportError;

    fn from_str(typed: &str) -> Result<Self, ExportError> {
        if let Ok(position) = typed.parse() {
            return Ok(Self::Position(position));
        }
        if let Ok(time) = typed.parse() {
            return Ok(Self::Time(time));
        }
        // Only a bare date: `2026-03-01T12:00` without a zone could be anywhere.
        let day = if typed.len() == 10 { typed.parse::<Date>().ok() } else { None };
        day.and_then(|day| day.to_zoned(TimeZone::UTC).ok())
            .map(|midnight| Self::Time(midnight.timestamp()))
            .ok_or_else(|| ExportError::NoMoment(typed.to_owned()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Position(position) => position.fmt(f),
            Self::Time(time) => time.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_position_a_time_or_a_day() {
        let read = |typed: &str| typed.parse::<Moment>().unwrap().to_string();
        assert_eq!(read("42"), "42");
        assert_eq!(read("2026-03-01T01:00:00+01:00"), "2026-03-01T00:00:00Z");
        assert_eq!(read("2026-03-01"), "2026-03-01T00:00:00Z");
    }

    #[test]
    fn what_is_no_moment_is_told_what_one_looks_like() {
        for typed in ["yesterday", "-1", "2026-03-01T12:00", "2026-13-01", ""] {
            let error = typed.parse::<Moment>().unwrap_err().to_string();
            assert!(error.contains(typed) && error.contains("2026-03-01T00:00:00Z"), "{error}");
        }
    }
}
