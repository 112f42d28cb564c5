//! The platform's own figures: who was active, and how much happened each day.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use domain::{LedgerEvent, member::MemberEvent, plan::PlanEvent, workout::WorkoutEvent};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use jiff_sqlx::ToSqlx;
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Event, Indigestible};

/// What a batch adds.
#[derive(Debug, Default)]
pub(super) struct Figures {
    active: HashMap<Uuid, Timestamp>,
    commands: HashMap<Uuid, Commands>,
    days: BTreeMap<Date, Day>,
}

/// A subject's commands. Whether the first is a new one is known only to the table.
#[derive(Debug)]
struct Commands {
    first: String,
    first_day: Date,
    last: String,
}

#[derive(Debug, Default)]
struct Day {
    registered: i64,
    commands: i64,
    plans: i64,
    workouts: i64,
}

/// The two parts of the metadata that matter here.
#[derive(Deserialize)]
struct Who<'a> {
    #[serde(borrow)]
    command_id: Cow<'a, str>,
    #[serde(borrow)]
    actor: Cow<'a, str>,
}

impl Figures {
    pub(super) fn take(&mut self, event: &Event<'_>) -> Result<(), Indigestible> {
        let record = event.record;
        let who: Who<'_> = serde_json::from_str(record.metadata.get())
            .map_err(|error| Indigestible(format!("the metadata can't be read: {error}")))?;
        let member = who.actor.strip_prefix("member:").and_then(|id| Uuid::try_parse(id).ok());
        if let Some(member) = member {
            let last = self.active.entry(member).or_insert(record.recorded_at);
            *last = record.recorded_at.max(*last);
        }
        let date = record.recorded_at.to_zoned(TimeZone::UTC).date();
        let day = self.days.entry(date).or_default();
        match &event.fact {
            LedgerEvent::Member(MemberEvent::MemberRegistered { .. }) => day.registered += 1,
            LedgerEvent::Plan(PlanEvent::PlanGenerated { .. }) => day.plans += 1,
            LedgerEvent::Workout(WorkoutEvent::WorkoutLogged { .. }) => day.workouts += 1,
            _ => {}
        }
        match self.commands.get_mut(&record.subject) {
            // The events of a command follow each other in its subject's history.
            Some(commands) if commands.last == who.command_id => {}
            Some(commands) => {
                commands.last = who.command_id.into_owned();
                day.commands += 1;
            }
            None => {
                let first = who.command_id.into_owned();
                self.commands.insert(record.subject, Commands { last: first.clone(), first, first_day: date });
            }
        }
        Ok(())
    }

    pub(super) async fn flush(&self, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
        if self.days.is_empty() {
            return Ok(());
        }
        self.flush_active(tables).await?;
        let begun = self.flush_commands(tables).await?;
        self.flush_days(&begun, tables).await
    }

    async fn flush_active(&self, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
        sqlx::query(
            "insert into active as a (member_id, last_at) select * from unnest($1::uuid[], $2::timestamptz[])
             on conflict (member_id) do update set last_at = greatest(a.last_at, excluded.last_at)",
        )
        .bind(self.active.keys().copied().collect::<Vec<_>>())
        .bind(self.active.values().map(|last| last.to_sqlx()).collect::<Vec<_>>())
        .execute(tables)
        .await
        .map(drop)
    }

    /// Remembers each subject's last command; gives back on which day how many of the first ones began.
    async fn flush_commands(&self, tables: &mut PgConnection) -> Result<BTreeMap<Date, i64>, sqlx::Error> {
        let subjects: Vec<Uuid> = self.commands.keys().copied().collect();
        // Both see the table as it was before.
        let going_on: Vec<Uuid> = sqlx::query_scalar(
            "with given as (select * from unnest($1::uuid[], $2::text[], $3::text[]) g(subject, first, last)),
             remembered as (
                insert into last_commands (subject, command_id) select subject, last from given
                on conflict (subject) do update set command_id = excluded.command_id
             )
             select l.subject from last_commands l join given g on l.subject = g.subject and l.command_id = g.first",
        )
        .bind(&subjects)
        .bind(self.commands.values().map(|commands| commands.first.as_str()).collect::<Vec<_>>())
        .bind(self.commands.values().map(|commands| commands.last.as_str()).collect::<Vec<_>>())
        .fetch_all(tables)
        .await?;
        let mut begun = BTreeMap::new();
        for commands in self.commands.values() {
            *begun.entry(commands.first_day).or_insert(0) += 1;
        }
        for subject in going_on {
            *begun.entry(self.commands[&subject].first_day).or_insert(0) -= 1;
        }
        Ok(begun)
    }

    async fn flush_days(&self, begun: &BTreeMap<Date, i64>, tables: &mut PgConnection) -> Result<(), sqlx::Error> {
        let each = |part: fn(&Day) -> i64| self.days.values().map(part).collect::<Vec<_>>();
        let commands = self.days.iter().map(|(date, day)| day.commands + begun.get(date).copied().unwrap_or(0));
        sqlx::query(
            "insert into days as d (day, registered, commands, plans, workouts)
             select * from unnest($1::date[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
             on conflict (day) do update set
                registered = d.registered + excluded.registered, commands = d.commands + excluded.commands,
                plans = d.plans + excluded.plans, workouts = d.workouts + excluded.workouts",
        )
        .bind(self.days.keys().map(|day| day.to_sqlx()).collect::<Vec<_>>())
        .bind(each(|day| day.registered))
        .bind(commands.collect::<Vec<_>>())
        .bind(each(|day| day.plans))
        .bind(each(|day| day.workouts))
        .execute(tables)
        .await
        .map(drop)
    }
}
