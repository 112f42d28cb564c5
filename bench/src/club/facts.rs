//! What workouts look like: the details that watches and athletes tell.

use domain::vocabulary::{
    Ascent, Distance, Duration, Durations, HeartRate, Mood, Power, RaceKind, Rpe, Sport, Text, TimeZoneName, Zone,
};
use domain::workout::{Leg, RaceEffort, WorkoutFacts};
use jiff::{Timestamp, civil::Date};

use super::chance::Chance;
use crate::Error;

const NOTES: [&str; 6] = [
    "Easy along the river, legs good after the day of rest.",
    "Heavy legs in the beginning, better after twenty minutes. A little wind on the way home.",
    "Six times three minutes on the hill, jogged back down; the last two were hard.",
    "With the group; the second half faster than planned.",
    "Tired after a long day at work, kept it short and easy.",
    "New shoes. Slight pull in the left calf on the last kilometre, gone after stretching.",
];
const WEATHER: [&str; 4] = ["12 °C, light wind", "rain, 8 °C", "28 °C, no shade", "-3 °C, snow on the paths"];

/// What an athlete can do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ability {
    /// Seconds a kilometre of an easy run.
    pub(super) easy_pace: u32,
    pub(super) ftp: u16,
    pub(super) max_heart_rate: u8,
}

/// What kind of effort it is to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    pub(super) sport: Sport,
    pub(super) zone: Zone,
    pub(super) minutes: u32,
}

/// At half past six in the morning of the athlete's zone, or at half past six in the evening when it is the second.
pub(super) fn facts(
    chance: &mut Chance,
    can: Ability,
    zone_name: &TimeZoneName,
    day: Date,
    hour: i8,
    effort: Effort,
) -> Result<WorkoutFacts, Error> {
    let Effort { sport, zone, minutes } = effort;
    let seconds = (minutes * 60 + chance.below(60)).clamp(600, 36_000);
    let elapsed = seconds + chance.below(240);
    let duration = Durations::try_new(Duration::try_new(elapsed).ok(), None, Duration::try_new(seconds).ok());
    let from_watch = chance.percent(75);
    let effort_heart_rate = heart_rate(chance, can, zone);
    let is_rest = sport == Sport::Rest;
    Ok(WorkoutFacts {
        sport,
        start: moment(day, hour, 30)?,
        time_zone: zone_name.clone(),
        local_date: day,
        duration: duration.map_err(|error| Error::Unexpected(error.to_string()))?,
        distance_m: metres(chance, can, sport, zone, seconds).and_then(|metres| Distance::try_new(metres).ok()),
        zone: (!is_rest && !from_watch).then_some(zone),
        rpe: if chance.percent(60) { Rpe::try_new(rpe(zone)).ok() } else { None },
        mood: if chance.percent(30) { chance.pick(&[Mood::Great, Mood::Good, Mood::Ok, Mood::Tired]) } else { None },
        aches: vec![],
        notes: if chance.percent(45) { chance.pick(&NOTES).and_then(|note| Text::try_new(note).ok()) } else { None },
        weather: if chance.percent(20) { chance.pick(&WEATHER).and_then(|is| Text::try_new(is).ok()) } else { None },
        avg_heart_rate: HeartRate::try_new(effort_heart_rate).ok().filter(|_| from_watch && !is_rest),
        max_heart_rate: HeartRate::try_new(effort_heart_rate + 12).ok().filter(|_| from_watch && !is_rest),
        avg_power: power(chance, can, zone).filter(|_| sport == Sport::Bike && from_watch),
        normalized_power: None,
        ascent_m: match sport {
            Sport::Run | Sport::Bike if from_watch => Ascent::try_new(chance.below(600)).ok(),
            _ => None,
        },
        legs: if sport == Sport::Multisport { brick(chance, can, seconds) } else { vec![] },
        tags: vec![],
        race: None,
    })
}

/// The same as a race of that kind, run or ridden as fast as it goes.
pub(super) fn raced(facts: WorkoutFacts, kind: RaceKind, race_id: uuid::Uuid, metres: u32) -> WorkoutFacts {
    let distance_m = Distance::try_new(metres).ok();
    WorkoutFacts { distance_m, race: Some(RaceEffort { kind, race_id: Some(race_id) }), ..facts }
}

/// In UTC; in central Europe the same day all year round.
pub(super) fn moment(day: Date, hour: i8, minute: i8) -> Result<Timestamp, Error> {
    let at = day.at(hour, minute, 0, 0).to_zoned(jiff::tz::TimeZone::UTC);
    at.map(|at| at.timestamp()).map_err(|error| Error::Unexpected(error.to_string()))
}

fn metres(chance: &mut Chance, can: Ability, sport: Sport, zone: Zone, seconds: u32) -> Option<u32> {
    let step = zone as u32;
    match sport {
        Sport::Run => Some(seconds * 1_000 / (can.easy_pace - step * 14 + chance.below(15))),
        Sport::Bike => Some(seconds * (72 + step * 5 + chance.below(10)) / 10),
        Sport::Swim => Some(seconds * (8 + step) / 10),
        _ => None,
    }
}

fn heart_rate(chance: &mut Chance, can: Ability, zone: Zone) -> u8 {
    let share = 62 + 6 * zone as u32 + chance.below(5);
    u8::try_from(u32::from(can.max_heart_rate) * share / 100).unwrap_or(150)
}

fn power(chance: &mut Chance, can: Ability, zone: Zone) -> Option<Power> {
    let share = 55 + 11 * zone as u32 + chance.below(8);
    Power::try_new(u16::try_from(u32::from(can.ftp) * share / 100).unwrap_or(200)).ok()
}

fn rpe(zone: Zone) -> u8 {
    zone.default_rpe()
}

/// A ride with a run off the bike.
fn brick(chance: &mut Chance, can: Ability, seconds: u32) -> Vec<Leg> {
    let mut leg = |sport, seconds: u32| {
        let zone = Zone::Z3;
        let duration = Duration::try_new(seconds).ok()?;
        let distance_m = metres(chance, can, sport, zone, seconds).and_then(|metres| Distance::try_new(metres).ok());
        let duration = Durations::of_elapsed(duration);
        Some(Leg { sport, duration, distance_m, zone: Some(zone), avg_heart_rate: None, avg_power: None })
    };
    [leg(Sport::Bike, seconds * 7 / 10), leg(Sport::Run, seconds * 2 / 10)].into_iter().flatten().collect()
}
