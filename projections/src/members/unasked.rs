//! Who may be told what they didn't ask for, and how they are spoken to.

use domain::vocabulary::{Language, TimeZoneName, Units};
use jiff::{Timestamp, civil::Time};
use jiff_sqlx::ToSqlx;
use sqlx::{PgPool, Postgres, QueryBuilder, Row, postgres::PgRow};
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

/// By which clock some members live, and when by it they want to be reminded: the same is due to all of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Clock {
    pub time_zone: TimeZoneName,
    pub reminds_at: Option<Time>,
}

/// Every clock by which somebody lives who may be told something. There are few of them, however many members, and they
/// are found by skipping from one to the next in the index.
pub async fn clocks(pool: &PgPool) -> Result<Vec<Clock>, sqlx::Error> {
    clocks_query().build().try_map(|row: PgRow| clock(&row)).fetch_all(pool).await
}

/// No reminder is in the index as the end of the day, which no reminder has.
pub(crate) fn clocks_query() -> QueryBuilder<'static, Postgres> {
    QueryBuilder::new(
        "with recursive clocks(zone, at) as (
             (select time_zone, coalesce(reminds_at, time '24:00') from members.members
              where unasked and status = 'active'
              order by time_zone, coalesce(reminds_at, time '24:00') limit 1)
             union all
             select next.zone, next.at from clocks cross join lateral (
                 select time_zone as zone, coalesce(reminds_at, time '24:00') as at from members.members
                 where unasked and status = 'active'
                   and (time_zone, coalesce(reminds_at, time '24:00')) > (clocks.zone, clocks.at)
                 order by time_zone, coalesce(reminds_at, time '24:00') limit 1
             ) next
         )
         select zone as time_zone, nullif(at, time '24:00') as reminds_at from clocks",
    )
}

/// Members of a clock who may act and didn't say that nothing shall come, by id, from behind `after`.
pub async fn unasked(
    pool: &PgPool,
    clock: &Clock,
    after: Option<Uuid>,
    limit: usize,
) -> Result<Vec<Addressee>, sqlx::Error> {
    let mut query = unasked_query(clock, after, limit);
    query.build().try_map(|row: PgRow| addressee(&row)).fetch_all(pool).await
}

pub(crate) fn unasked_query(clock: &Clock, after: Option<Uuid>, limit: usize) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(
        "select m.member_id, m.language, m.units, m.time_zone, m.registered_at, m.reminds_at,
            array(select i.gateway from members.identities i where i.member_id = m.member_id and i.claimed
                  order by i.gateway, i.external_id) as gateways,
            array(select i.external_id from members.identities i where i.member_id = m.member_id and i.claimed
                  order by i.gateway, i.external_id) as external_ids
         from members.members m
         where m.unasked and m.status = 'active' and m.time_zone = ",
    );
    query.push_bind(clock.time_zone.as_str().to_owned());
    query.push(" and coalesce(m.reminds_at, time '24:00') = coalesce(");
    query.push_bind(clock.reminds_at.map(ToSqlx::to_sqlx));
    query.push(", time '24:00') and m.member_id > ").push_bind(after.unwrap_or(Uuid::nil()));
    query.push(" order by m.member_id limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query
}

fn clock(row: &PgRow) -> Result<Clock, sqlx::Error> {
    Ok(Clock { time_zone: word(row.try_get("time_zone")?)?, reminds_at: reminds_at(row)? })
}

fn reminds_at(row: &PgRow) -> Result<Option<Time>, sqlx::Error> {
    Ok(row.try_get::<Option<jiff_sqlx::Time>, _>("reminds_at")?.map(jiff_sqlx::Time::to_jiff))
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
        reminds_at: reminds_at(row)?,
        identities: identities.map(|(gateway, external_id)| Identity { gateway, external_id }).collect(),
    })
}

fn word<W: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>>(word: &str) -> Result<W, sqlx::Error> {
    word.parse().map_err(|error| sqlx::Error::Decode(Box::new(error)))
}
