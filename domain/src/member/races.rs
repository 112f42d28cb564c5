//! The race calendar.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Member, MemberError, MemberEvent};
use crate::{
    dates,
    vocabulary::{Race, Text},
};

/// From the fastest 800 metres to the longest ultra.
const TARGET_TIMES_S: std::ops::RangeInclusive<u32> = 60..=7 * 86_400;

/// A race that was in the calendar at some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownRace {
    pub(super) race: Race,
    pub(super) cancelled: bool,
}

impl Member {
    /// The races that the member means to run, in order of date.
    pub fn races(&self) -> Vec<&Race> {
        let mut races: Vec<_> = self.races.values().filter(|known| !known.cancelled).map(|known| &known.race).collect();
        races.sort_by_key(|race| (race.date, race.race_id));
        races
    }

    pub(super) fn add_race(&self, mut race: Race, sent_on: Date) -> Result<Vec<MemberEvent>, MemberError> {
        race.name = Text::<100>::try_new(&race.name).map(String::from).map_err(MemberError::Name)?;
        match self.races.get(&race.race_id) {
            Some(known) if known.cancelled => return Err(MemberError::RaceCancelled),
            Some(known) if known.race == race => return Ok(vec![]),
            Some(_) => return Err(MemberError::RaceExists),
            None => {}
        }
        check_date(race.date, sent_on)?;
        if race.target_time_s.is_some_and(|target| !TARGET_TIMES_S.contains(&target)) {
            return Err(MemberError::TargetTime);
        }
        Ok(vec![MemberEvent::RaceAdded { race }])
    }

    pub(super) fn move_race(&self, race_id: Uuid, to: Date, sent_on: Date) -> Result<Vec<MemberEvent>, MemberError> {
        let from = self.open_race(race_id)?.date;
        if from == to {
            return Ok(vec![]);
        }
        check_date(to, sent_on)?;
        Ok(vec![MemberEvent::RaceMoved { race_id, from, to }])
    }

    pub(super) fn cancel_race(&self, race_id: Uuid) -> Result<Vec<MemberEvent>, MemberError> {
        self.open_race(race_id)?;
        Ok(vec![MemberEvent::RaceCancelled { race_id }])
    }

    fn open_race(&self, race_id: Uuid) -> Result<&Race, MemberError> {
        let known = self.races.get(&race_id).ok_or(MemberError::UnknownRace)?;
        if known.cancelled { Err(MemberError::RaceCancelled) } else { Ok(&known.race) }
    }
}

fn check_date(date: Date, sent_on: Date) -> Result<(), MemberError> {
    if dates::is_past(date, sent_on) {
        Err(MemberError::RaceOver(date))
    } else if date > sent_on.saturating_add(5.years()) {
        Err(MemberError::RaceTooFarAway(date))
    } else {
        Ok(())
    }
}
