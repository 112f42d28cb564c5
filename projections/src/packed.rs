//! Many narrow rows as one value. A row by itself costs the driver more than what stands in it: a message, a few
//! allocations, a look-up for each field. Here Postgres puts the rows one behind the other, each as it sends a record:
//! the number of fields, then of each field its type, its length (-1 for null) and its bytes.

use domain::history::plus_days;
use jiff::civil::{Date, date};
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

/// Where Postgres counts days from.
const EPOCH: Date = date(2000, 1, 1);
/// Number of fields; type and length of a field.
const RECORD_HEAD: usize = 4;
const FIELD_HEAD: usize = 8;

/// Between these stands the query whose rows are wanted, in the order in which it gives them.
pub(crate) const BEGIN: &str = "select string_agg(record_send(packed), '') from (";
pub(crate) const END: &str = ") packed";

#[derive(Debug, thiserror::Error)]
#[error("a packed row is not as it was asked for")]
struct Torn;

/// The rows of a query that stands between [`BEGIN`] and [`END`].
pub(crate) async fn rows<T>(
    pool: &PgPool,
    mut query: QueryBuilder<'_, Postgres>,
    row: impl Fn(&mut Fields<'_>) -> Result<T, sqlx::Error>,
) -> Result<Vec<T>, sqlx::Error> {
    let packed: Option<Vec<u8>> = query.build_query_scalar().fetch_one(pool).await?;
    let mut fields = Fields(packed.as_deref().unwrap_or_default());
    let mut rows = Vec::new();
    while !fields.0.is_empty() {
        fields.take(RECORD_HEAD)?;
        rows.push(row(&mut fields)?);
    }
    Ok(rows)
}

/// What is left of the rows; the fields of a row are taken in their order.
pub(crate) struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    pub(crate) fn uuid(&mut self) -> Result<Uuid, sqlx::Error> {
        self.bytes().map(Uuid::from_bytes)
    }

    pub(crate) fn date(&mut self) -> Result<Date, sqlx::Error> {
        self.i32().map(|days| plus_days(EPOCH, days))
    }

    pub(crate) fn i16(&mut self) -> Result<i16, sqlx::Error> {
        self.bytes().map(i16::from_be_bytes)
    }

    pub(crate) fn i32(&mut self) -> Result<i32, sqlx::Error> {
        self.bytes().map(i32::from_be_bytes)
    }

    pub(crate) fn i64(&mut self) -> Result<i64, sqlx::Error> {
        self.bytes().map(i64::from_be_bytes)
    }

    pub(crate) fn f64(&mut self) -> Result<f64, sqlx::Error> {
        self.bytes().map(f64::from_be_bytes)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, sqlx::Error> {
        self.optional_text()?.ok_or_else(torn)
    }

    pub(crate) fn optional_text(&mut self) -> Result<Option<&'a str>, sqlx::Error> {
        self.field()?.map(|bytes| std::str::from_utf8(bytes).map_err(|_| torn())).transpose()
    }

    pub(crate) fn optional_i16(&mut self) -> Result<Option<i16>, sqlx::Error> {
        self.field()?.map(|bytes| bytes.try_into().map(i16::from_be_bytes).map_err(|_| torn())).transpose()
    }

    pub(crate) fn optional_i32(&mut self) -> Result<Option<i32>, sqlx::Error> {
        self.field()?.map(|bytes| bytes.try_into().map(i32::from_be_bytes).map_err(|_| torn())).transpose()
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], sqlx::Error> {
        self.field()?.and_then(|bytes| bytes.try_into().ok()).ok_or_else(torn)
    }

    fn field(&mut self) -> Result<Option<&'a [u8]>, sqlx::Error> {
        let head = self.take(FIELD_HEAD)?;
        let length: [u8; 4] = head[4..].try_into().map_err(|_| torn())?;
        // Less than nothing is null.
        usize::try_from(i32::from_be_bytes(length)).ok().map(|length| self.take(length)).transpose()
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], sqlx::Error> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or_else(torn)?;
        self.0 = rest;
        Ok(taken)
    }
}

fn torn() -> sqlx::Error {
    sqlx::Error::Decode(Box::new(Torn))
}
