//! Workouts that count. Corrected facts have replaced the earlier ones, and what was voided isn't there.

use domain::{
    history::Effort,
    vocabulary::{Duration, Mood, Text, Zone},
    workout::{Source, WorkoutFacts},
};
use uuid::Uuid;

use super::{Rows, Tidy};
use crate::{
    cell::{Cell, Kind, column},
    state::{Counted, State},
};

pub(super) const TABLE: Tidy = Tidy {
    columns: &[
        column("member_id", Kind::Text),
        column("workout_id", Kind::Text),
        column("local_date", Kind::Day),
        column("start", Kind::Time),
        column("time_zone", Kind::Text),
        column("sport", Kind::Text),
        column("elapsed_s", Kind::Int),
        column("timer_s", Kind::Int),
        column("moving_s", Kind::Int),
        column("active_s", Kind::Int),
        column("distance_m", Kind::Int),
        column("ascent_m", Kind::Int),
        column("zone", Kind::Text),
        column("rpe", Kind::Int),
        column("avg_heart_rate", Kind::Int),
        column("max_heart_rate", Kind::Int),
        column("avg_power", Kind::Int),
        column("normalized_power", Kind::Int),
        column("effort", Kind::Text),
        column("load", Kind::Real),
        column("mood", Kind::Text),
        column("race_kind", Kind::Text),
        column("race_id", Kind::Text),
        column("legs", Kind::Int),
        column("tags", Kind::Text),
        column("weather", Kind::Text),
        column("notes", Kind::Text),
        column("source", Kind::Text),
    ],
    rows,
};

fn rows(state: &State) -> Rows<'_> {
    let mut counted: Vec<_> = state.counted().collect();
    counted.sort_by_key(|(id, workout)| (workout.facts.local_date, *id));
    counted.iter().map(|(id, workout)| row(state.subject, *id, workout)).collect()
}

fn row<'s>(member: Uuid, id: Uuid, Counted { facts, source, done }: &Counted<'s>) -> Vec<Cell<'s>> {
    let seconds = |clock: Option<Duration>| clock.map_or(Cell::Empty, Cell::int);
    vec![
        member.into(),
        id.into(),
        facts.local_date.into(),
        facts.start.into(),
        Cell::text(&facts.time_zone),
        facts.sport.as_str().into(),
        seconds(facts.duration.elapsed()),
        seconds(facts.duration.timer()),
        seconds(facts.duration.moving()),
        Cell::int(facts.duration.active_s()),
        facts.distance_m.map_or(Cell::Empty, Cell::int),
        facts.ascent_m.map_or(Cell::Empty, Cell::int),
        facts.zone.map(Zone::as_str).into(),
        facts.rpe.map_or(Cell::Empty, Cell::int),
        facts.avg_heart_rate.map_or(Cell::Empty, Cell::int),
        facts.max_heart_rate.map_or(Cell::Empty, Cell::int),
        facts.avg_power.map_or(Cell::Empty, Cell::int),
        facts.normalized_power.map_or(Cell::Empty, Cell::int),
        effort(done.effort).into(),
        done.load.into(),
        facts.mood.map(Mood::as_str).into(),
        facts.race.map(|race| race.kind.as_str()).into(),
        facts.race.and_then(|race| race.race_id).into(),
        Cell::int(u32::try_from(facts.legs.len()).unwrap_or(u32::MAX)),
        tags(facts),
        facts.weather.as_ref().map(Text::as_str).into(),
        facts.notes.as_ref().map(Text::as_str).into(),
        origin(source).into(),
    ]
}

/// Separated by semicolons; empty without any.
fn tags(facts: &WorkoutFacts) -> Cell<'static> {
    let tags: Vec<_> = facts.tags.iter().map(Text::as_str).collect();
    if tags.is_empty() { Cell::Empty } else { Cell::text(tags.join(";")) }
}

const fn effort(effort: Effort) -> &'static str {
    match effort {
        Effort::Easy => "easy",
        Effort::Hard => "hard",
        Effort::Race => "race",
    }
}

const fn origin(source: &Source) -> &'static str {
    match source {
        Source::Typed => "typed",
        Source::File { .. } => "file",
        Source::Api => "api",
    }
}
