//! Which events still counted when a plan was made.

use std::{borrow::Cow, collections::BTreeMap};

use domain::{LedgerEvent, fatigue_day::FatigueDayEvent, member::MemberEvent, workout::WorkoutEvent};
use jiff::Timestamp;
use pg::Passed;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Indigestible, audit::sentence::sentence};

/// An event that the plan rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Input {
    pub position: u64,
    pub event_id: Uuid,
    pub kind: InputKind,
    /// The id of the workout, the day, the member.
    pub stream: String,
    pub event_type: String,
    pub sentence: String,
    pub occurred_at: Timestamp,
    pub recorded_at: Timestamp,
    pub actor: String,
    pub gateway: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum InputKind {
    Workout,
    Reading,
    Profile,
    Thresholds,
    Race,
    Injury,
}

impl InputKind {
    pub const ALL: [Self; 6] =
        [Self::Workout, Self::Reading, Self::Profile, Self::Thresholds, Self::Race, Self::Injury];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Workout => "workout",
            Self::Reading => "reading",
            Self::Profile => "profile",
            Self::Thresholds => "thresholds",
            Self::Race => "race",
            Self::Injury => "injury",
        }
    }
}

/// Inputs by what they are about. Of a workout, a day or an injury only the last word counts, and none of what was
/// voided, cancelled or healed; profile, thresholds and a race's moves add up.
#[derive(Debug, Default)]
pub(super) struct Inputs(BTreeMap<(InputKind, String), Vec<Input>>);

enum Effect {
    Replaces,
    Adds,
    Removes,
}

impl Inputs {
    pub(super) fn take(&mut self, event: Passed<'_>, fact: &LedgerEvent) -> Result<(), Indigestible> {
        let Some((kind, about, effect)) = effect(event.aggregate_id, fact) else { return Ok(()) };
        match effect {
            Effect::Removes => drop(self.0.remove(&(kind, about))),
            Effect::Replaces => drop(self.0.insert((kind, about), vec![input(event, fact, kind)?])),
            Effect::Adds => self.0.entry((kind, about)).or_default().push(input(event, fact, kind)?),
        }
        Ok(())
    }

    pub(super) fn in_order(self) -> Vec<Input> {
        let mut inputs: Vec<Input> = self.0.into_values().flatten().collect();
        inputs.sort_unstable_by_key(|input| input.position);
        inputs
    }
}

/// What an event is about, and what it does to the inputs; the same events that the planner's fold heeds.
fn effect(stream: &str, fact: &LedgerEvent) -> Option<(InputKind, String, Effect)> {
    let stream = || stream.to_owned();
    Some(match fact {
        LedgerEvent::Workout(WorkoutEvent::WorkoutVoided { .. }) => (InputKind::Workout, stream(), Effect::Removes),
        LedgerEvent::Workout(_) => (InputKind::Workout, stream(), Effect::Replaces),
        LedgerEvent::FatigueDay(FatigueDayEvent::FatigueRecorded { .. } | FatigueDayEvent::FatigueCorrected { .. }) => {
            (InputKind::Reading, stream(), Effect::Replaces)
        }
        LedgerEvent::Member(event) => match event {
            MemberEvent::ProfileChanged { .. } => (InputKind::Profile, stream(), Effect::Adds),
            MemberEvent::ThresholdsChanged { .. } => (InputKind::Thresholds, stream(), Effect::Adds),
            MemberEvent::RaceAdded { race } => (InputKind::Race, race.race_id.to_string(), Effect::Replaces),
            MemberEvent::RaceMoved { race_id, .. } => (InputKind::Race, race_id.to_string(), Effect::Adds),
            MemberEvent::RaceCancelled { race_id } => (InputKind::Race, race_id.to_string(), Effect::Removes),
            MemberEvent::InjuryReported { injury } => {
                (InputKind::Injury, injury.injury_id.to_string(), Effect::Replaces)
            }
            MemberEvent::InjuryResolved { injury_id, .. } => {
                (InputKind::Injury, injury_id.to_string(), Effect::Removes)
            }
            _ => return None,
        },
        _ => return None,
    })
}

/// What matters here of an event's metadata.
#[derive(Deserialize)]
struct Told<'a> {
    #[serde(borrow)]
    actor: Cow<'a, str>,
    #[serde(borrow)]
    gateway: Cow<'a, str>,
    #[serde(borrow)]
    occurred_at: Cow<'a, str>,
}

fn input(event: Passed<'_>, fact: &LedgerEvent, kind: InputKind) -> Result<Input, Indigestible> {
    let told: Told<'_> = serde_json::from_str(event.metadata)
        .map_err(|error| Indigestible(format!("the metadata can't be read: {error}")))?;
    Ok(Input {
        position: event.position,
        event_id: event.event_id,
        kind,
        stream: event.aggregate_id.to_owned(),
        event_type: event.event_type.to_owned(),
        sentence: sentence(fact),
        occurred_at: told.occurred_at.parse().unwrap_or(event.recorded_at),
        recorded_at: event.recorded_at,
        actor: told.actor.into_owned(),
        gateway: told.gateway.into_owned(),
    })
}
