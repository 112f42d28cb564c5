//! Races in a plan.

use uuid::Uuid;

use crate::{
    plan::{Message, Session, Step, StepPart, WorkoutKind, session_id},
    vocabulary::{Race, RaceKind, Sport, Zone},
};

/// How long a race takes someone in the middle of the field, in minutes, unless the athlete set a time to aim at.
const fn usual_minutes(race: RaceKind) -> u16 {
    match race {
        RaceKind::FiveKm => 25,
        RaceKind::TenKm => 55,
        RaceKind::HalfMarathon => 120,
        RaceKind::Marathon => 250,
        RaceKind::Ultra => 480,
        RaceKind::Sprint => 85,
        RaceKind::Olympic => 170,
        RaceKind::HalfTriathlon => 350,
        RaceKind::FullTriathlon => 760,
        RaceKind::Other => 60,
    }
}

/// The race as a session. It never moves, shrinks or gives way.
pub(super) fn session(plan_id: Uuid, race: &Race, index: usize) -> Session {
    let hoped = race.target_time_s.and_then(|seconds| u16::try_from(seconds.div_ceil(60)).ok());
    let minutes = hoped.unwrap_or(usual_minutes(race.kind)).max(1);
    let (sport, zone) = match race.kind {
        kind if kind.is_triathlon() => (Sport::Multisport, long_race_zone(minutes)),
        kind if kind.is_run() => (Sport::Run, long_race_zone(minutes)),
        _ => (Sport::Other, Zone::Z4),
    };
    let id = session_id(plan_id, race.date, index);
    let mut session = Session::new(id, race.date, sport, WorkoutKind::Race, zone, minutes);
    session.title.clone_from(&race.name);
    session.race_id = Some(race.race_id);
    session.purpose = Message::new("purpose.race", format!("Race day: {}.", race.name)).with("race", race.kind);
    session.steps = vec![Step::steady(StepPart::Main, u32::from(minutes) * 60, zone)];
    session
}

/// What can be held for hours lies below threshold.
const fn long_race_zone(minutes: u16) -> Zone {
    match minutes {
        0..=90 => Zone::Z4,
        91..=330 => Zone::Z3,
        _ => Zone::Z2,
    }
}
