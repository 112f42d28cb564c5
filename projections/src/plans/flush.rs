//! The changes of a batch, written.

use std::collections::BTreeMap;

use domain::{
    history::DoneWorkout,
    plan::{Adjustment, AdjustmentStatus, PlanWeek, put_weeks},
};
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    change::{Changes, NewPlan, Step, json},
    queries::from_json,
    sessions::{SessionChange, Settled, add_up},
    touched,
};

/// Everything of a member; what a plan holds goes before the plan.
const FORGET: [&str; 5] = [
    "delete from adjustments a using plans p where a.plan_id = p.plan_id and p.member_id = any($1)",
    "delete from sessions where member_id = any($1)",
    "delete from plans where member_id = any($1)",
    "delete from workouts where member_id = any($1)",
    "delete from days where member_id = any($1)",
];

pub(super) async fn flush(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    if !batch.made.is_empty() {
        make(batch, tables).await?;
    }
    if !batch.drafted.is_empty() {
        draft_weeks(batch, tables).await?;
    }
    if !batch.superseded.is_empty() {
        supersede(batch, tables).await?;
    }
    if !batch.steps.is_empty() {
        let known = adjustments(batch, tables).await?;
        touched::flush(&batch.steps, &known, tables).await?;
        let sessions = add_up(&batch.steps, &known).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
        let (new, old): (Vec<_>, Vec<_>) = sessions.into_iter().partition(|(_, change)| change.made.is_some());
        insert_sessions(&new, tables).await?;
        update_sessions(&old, tables).await?;
    }
    if !batch.statuses.is_empty() {
        propose(batch, tables).await?;
    }
    if !batch.workouts.is_empty() {
        workouts(batch, tables).await?;
    }
    batch.forgotten.flush(tables, &FORGET).await
}

async fn make(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let plans = || batch.made.values();
    let text = |part: fn(&NewPlan) -> &str| plans().map(part).collect::<Vec<_>>();
    let weeks = plans().map(|plan| written(&plan.weeks)).collect::<Result<Vec<_>, _>>()?;
    sqlx::query(
        "insert into plans (plan_id, member_id, kind, from_day, to_day, position, made_at, engine_version, inputs_digest,
                            score, race_id, weeks)
         select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[], $5::date[], $6::bigint[],
                              $7::timestamptz[], $8::text[], $9::text[], $10::float8[], $11::uuid[], $12::text[])",
    )
    .bind(batch.made.keys().copied().collect::<Vec<_>>())
    .bind(plans().map(|plan| plan.member_id).collect::<Vec<_>>())
    .bind(text(|plan| plan.kind))
    .bind(plans().map(|plan| plan.from.to_sqlx()).collect::<Vec<_>>())
    .bind(plans().map(|plan| plan.to.to_sqlx()).collect::<Vec<_>>())
    .bind(plans().map(|plan| plan.position).collect::<Vec<_>>())
    .bind(plans().map(|plan| plan.made_at.to_sqlx()).collect::<Vec<_>>())
    .bind(text(|plan| &plan.engine_version))
    .bind(text(|plan| &plan.inputs_digest))
    .bind(plans().map(|plan| plan.score).collect::<Vec<_>>())
    .bind(plans().map(|plan| plan.race_id).collect::<Vec<_>>())
    .bind(weeks)
    .execute(tables)
    .await
    .map(drop)
}

/// Puts the weeks that have sessions now in the place of their outlines.
async fn draft_weeks(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = batch.drafted.keys().copied().collect();
    let rows: Vec<(Uuid, String)> = sqlx::query_as("select plan_id, weeks from plans where plan_id = any($1)")
        .bind(ids)
        .fetch_all(&mut *tables)
        .await?;
    let (mut ids, mut texts) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for (plan_id, text) in rows {
        let mut weeks: Vec<PlanWeek> = from_json(&text)?;
        put_weeks(&mut weeks, batch.drafted.get(&plan_id).map_or(&[], Vec::as_slice));
        ids.push(plan_id);
        texts.push(written(&weeks)?);
    }
    sqlx::query(
        "update plans p set weeks = c.weeks
         from unnest($1::uuid[], $2::text[]) c(plan_id, weeks) where p.plan_id = c.plan_id",
    )
    .bind(ids)
    .bind(texts)
    .execute(tables)
    .await
    .map(drop)
}

fn written(weeks: &[PlanWeek]) -> Result<String, sqlx::Error> {
    json(&weeks).map_err(|error| sqlx::Error::Encode(Box::new(error)))
}

async fn supersede(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query(
        "update plans p set superseded_by = c.by, superseded_position = c.position, superseded_at = c.at
         from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[]) c(plan_id, by, position, at)
         where p.plan_id = c.plan_id",
    )
    .bind(batch.superseded.keys().copied().collect::<Vec<_>>())
    .bind(batch.superseded.values().map(|(by, _)| *by).collect::<Vec<_>>())
    .bind(batch.superseded.values().map(|(_, now)| now.position).collect::<Vec<_>>())
    .bind(batch.superseded.values().map(|(_, now)| now.at.to_sqlx()).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

/// The proposals that the batch accepts or takes back: its own, and those of before.
async fn adjustments(batch: &Changes, tables: &mut PgConnection) -> Result<BTreeMap<Uuid, Adjustment>, sqlx::Error> {
    let mut known = BTreeMap::new();
    let mut wanted = Vec::new();
    for (_, step) in &batch.steps {
        if let Step::Adjusted(id, ..) = step {
            match batch.proposed.get(id) {
                Some(own) => drop(known.insert(*id, own.adjustment.clone())),
                None => wanted.push(*id),
            }
        }
    }
    if !wanted.is_empty() {
        let rows: Vec<(Uuid, String)> =
            sqlx::query_as("select adjustment_id, content from adjustments where adjustment_id = any($1)")
                .bind(wanted)
                .fetch_all(tables)
                .await?;
        for (id, content) in rows {
            let adjustment = serde_json::from_str(&content).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
            known.insert(id, adjustment);
        }
    }
    Ok(known)
}

async fn insert_sessions(new: &[(Uuid, SessionChange)], tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    if new.is_empty() {
        return Ok(());
    }
    let changes = || new.iter().map(|(_, change)| change);
    let settled = || changes().map(|change| change.settled.as_ref());
    sqlx::query(
        "insert into sessions (session_id, plan_id, member_id, day, moved_from, content, state, workout_id, reason,
                               settled_at, revision, changed_at)
         select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::date[], $5::date[], $6::text[], $7::text[],
                              $8::uuid[], $9::text[], $10::bigint[], $11::int[], $12::timestamptz[])",
    )
    .bind(new.iter().map(|(id, _)| *id).collect::<Vec<_>>())
    .bind(changes().map(|change| change.made.map(|(plan_id, _)| plan_id)).collect::<Vec<_>>())
    .bind(changes().map(|change| change.made.map(|(_, member_id)| member_id)).collect::<Vec<_>>())
    .bind(changes().map(|change| change.day.map(ToSqlx::to_sqlx)).collect::<Vec<_>>())
    .bind(changes().map(|change| change.moved_from.map(ToSqlx::to_sqlx)).collect::<Vec<_>>())
    .bind(changes().map(|change| change.content.as_deref()).collect::<Vec<_>>())
    .bind(settled().map(|settled| settled.map(|s| s.state)).collect::<Vec<_>>())
    .bind(settled().map(|settled| settled.and_then(|s| s.workout_id)).collect::<Vec<_>>())
    .bind(settled().map(|settled| settled.and_then(|s| s.reason.as_deref())).collect::<Vec<_>>())
    .bind(settled().map(|settled| settled.map(|s| s.position)).collect::<Vec<_>>())
    .bind(changes().map(|change| change.revisions).collect::<Vec<_>>())
    .bind(changes().map(|change| change.changed_at.to_sqlx()).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

async fn update_sessions(known: &[(Uuid, SessionChange)], tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    if known.is_empty() {
        return Ok(());
    }
    let changes = || known.iter().map(|(_, change)| change);
    let settled = |part: fn(&Settled) -> Option<&str>| {
        changes().map(move |change| change.settled.as_ref().and_then(part)).collect::<Vec<_>>()
    };
    sqlx::query(
        "update sessions s set
            day = coalesce(c.day, s.day), moved_from = coalesce(s.moved_from, c.moved_from),
            content = coalesce(c.content, s.content), state = coalesce(c.state, s.state),
            workout_id = case when c.state is null then s.workout_id else c.workout_id end,
            reason = case when c.state is null then s.reason else c.reason end,
            settled_at = coalesce(c.settled_at, s.settled_at),
            revision = s.revision + c.revisions, changed_at = c.changed_at
         from unnest($1::uuid[], $2::date[], $3::date[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::bigint[],
                     $9::int[], $10::timestamptz[])
            c(session_id, day, moved_from, content, state, workout_id, reason, settled_at, revisions, changed_at)
         where s.session_id = c.session_id",
    )
    .bind(known.iter().map(|(id, _)| *id).collect::<Vec<_>>())
    .bind(changes().map(|change| change.day.map(ToSqlx::to_sqlx)).collect::<Vec<_>>())
    .bind(changes().map(|change| change.moved_from.map(ToSqlx::to_sqlx)).collect::<Vec<_>>())
    .bind(changes().map(|change| change.content.as_deref()).collect::<Vec<_>>())
    .bind(settled(|s| Some(s.state)))
    .bind(changes().map(|change| change.settled.as_ref().and_then(|s| s.workout_id)).collect::<Vec<_>>())
    .bind(settled(|s| s.reason.as_deref()))
    .bind(changes().map(|change| change.settled.as_ref().map(|s| s.position)).collect::<Vec<_>>())
    .bind(changes().map(|change| change.revisions).collect::<Vec<_>>())
    .bind(changes().map(|change| change.changed_at.to_sqlx()).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

/// New proposals, and where they and those of before stand.
async fn propose(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let mut contents = Vec::with_capacity(batch.proposed.len());
    for new in batch.proposed.values() {
        contents.push(json(&new.adjustment).map_err(|error| sqlx::Error::Encode(Box::new(error)))?);
    }
    sqlx::query(
        "insert into adjustments (adjustment_id, plan_id, position, content, status)
         select *, 'proposed' from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[])",
    )
    .bind(batch.proposed.keys().copied().collect::<Vec<_>>())
    .bind(batch.proposed.values().map(|new| new.plan_id).collect::<Vec<_>>())
    .bind(batch.proposed.values().map(|new| new.position).collect::<Vec<_>>())
    .bind(contents)
    .execute(&mut *tables)
    .await?;
    sqlx::query(
        "update adjustments a set status = c.status
         from unnest($1::uuid[], $2::text[]) c(adjustment_id, status) where a.adjustment_id = c.adjustment_id",
    )
    .bind(batch.statuses.keys().copied().collect::<Vec<_>>())
    .bind(batch.statuses.values().map(|status| word(*status)).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

fn word(status: AdjustmentStatus) -> &'static str {
    match status {
        AdjustmentStatus::Proposed => "proposed",
        AdjustmentStatus::Accepted => "accepted",
        AdjustmentStatus::Undone => "undone",
    }
}

async fn workouts(batch: &Changes, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
    let gone: Vec<Uuid> = batch.workouts.iter().filter(|(_, now)| now.is_none()).map(|(id, _)| *id).collect();
    if !gone.is_empty() {
        sqlx::query("delete from workouts where workout_id = any($1)").bind(gone).execute(&mut *tables).await?;
    }
    let done: Vec<&(Uuid, DoneWorkout)> = batch.workouts.values().flatten().collect();
    if done.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "insert into workouts (workout_id, member_id, day, sport, minutes)
         select * from unnest($1::uuid[], $2::uuid[], $3::date[], $4::text[], $5::int[])
         on conflict (workout_id) do update set
            member_id = excluded.member_id, day = excluded.day, sport = excluded.sport, minutes = excluded.minutes",
    )
    .bind(done.iter().map(|(_, workout)| workout.workout_id).collect::<Vec<_>>())
    .bind(done.iter().map(|(member_id, _)| *member_id).collect::<Vec<_>>())
    .bind(done.iter().map(|(_, workout)| workout.date.to_sqlx()).collect::<Vec<_>>())
    .bind(done.iter().map(|(_, workout)| workout.sport.as_str()).collect::<Vec<_>>())
    .bind(done.iter().map(|(_, workout)| i32::from(workout.minutes)).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}
