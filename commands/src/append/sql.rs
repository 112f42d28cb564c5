//! A batch of appends as one call of the database's `ledger_append`.

use domain::ledger::Rejection;
use sqlx::{PgPool, Row, postgres::PgRow};

use super::{Append, AppendError, Appended, Receipt, ground::Ground};

/// Why a batch was not appended.
pub(super) enum Failure {
    /// Postgres is not the one any more that the caller stands on.
    OtherDatabase,
    Other(AppendError),
}

/// One answer an append, in order.
pub(super) async fn append(pool: &PgPool, ground: &Ground, appends: &[Append]) -> Result<Vec<Appended>, Failure> {
    let events = || appends.iter().flat_map(|append| append.events.iter().zip(1_u64..).map(move |pair| (append, pair)));
    let rows = sqlx::query(
        "select result, first_position, last_position, rejection
         from ledger_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
         order by append",
    )
    .bind(&ground.incarnation)
    .bind(ground.floor.cast_signed())
    .bind(each(appends, |append| append.command_id.as_str()))
    .bind(each(appends, |append| append.aggregate_type))
    .bind(each(appends, |append| append.aggregate_id.as_str()))
    .bind(each(appends, |append| append.expected_sequence.cast_signed()))
    .bind(rejections(appends).map_err(Failure::Other)?)
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
        let reason = format!("{} answers to {} appends", rows.len(), appends.len());
        return Err(Failure::Other(AppendError::Unavailable(reason)));
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

/// What became of a command, if it ever came to an end.
pub(crate) async fn receipt_of(pool: &PgPool, command_id: &str) -> Result<Option<Receipt>, sqlx::Error> {
    sqlx::query("select first_position, last_position, rejection::text from receipts where command_id = $1")
        .bind(command_id)
        .try_map(|row| receipt(&row))
        .fetch_optional(pool)
        .await
}

fn appended(row: &PgRow) -> Result<Appended, sqlx::Error> {
    match row.try_get::<&str, _>("result")? {
        "stored" => receipt(row).map(Appended::Stored),
        "repeated" => receipt(row).map(Appended::Repeated),
        _ => Ok(Appended::Conflict),
    }
}

fn receipt(row: &PgRow) -> Result<Receipt, sqlx::Error> {
    let position = |name: &str| row.try_get::<Option<i64>, _>(name).map(|value| value.map(i64::unsigned_abs));
    Ok(Receipt {
        first_position: position("first_position")?,
        last_position: position("last_position")?,
        rejection: row
            .try_get::<Option<String>, _>("rejection")?
            .map(|text| serde_json::from_str::<Rejection>(&text))
            .transpose()
            .map_err(|error| sqlx::Error::Decode(Box::new(error)))?,
    })
}

/// Bad data stays bad; everything else (no connection, no space, a restart, a deadlock) may pass.
fn classify(error: sqlx::Error) -> Failure {
    let Some(refusal) = error.as_database_error() else {
        return Failure::Other(AppendError::Unavailable(error.to_string()));
    };
    let code = refusal.code().unwrap_or_default();
    Failure::Other(match &*code {
        "PL001" => return Failure::OtherDatabase,
        "PL002" => AppendError::StreamAhead(refusal.message().to_owned()),
        code if ["22", "23", "54"].iter().any(|class| code.starts_with(class)) => {
            AppendError::Refused(error.to_string())
        }
        _ => AppendError::Unavailable(error.to_string()),
    })
}
