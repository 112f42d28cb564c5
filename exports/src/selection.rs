//! Which events are meant.

use domain::catalogue;
use jiff::Timestamp;
use pg::EventFilter;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{ExportError, Moment};

/// What was asked for; nothing asked means everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// The first position, or the time from which on.
    pub from: Option<Moment>,
    /// The last position, or the time up to which.
    pub to: Option<Moment>,
    /// The ledger as it was then.
    pub as_of: Option<Moment>,
    pub subject: Option<Uuid>,
    pub types: Vec<String>,
}

/// The same in positions: what lies after `after`, up to and with `up_to`. The ledger only grows, so it never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Range {
    pub(crate) after: u64,
    pub(crate) up_to: u64,
}

impl Selection {
    pub(crate) async fn resolve(&self, pool: &PgPool, now: Timestamp) -> Result<Range, ExportError> {
        self.check_types()?;
        let mut up_to = match self.as_of {
            Some(moment) => moment.as_of(pool, now).await?,
            None => pg::head_position(pool).await?,
        };
        if let Some(to) = self.to {
            up_to = up_to.min(to.until(pool).await?);
        }
        let after = match self.from {
            Some(from) => from.before(pool).await?,
            None => 0,
        };
        Ok(Range { after, up_to })
    }

    pub(crate) fn filter(&self, range: Range) -> EventFilter {
        EventFilter {
            subject: self.subject,
            event_types: self.types.clone(),
            up_to: Some(range.up_to),
            ..EventFilter::default()
        }
    }

    fn check_types(&self) -> Result<(), ExportError> {
        let known: Vec<_> = catalogue().into_iter().map(|entry| entry.event).collect();
        match self.types.iter().find(|wanted| !known.contains(&wanted.as_str())) {
            Some(unknown) => Err(ExportError::UnknownType(unknown.clone())),
            None => Ok(()),
        }
    }

    /// A table is a state, and a state has one moment.
    pub(crate) fn check_for_table(&self) -> Result<(), ExportError> {
        match (self.from.or(self.to), self.types.is_empty()) {
            (Some(_), _) => Err(ExportError::OnlyEvents { what: "--from and --to" }),
            (None, false) => Err(ExportError::OnlyEvents { what: "types" }),
            (None, true) => Ok(()),
        }
    }
}
