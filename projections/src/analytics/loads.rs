//! The load and the effort of each changed workout, with the thresholds of its day as they were known when it came.
//!
//! The same fold that plans are made from, so an athlete sees the loads that the planner sees. Thresholds that are set
//! later leave it alone until the workout is corrected.

use std::collections::{HashMap, HashSet};

use domain::{history::AthleteHistory, load::LoadMethod, workout::WorkoutFacts};
use sqlx::PgConnection;
use uuid::Uuid;

use super::change::Changes;

/// What a workout is worth to this athlete.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Load {
    pub(super) points: f64,
    /// What they were measured by.
    pub(super) method: Option<LoadMethod>,
    /// In the planner's three steps.
    pub(super) effort: i16,
    /// Seconds of a run that says what its runner can do.
    pub(super) result_s: Option<i32>,
}

/// Computes the loads of the batch, and writes down what it tells of athletes.
pub(super) async fn loads(batch: &Changes, tables: &mut PgConnection) -> Result<HashMap<Uuid, Load>, sqlx::Error> {
    let stages = stages(batch, tables).await?;
    let nobody = AthleteHistory::default();
    let loads = batch
        .workouts
        .iter()
        .filter_map(|(id, change)| {
            let facts = change.facts.as_ref()?;
            let athlete = stages.get(&change.member_id).and_then(|stages| stages.get(change.known)).unwrap_or(&nobody);
            Some((*id, worth(athlete, *id, &facts.told)))
        })
        .collect();
    remember(batch, &stages, tables).await?;
    Ok(loads)
}

fn worth(athlete: &AthleteHistory, id: Uuid, facts: &WorkoutFacts) -> Load {
    let done = athlete.reduce(id, facts);
    let (points, method) = athlete.load(facts);
    Load { points, method, effort: done.effort as i16, result_s: done.result_s.map(u32::cast_signed) }
}

/// Athletes as they were known before the batch, and after each of its changes.
async fn stages(batch: &Changes, tables: &mut PgConnection) -> Result<HashMap<Uuid, Vec<AthleteHistory>>, sqlx::Error> {
    let measured = batch.workouts.values().filter(|change| change.facts.is_some()).map(|change| change.member_id);
    let members: HashSet<Uuid> = measured.chain(batch.athletes.keys().copied()).collect();
    if members.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = sqlx::query_as(
        "select a.member_id, a.known from athletes a join unnest($1::uuid[]) c(member_id) using (member_id)",
    )
    .bind(members.into_iter().collect::<Vec<_>>())
    .fetch_all(tables)
    .await?;
    let mut stages = HashMap::new();
    for (member, known) in rows {
        let known = serde_json::from_str(&known).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
        stages.insert(member, vec![known]);
    }
    for (member, events) in &batch.athletes {
        let stages = stages.entry(*member).or_insert_with(|| vec![AthleteHistory::default()]);
        for event in events {
            let mut next = stages.last().cloned().unwrap_or_default();
            next.apply("", event);
            stages.push(next);
        }
    }
    Ok(stages)
}

async fn remember(
    batch: &Changes,
    stages: &HashMap<Uuid, Vec<AthleteHistory>>,
    tables: &mut PgConnection,
) -> Result<(), sqlx::Error> {
    if batch.athletes.is_empty() {
        return Ok(());
    }
    let (mut members, mut known) = (Vec::new(), Vec::new());
    for member in batch.athletes.keys() {
        let now = stages.get(member).and_then(|stages| stages.last());
        members.push(*member);
        known.push(serde_json::to_string(&now).map_err(|error| sqlx::Error::Encode(Box::new(error)))?);
    }
    sqlx::query(
        "insert into athletes (member_id, known) select * from unnest($1::uuid[], $2::text[])
         on conflict (member_id) do update set known = excluded.known",
    )
    .bind(members)
    .bind(known)
    .execute(tables)
    .await
    .map(drop)
}
