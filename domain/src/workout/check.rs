//! What facts must agree on before they enter the log. Each quantity has its own limits already.

use jiff::civil::Date;

use super::{Leg, WorkoutError, WorkoutFacts};
use crate::{
    dates,
    vocabulary::{HeartRate, Sport},
};

const MOST_ACHES: usize = 20;
const MOST_TAGS: usize = 20;
const MOST_LEGS: usize = 20;

impl WorkoutFacts {
    /// These facts, if they can be those of a workout that is done; the time zone as the database spells it.
    pub(super) fn checked(mut self: Box<Self>, sent_on: Date) -> Result<Box<Self>, WorkoutError> {
        let unknown = || WorkoutError::UnknownTimeZone(self.time_zone.clone());
        self.time_zone = self.time_zone.known().ok_or_else(unknown)?;
        self.check_day(sent_on)?;
        self.check_rest()?;
        self.check_legs()?;
        self.check_lengths()?;
        check_heart_rates(self.avg_heart_rate, self.max_heart_rate)?;
        Ok(self)
    }

    fn check_day(&self, sent_on: Date) -> Result<(), WorkoutError> {
        let given = self.local_date;
        let actual = self.time_zone.date_of(self.start).unwrap_or(given);
        if given != actual {
            Err(WorkoutError::WrongDate { given, actual })
        } else if dates::is_future(given, sent_on) {
            Err(WorkoutError::Future(given))
        } else if dates::is_too_old(given) {
            Err(WorkoutError::TooOld(given))
        } else {
            Ok(())
        }
    }

    fn check_rest(&self) -> Result<(), WorkoutError> {
        let efforts = [
            ("distance", self.distance_m.is_some()),
            ("zone", self.zone.is_some()),
            ("power", self.avg_power.is_some() || self.normalized_power.is_some()),
            ("ascent", self.ascent_m.is_some()),
            ("race", self.race.is_some()),
        ];
        match efforts.iter().find(|(_, given)| self.sport == Sport::Rest && *given) {
            Some((what, _)) => Err(WorkoutError::RestWith(what)),
            None => Ok(()),
        }
    }

    fn check_legs(&self) -> Result<(), WorkoutError> {
        if self.sport != Sport::Multisport {
            return if self.legs.is_empty() { Ok(()) } else { Err(WorkoutError::UnexpectedLegs(self.sport)) };
        }
        if self.legs.len() < 2 {
            return Err(WorkoutError::TooFewLegs);
        }
        if let Some(leg) = self.legs.iter().find(|leg| !Sport::TRIATHLON.contains(&leg.sport)) {
            return Err(WorkoutError::LegOf(leg.sport));
        }
        if self.legs.iter().map(|leg| u64::from(leg.duration.active_s())).sum::<u64>()
            > u64::from(self.duration.total_s())
        {
            return Err(WorkoutError::LegsTooLong);
        }
        if self.distance_m.is_some_and(|whole| legs_distance_m(&self.legs) > u64::from(whole.get())) {
            return Err(WorkoutError::LegsTooFar);
        }
        Ok(())
    }

    fn check_lengths(&self) -> Result<(), WorkoutError> {
        let lengths = [
            ("aches", self.aches.len(), MOST_ACHES),
            ("tags", self.tags.len(), MOST_TAGS),
            ("legs", self.legs.len(), MOST_LEGS),
        ];
        match lengths.into_iter().find(|(_, given, max)| given > max) {
            Some((what, _, max)) => Err(WorkoutError::TooMany { what, max }),
            None => Ok(()),
        }
    }
}

fn legs_distance_m(legs: &[Leg]) -> u64 {
    legs.iter().filter_map(|leg| leg.distance_m).map(|distance| u64::from(distance.get())).sum()
}

fn check_heart_rates(average: Option<HeartRate>, max: Option<HeartRate>) -> Result<(), WorkoutError> {
    match (average, max) {
        (Some(average), Some(max)) if average > max => Err(WorkoutError::HeartRates),
        _ => Ok(()),
    }
}
