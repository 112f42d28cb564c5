//! Which events still counted when a plan was made.

use std::collections::HashSet;

use domain::{LedgerEvent, fatigue_day::FatigueDayEvent, member::MemberEvent, workout::WorkoutEvent};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::kept::{Kept, Torn, unpack};

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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

/// What an event does to the inputs about the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum Effect {
    Replaces,
    Adds,
    Removes,
}

impl Effect {
    pub(super) const ALL: [Self; 3] = [Self::Replaces, Self::Adds, Self::Removes];
}

/// Those of a member's inputs that count at a position, in the order of the ledger. Of a workout, a day or an injury only the
/// last word counts, and none of what was voided, cancelled or healed; profile, thresholds and a race's moves add up.
pub(super) fn counting(packed: &[u8], up_to: u64) -> Result<Vec<Input>, Torn> {
    let all = unpack(packed)?;
    // From the end, so that nothing is made of what no longer counts.
    let (mut settled, mut inputs) = (HashSet::new(), Vec::with_capacity(all.len()));
    for kept in all.iter().rev().skip_while(|kept| kept.position > up_to) {
        let about = (kept.kind, kept.about);
        if settled.contains(&about) {
            continue;
        }
        if kept.effect != Effect::Removes {
            inputs.push(input(kept));
        }
        if kept.effect != Effect::Adds {
            settled.insert(about);
        }
    }
    inputs.reverse();
    Ok(inputs)
}

fn input(kept: &Kept<'_>) -> Input {
    Input {
        position: kept.position,
        event_id: kept.event_id,
        kind: kept.kind,
        stream: kept.stream.to_owned(),
        event_type: kept.event_type.to_owned(),
        sentence: kept.sentence.to_owned(),
        occurred_at: kept.occurred_at,
        recorded_at: kept.recorded_at,
        actor: kept.actor.to_owned(),
        gateway: kept.gateway.to_owned(),
    }
}

/// What an event is about, and what it does to the inputs; the same events that the planner's fold heeds.
pub(in crate::audit) fn effect(stream: &str, fact: &LedgerEvent) -> Option<(InputKind, String, Effect)> {
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
