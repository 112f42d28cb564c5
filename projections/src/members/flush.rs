//! The changes of a batch, written.

use domain::vocabulary::{Language, TimeZoneName, Units};
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::{
    change::{Changes, MemberChange, Standing},
    consents::words,
};

/// Everything of a member.
const FORGET: [&str; 4] = [
    "delete from members where member_id = any($1)",
    "delete from roles where member_id = any($1)",
    "delete from identities where member_id = any($1)",
    "delete from consents where member_id = any($1)",
];

pub(super) async fn flush(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    if !batch.members.is_empty() {
        register(batch, tables).await?;
        change(batch, tables).await?;
    }
    if !batch.roles.is_empty() {
        roles(batch, tables).await?;
    }
    if !batch.identities.is_empty() {
        identities(batch, tables).await?;
    }
    if !batch.consents.is_empty() {
        consents(batch, tables).await?;
    }
    batch.forgotten.flush(tables, &FORGET).await
}

/// New members. All that a registration says is known here, later changes of the same batch included.
async fn register(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let new: Vec<_> = batch.members.iter().filter(|(_, change)| change.registered_at.is_some()).collect();
    if new.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "insert into members (member_id, status, suspended_because, name, language, time_zone, units, registered_at,
                              reminds_at, unasked)
         select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                              $8::timestamptz[], $9::time[], $10::boolean[])
         on conflict (member_id) do update set
            status = excluded.status, suspended_because = excluded.suspended_because, name = excluded.name,
            language = excluded.language, time_zone = excluded.time_zone, units = excluded.units,
            registered_at = excluded.registered_at, reminds_at = excluded.reminds_at, unasked = excluded.unasked",
    )
    .bind(new.iter().map(|(id, _)| **id).collect::<Vec<_>>())
    .bind(new.iter().map(|(_, change)| status(change)).collect::<Vec<_>>())
    .bind(new.iter().map(|(_, change)| because(change)).collect::<Vec<_>>())
    .bind(new.iter().map(|(_, change)| change.name.clone().flatten()).collect::<Vec<_>>())
    .bind(new.iter().map(|(_, change)| change.language.map(Language::as_str)).collect::<Vec<_>>())
    .bind(new.iter().map(|(_, change)| change.time_zone.as_ref().map(TimeZoneName::as_str)).collect::<Vec<_>>())
    .bind(new.iter().map(|(_, change)| change.units.map(Units::as_str)).collect::<Vec<_>>())
    .bind(new.iter().map(|(_, change)| change.registered_at.map(jiff_sqlx::Timestamp::from)).collect::<Vec<_>>())
    .bind(new.iter().map(|(_, change)| reminds_at(change)).collect::<Vec<_>>())
    .bind(new.iter().map(|(_, change)| change.reminder.is_none_or(|at| at.is_some())).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

/// Members known from before.
async fn change(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let known: Vec<_> = batch.members.iter().filter(|(_, change)| change.registered_at.is_none()).collect();
    if known.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "update members m set
            status = coalesce(c.status, m.status),
            suspended_because = case when c.status is null then m.suspended_because else c.because end,
            name = case when c.renamed then c.name else m.name end,
            language = coalesce(c.language, m.language),
            time_zone = coalesce(c.time_zone, m.time_zone),
            units = coalesce(c.units, m.units),
            reminds_at = case when c.unasked is null then m.reminds_at else c.reminds_at end,
            unasked = coalesce(c.unasked, m.unasked)
         from unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::text[],
                     $9::time[], $10::boolean[])
            c(member_id, status, because, renamed, name, language, time_zone, units, reminds_at, unasked)
         where m.member_id = c.member_id",
    )
    .bind(known.iter().map(|(id, _)| **id).collect::<Vec<_>>())
    .bind(known.iter().map(|(_, change)| status(change)).collect::<Vec<_>>())
    .bind(known.iter().map(|(_, change)| because(change)).collect::<Vec<_>>())
    .bind(known.iter().map(|(_, change)| change.name.is_some()).collect::<Vec<_>>())
    .bind(known.iter().map(|(_, change)| change.name.clone().flatten()).collect::<Vec<_>>())
    .bind(known.iter().map(|(_, change)| change.language.map(Language::as_str)).collect::<Vec<_>>())
    .bind(known.iter().map(|(_, change)| change.time_zone.as_ref().map(TimeZoneName::as_str)).collect::<Vec<_>>())
    .bind(known.iter().map(|(_, change)| change.units.map(Units::as_str)).collect::<Vec<_>>())
    .bind(known.iter().map(|(_, change)| reminds_at(change)).collect::<Vec<_>>())
    .bind(known.iter().map(|(_, change)| change.reminder.map(|at| at.is_some())).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

async fn roles(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query(
        "with change as (select * from unnest($1::uuid[], $2::text[], $3::boolean[]) c(member_id, role, granted)),
              revoked as (delete from roles r using change c
                          where not c.granted and r.member_id = c.member_id and r.role = c.role)
         insert into roles (member_id, role) select member_id, role from change where granted on conflict do nothing",
    )
    .bind(batch.roles.keys().map(|(id, _)| *id).collect::<Vec<_>>())
    .bind(batch.roles.keys().map(|(_, role)| role.as_str()).collect::<Vec<_>>())
    .bind(batch.roles.values().copied().collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

async fn identities(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let changes = || batch.identities.values();
    sqlx::query(
        "insert into identities as i (gateway, external_id, member_id, claimed, changed_at, position)
         select * from unnest($1::text[], $2::text[], $3::uuid[], $4::boolean[], $5::timestamptz[], $6::bigint[])
         on conflict (gateway, external_id) do update set
            member_id = excluded.member_id, claimed = excluded.claimed, changed_at = excluded.changed_at,
            position = excluded.position
         where i.position < excluded.position",
    )
    .bind(batch.identities.keys().map(|(gateway, _)| gateway.as_str()).collect::<Vec<_>>())
    .bind(batch.identities.keys().map(|(_, external_id)| external_id.as_str()).collect::<Vec<_>>())
    .bind(changes().map(|change| change.member_id).collect::<Vec<_>>())
    .bind(changes().map(|change| change.claimed).collect::<Vec<_>>())
    .bind(changes().map(|change| jiff_sqlx::Timestamp::from(change.changed_at)).collect::<Vec<_>>())
    .bind(changes().map(|change| change.position.cast_signed()).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

async fn consents(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let changes = || batch.consents.iter();
    sqlx::query(
        "insert into consents (position, member_id, consent, coach_id, given, recorded_at)
         select * from unnest($1::bigint[], $2::uuid[], $3::text[], $4::uuid[], $5::boolean[], $6::timestamptz[])",
    )
    .bind(changes().map(|change| change.position.cast_signed()).collect::<Vec<_>>())
    .bind(changes().map(|change| change.member_id).collect::<Vec<_>>())
    .bind(changes().map(|change| words(change.consent).0).collect::<Vec<_>>())
    .bind(changes().map(|change| words(change.consent).1).collect::<Vec<_>>())
    .bind(changes().map(|change| change.given).collect::<Vec<_>>())
    .bind(changes().map(|change| jiff_sqlx::Timestamp::from(change.recorded_at)).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

fn reminds_at(change: &MemberChange) -> Option<jiff_sqlx::Time> {
    change.reminder.flatten().map(ToSqlx::to_sqlx)
}

fn status(change: &MemberChange) -> Option<&'static str> {
    change.standing.as_ref().map(|standing| match standing {
        Standing::Active => "active",
        Standing::Suspended { .. } => "suspended",
    })
}

fn because(change: &MemberChange) -> Option<&str> {
    match &change.standing {
        Some(Standing::Suspended { because }) => Some(because),
        _ => None,
    }
}
