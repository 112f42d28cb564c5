//! A batch of appends as one call of the database's `ledger_append`.

use domain::ledger::Rejection;
use sqlx::{PgPool, Row, postgres::PgRow};

use super::{Append, AppendError, Appended, Receipt};

/// One answer an append, in order.
pub(super) async fn append(pool: &PgPool, appends: &[Append]) -> Result<Vec<Appended>, AppendError> {
    let events = || appends.iter().flat_map(|append| append.events.iter().zip(1_u64..).map(move |pair| (append, pair)));
    let rows = sqlx::query(
        "select result, first_position, last_position, rejection
         from ledger_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) order by append",
    )
    .bind(each(appends, |append| append.command_id.as_str()))
    .bind(each(appends, |append| append.aggregate_type))
    .bind(each(appends, |append| append.aggregate_id.as_str()))
    .bind(each(appends, |append| append.expected_sequence.cast_signed()))
    .bind(rejections(appends)?)
    .bind(each(appends, |append| i32::try_from(append.events.len()).unwrap_or(i32::MAX)))
    .bind(events().map(|(append, _)| append.aggregate_type).collect::<Vec<_>>())
    .bind(events().map(|(append, _)| append.aggregate_id.as_str()).collect::<Vec<_>>())
    .bind(events().map(|(append, (_, n))| (append.expected_sequence + n).cast_signed()).collect::<Vec<_>>())
    .bind(events().map(|(_, (event, _))| event.event_type.as_str()).collect::<Vec<_>>())
    .bind(events().map(|(_, (event, _))| event.event_version.as_str()).collect::<Vec<_>>())
    .bind(events().map(|(_, (event, _))| event.payload.as_str()).collect::<Vec<_>>())
    .bind(events().map(|(_, (event, _))| event.metadata.as_str()).collect::<Vec<_>>())
    .bind(events().map(|(_, (event, _))| event.event_id).collect::<Vec<_>>())
    .bind(events().map(|(_, (event, _))| event.subject).collect::<Vec<_>>())
    .fetch_all(pool)
    .await
    .map_err(classify)?;
    if rows.len() != appends.len() {
        // Whose answer is whose can't be told; asked again, each gets its own.
        return Err(AppendError::Unavailable(format!("{} answers to {} appends", rows.len(), appends.len())));
    }
    rows.iter().map(|row| appended(row).map_err(classify)).collect()
}

fn each<'a, T>(appends: &'a [Append], part: impl Fn(&'a Append) -> T) -> Vec<T> {
    appends.iter().map(part).collect()
}

fn rejections(appends: &[Append]) -> Result<Vec<Option<String>>, AppendError> {
    appends
        .iter()
        .map(|append| append.rejection.as_ref().map(serde_json::to_string).transpose())
        .collect::<Result<_, _>>()
        .map_err(|error| AppendError::Refused(error.to_string()))
}

fn appended(row: &PgRow) -> Result<Appended, sqlx::Error> {
    let position = |name: &str| row.try_get::<Option<i64>, _>(name).map(|value| value.map(i64::unsigned_abs));
    let receipt = || -> Result<Receipt, sqlx::Error> {
        Ok(Receipt {
            first_position: position("first_position")?,
            last_position: position("last_position")?,
            rejection: row
                .try_get::<Option<String>, _>("rejection")?
                .map(|text| serde_json::from_str::<Rejection>(&text))
                .transpose()
                .map_err(|error| sqlx::Error::Decode(Box::new(error)))?,
        })
    };
    match row.try_get::<&str, _>("result")? {
        "stored" => receipt().map(Appended::Stored),
        "repeated" => receipt().map(Appended::Repeated),
        _ => Ok(Appended::Conflict),
    }
}

/// Bad data stays bad; everything else (no connection, no space, a restart, a deadlock) may pass.
fn classify(error: sqlx::Error) -> AppendError {
    let is_bad_data = error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .is_some_and(|code| code.starts_with("22") || code.starts_with("23") || code.starts_with("54"));
    if is_bad_data { AppendError::Refused(error.to_string()) } else { AppendError::Unavailable(error.to_string()) }
}
