//! Who may be told what they didn't ask for, and how they are spoken to.

use domain::vocabulary::{Language, TimeZoneName, Units};
use jiff::{Timestamp, civil::Time};
use sqlx::{PgPool, Row, postgres::PgRow};
use uuid::Uuid;

use super::Identity;

/// A member as far as it matters to whoever writes to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    pub member_id: Uuid,
    pub language: Language,
    pub units: Units,
    pub time_zone: TimeZoneName,
    pub registered_at: Timestamp,
    /// When to tell of tomorrow's session.
    pub reminds_at: Option<Time>,
    /// In order of gateway and outside id.
    pub identities: Vec<Identity>,
}

/// Members who may act and didn't say that nothing shall come, by id, from behind `after`.
pub async fn unasked(pool: &PgPool, after: Option<Uuid>, limit: usize) -> Result<Vec<Addressee>, sqlx::Error> {
    let rows = sqlx::query(
        "select m.member_id, m.language, m.units, m.time_zone, m.registered_at, m.reminds_at,
            array(select i.gateway from members.identities i where i.member_id = m.member_id and i.claimed
                  order by i.gateway, i.external_id) as gateways,
            array(select i.external_id from members.identities i where i.member_id = m.member_id and i.claimed
                  order by i.gateway, i.external_id) as external_ids
         from members.members m
         where m.unasked and m.status = 'active' and ($1::uuid is null or m.member_id > $1)
         order by m.member_id limit $2",
    )
    .bind(after)
    .bind(i64::try_from(limit).unwrap_or(i64::MAX));
    rows.try_map(|row: PgRow| addressee(&row)).fetch_all(pool).await
}

fn addressee(row: &PgRow) -> Result<Addressee, sqlx::Error> {
    let gateways: Vec<String> = row.try_get("gateways")?;
    let external_ids: Vec<String> = row.try_get("external_ids")?;
    let identities = gateways.into_iter().zip(external_ids);
    Ok(Addressee {
        member_id: row.try_get("member_id")?,
        language: word(row.try_get("language")?)?,
        units: word(row.try_get("units")?)?,
        time_zone: word(row.try_get("time_zone")?)?,
        registered_at: row.try_get::<jiff_sqlx::Timestamp, _>("registered_at")?.to_jiff(),
        reminds_at: row.try_get::<Option<jiff_sqlx::Time>, _>("reminds_at")?.map(jiff_sqlx::Time::to_jiff),
        identities: identities.map(|(gateway, external_id)| Identity { gateway, external_id }).collect(),
    })
}

fn word<W: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>>(word: &str) -> Result<W, sqlx::Error> {
    word.parse().map_err(|error| sqlx::Error::Decode(Box::new(error)))
}
