//! The directory, read.

use jiff::Timestamp;
use serde::Serialize;
use sqlx::{PgPool, Postgres, QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

/// A member as the directory knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Member {
    pub member_id: Uuid,
    pub status: Status,
    pub name: Option<String>,
    pub language: String,
    pub time_zone: String,
    pub units: String,
    pub registered_at: Timestamp,
    /// In alphabetical order.
    pub roles: Vec<String>,
    pub identities: Vec<Identity>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = MemberStatus))]
#[serde(rename_all = "kebab-case", tag = "status")]
pub enum Status {
    Active,
    Suspended { because: String },
}

/// Whom a member is known as at a gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Identity {
    pub gateway: String,
    pub external_id: String,
}

/// Which members are wanted; an empty filter wants all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub role: Option<domain::vocabulary::Role>,
    pub suspended: Option<bool>,
}

/// The place behind a member in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Cursor {
    pub registered_at: Timestamp,
    pub member_id: Uuid,
}

/// Some members, and where the next ones begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    pub members: Vec<Member>,
    pub next: Option<Cursor>,
}

const MEMBER: &str = "select m.member_id, m.status, m.suspended_because, m.name, m.language, m.time_zone, \
    m.units, m.registered_at, \
    array(select r.role from members.roles r where r.member_id = m.member_id order by 1) as roles, \
    array(select i.gateway from members.identities i where i.member_id = m.member_id and i.claimed \
          order by i.gateway, i.external_id) as gateways, \
    array(select i.external_id from members.identities i where i.member_id = m.member_id and i.claimed \
          order by i.gateway, i.external_id) as external_ids \
    from members.members m";

pub async fn by_id(pool: &PgPool, member_id: Uuid) -> Result<Option<Member>, sqlx::Error> {
    let mut query = QueryBuilder::new(MEMBER);
    query.push(" where m.member_id = ").push_bind(member_id);
    query.build().try_map(|row: PgRow| member(&row)).fetch_optional(pool).await
}

/// Whoever comes in through this gateway under this outside id.
pub async fn by_identity(pool: &PgPool, gateway: &str, external_id: &str) -> Result<Option<Member>, sqlx::Error> {
    let mut query = by_identity_query(gateway, external_id);
    query.build().try_map(|row: PgRow| member(&row)).fetch_optional(pool).await
}

/// Members in order of registration, from behind `after`.
pub async fn list(pool: &PgPool, filter: &Filter, after: Option<Cursor>, limit: usize) -> Result<Page, sqlx::Error> {
    let mut query = list_query(filter, after, limit);
    let members = query.build().try_map(|row: PgRow| member(&row)).fetch_all(pool).await?;
    let next = members
        .last()
        .filter(|_| members.len() == limit)
        .map(|last| Cursor { registered_at: last.registered_at, member_id: last.member_id });
    Ok(Page { members, next })
}

pub(crate) fn by_identity_query<'a>(gateway: &'a str, external_id: &'a str) -> QueryBuilder<'a, Postgres> {
    let mut query = QueryBuilder::new(MEMBER);
    query
        .push(" join members.identities known on known.member_id = m.member_id and known.claimed")
        .push(" where known.gateway = ")
        .push_bind(gateway)
        .push(" and known.external_id = ")
        .push_bind(external_id);
    query
}

pub(crate) fn list_query(filter: &Filter, after: Option<Cursor>, limit: usize) -> QueryBuilder<'static, Postgres> {
    let mut query = QueryBuilder::new(MEMBER);
    query.push(" where true");
    if let Some(role) = filter.role {
        query
            .push(" and exists (select from members.roles held where held.member_id = m.member_id and held.role = ")
            .push_bind(role.as_str())
            .push(")");
    }
    if let Some(suspended) = filter.suspended {
        query.push(" and m.status = ").push_bind(if suspended { "suspended" } else { "active" });
    }
    if let Some(Cursor { registered_at, member_id }) = after {
        query
            .push(" and (m.registered_at, m.member_id) > (")
            .push_bind(jiff_sqlx::Timestamp::from(registered_at))
            .push(", ")
            .push_bind(member_id)
            .push(")");
    }
    query.push(" order by m.registered_at, m.member_id limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query
}

fn member(row: &PgRow) -> Result<Member, sqlx::Error> {
    let gateways: Vec<String> = row.try_get("gateways")?;
    let external_ids: Vec<String> = row.try_get("external_ids")?;
    let identities = gateways.into_iter().zip(external_ids);
    Ok(Member {
        member_id: row.try_get("member_id")?,
        status: match row.try_get::<&str, _>("status")? {
            "active" => Status::Active,
            _ => Status::Suspended {
                because: row.try_get::<Option<String>, _>("suspended_because")?.unwrap_or_default(),
            },
        },
        name: row.try_get("name")?,
        language: row.try_get("language")?,
        time_zone: row.try_get("time_zone")?,
        units: row.try_get("units")?,
        registered_at: row.try_get::<jiff_sqlx::Timestamp, _>("registered_at")?.to_jiff(),
        roles: row.try_get("roles")?,
        identities: identities.map(|(gateway, external_id)| Identity { gateway, external_id }).collect(),
    })
}
