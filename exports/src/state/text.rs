//! A state for eyes.

use std::fmt::{self, Display, Formatter};

use domain::{plan::SessionStatus, vocabulary::FatigueReading};
use serde::Serialize;
use serde_json::Value;

use super::State;
use crate::diff::{flat, short};

/// More workouts and days than these are in the JSON.
const RECENT: usize = 10;

impl Display for State {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "subject {} as of position {}", self.subject, self.position)?;
        let last = self.last_recorded_at.map_or_else(String::new, |at| format!(", the last recorded at {at}"));
        writeln!(f, "{} events{last}", self.events)?;
        for identity in &self.identities {
            writeln!(f, "known as {identity}")?;
        }
        self.member(f)?;
        self.workouts(f)?;
        self.readings(f)?;
        self.plans(f)
    }
}

impl State {
    fn member(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nmember")?;
        for (field, value) in flat(&serde_json::to_value(&self.member).unwrap_or_default()) {
            writeln!(f, "  {field}: {}", short(&value))?;
        }
        Ok(())
    }

    fn workouts(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let all = &self.history.workouts;
        heading(f, "workouts", all.len())?;
        for done in all.iter().rev().take(RECENT) {
            let metres = done.metres.map_or_else(String::new, |metres| format!(", {metres} m"));
            let effort = word(&done.effort);
            writeln!(
                f,
                "  {} {} {} min{metres}, {effort}, load {:.1}  {}",
                done.date, done.sport, done.minutes, done.load, done.workout_id
            )?;
        }
        Ok(())
    }

    fn readings(&self, f: &mut Formatter<'_>) -> fmt::Result {
        heading(f, "readings", self.days.len())?;
        for (date, day) in self.days.iter().rev().take(RECENT) {
            writeln!(f, "  {date} {}", reading(day.reading()))?;
        }
        Ok(())
    }

    fn plans(&self, f: &mut Formatter<'_>) -> fmt::Result {
        heading(f, "plans", self.plans.len())?;
        for (id, plan) in &self.plans {
            let Some(draft) = plan.draft() else { continue };
            let done = |session: &&domain::plan::Session| {
                matches!(plan.status(session.id), Some(SessionStatus::Completed { .. }))
            };
            let completed = draft.sessions.iter().filter(done).count();
            let standing = if plan.superseded_by().is_some() { ", superseded" } else { "" };
            let (from, end) = (draft.from, draft.end());
            writeln!(
                f,
                "  {} from {from} until {end}: {completed} of {} sessions done{standing}  {id}",
                draft.kind,
                draft.sessions.len()
            )?;
        }
        Ok(())
    }
}

fn heading(f: &mut Formatter<'_>, what: &str, count: usize) -> fmt::Result {
    let latest = if count > RECENT { format!(", the latest {RECENT}") } else { String::new() };
    writeln!(f, "\n{what}: {count}{latest}")
}

fn reading(reading: Option<FatigueReading>) -> String {
    let fields = flat(&serde_json::to_value(reading).unwrap_or_default());
    fields.iter().map(|(field, value)| format!("{field} {}", short(value))).collect::<Vec<_>>().join(", ")
}

fn word(value: &impl Serialize) -> String {
    short(&serde_json::to_value(value).unwrap_or(Value::Null))
}
