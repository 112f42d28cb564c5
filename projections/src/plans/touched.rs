//! Which days a batch touches: those on which something may be seen otherwise than before.
//!
//! A workout that is found by likeness, lost again, or taken by another session changes how a session looks that no event
//! names. So each event touches the days of the sessions and workouts that it is about, as they stood before it and as
//! they stand after it. Steps are walked one by one, so that the days are the same however events are cut into batches.

use std::collections::BTreeMap;

use domain::plan::Adjustment;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, Row};
use uuid::Uuid;

use super::{
    change::{Moment, Step},
    sessions::{SessionChange, standing},
};

/// Whose it is, and on which day.
type Place = (Uuid, Date);

/// Before anything of the batch is written.
pub(super) async fn flush(
    steps: &[(Moment, Step)],
    adjustments: &BTreeMap<Uuid, Adjustment>,
    tables: &mut PgConnection,
) -> Result<(), sqlx::Error> {
    let mut walk = Walk::from(steps, adjustments, tables).await?;
    for (moment, step) in steps {
        walk.step(*moment, step, adjustments);
    }
    let touched = walk.touched;
    sqlx::query(
        "insert into days (member_id, day, position, changed_at)
         select * from unnest($1::uuid[], $2::date[], $3::bigint[], $4::timestamptz[])
         on conflict (member_id, day) do update set position = excluded.position, changed_at = excluded.changed_at",
    )
    .bind(touched.keys().map(|(member_id, _)| *member_id).collect::<Vec<_>>())
    .bind(touched.keys().map(|(_, day)| day.to_sqlx()).collect::<Vec<_>>())
    .bind(touched.values().map(|moment| moment.position).collect::<Vec<_>>())
    .bind(touched.values().map(|moment| moment.at.to_sqlx()).collect::<Vec<_>>())
    .execute(tables)
    .await
    .map(drop)
}

/// Where everything that the batch is about stands, step by step.
#[derive(Default)]
struct Walk {
    /// With the workout that the athlete named.
    sessions: BTreeMap<Uuid, (Place, Option<Uuid>)>,
    workouts: BTreeMap<Uuid, Place>,
    touched: BTreeMap<Place, Moment>,
}

impl Walk {
    async fn from(
        steps: &[(Moment, Step)],
        adjustments: &BTreeMap<Uuid, Adjustment>,
        tables: &mut PgConnection,
    ) -> Result<Self, sqlx::Error> {
        let (mut sessions, mut workouts) = (Vec::new(), Vec::new());
        for (_, step) in steps {
            match step {
                Step::Session(id, change) => {
                    sessions.extend(change.made.is_none().then_some(*id));
                    workouts.extend(named(change).flatten());
                }
                Step::Adjusted(id, status) => {
                    sessions.extend(standing(adjustments.get(id), *status).map(|session| session.id));
                }
                Step::Workout(id, _) => workouts.push(*id),
            }
        }
        let mut walk = Self::default();
        walk.read_sessions(sessions, tables).await?;
        workouts.extend(walk.sessions.values().filter_map(|(_, workout)| *workout));
        walk.read_workouts(workouts, tables).await?;
        Ok(walk)
    }

    async fn read_sessions(&mut self, ids: Vec<Uuid>, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
        if ids.is_empty() {
            return Ok(());
        }
        let query = "select session_id, member_id, day, workout_id from sessions where session_id = any($1)";
        for row in sqlx::query(query).bind(ids).fetch_all(tables).await? {
            let place = (row.try_get("member_id")?, row.try_get::<jiff_sqlx::Date, _>("day")?.to_jiff());
            self.sessions.insert(row.try_get("session_id")?, (place, row.try_get("workout_id")?));
        }
        Ok(())
    }

    async fn read_workouts(&mut self, ids: Vec<Uuid>, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
        if ids.is_empty() {
            return Ok(());
        }
        let query = "select workout_id, member_id, day from workouts where workout_id = any($1)";
        for row in sqlx::query(query).bind(ids).fetch_all(tables).await? {
            let place = (row.try_get("member_id")?, row.try_get::<jiff_sqlx::Date, _>("day")?.to_jiff());
            self.workouts.insert(row.try_get("workout_id")?, place);
        }
        Ok(())
    }

    fn step(&mut self, moment: Moment, step: &Step, adjustments: &BTreeMap<Uuid, Adjustment>) {
        match step {
            Step::Session(id, change) => {
                self.touch_session(*id, moment);
                self.change(*id, change);
                self.touch_session(*id, moment);
            }
            Step::Adjusted(id, status) => {
                for now in standing(adjustments.get(id), *status) {
                    self.touch_session(now.id, moment);
                    if let Some(((_, day), _)) = self.sessions.get_mut(&now.id) {
                        *day = now.date;
                    }
                    self.touch_session(now.id, moment);
                }
            }
            Step::Workout(id, place) => {
                let before = match place {
                    Some(place) => self.workouts.insert(*id, *place),
                    None => self.workouts.remove(id),
                };
                self.touched.extend(before.into_iter().chain(*place).map(|place| (place, moment)));
            }
        }
    }

    fn change(&mut self, id: Uuid, change: &SessionChange) {
        if let (Some((_, member_id)), Some(day)) = (change.made, change.day) {
            self.sessions.insert(id, ((member_id, day), None));
        }
        let Some(((_, day), workout)) = self.sessions.get_mut(&id) else { return };
        *day = change.day.unwrap_or(*day);
        *workout = named(change).unwrap_or(*workout);
    }

    /// The session's day, and that of the workout which it holds.
    fn touch_session(&mut self, id: Uuid, moment: Moment) {
        let Some((place, workout)) = self.sessions.get(&id) else { return };
        let held = workout.and_then(|workout| self.workouts.get(&workout));
        self.touched.extend(std::iter::once(place).chain(held).map(|place| (*place, moment)));
    }
}

/// Which workout the athlete names, if they say anything of it.
fn named(change: &SessionChange) -> Option<Option<Uuid>> {
    change.settled.as_ref().map(|settled| settled.workout_id)
}
