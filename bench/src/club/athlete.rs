//! One athlete, day after day: what is trained, told, told late, told wrong and taken back.

use std::collections::VecDeque;

use domain::{
    Command,
    fatigue_day::{FatigueDay, FatigueDayCommand},
    ledger::{Actor, Addressed},
    member::Member,
    plan::Plan,
    vocabulary::{
        Distance, FatigueReading, HeartRateVariability, RaceKind, Readiness, SleepHours, Sport, TimeZoneName, Zone,
    },
    workout::{Source, Workout, WorkoutCommand, WorkoutFacts},
};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::{
    Told,
    chance::Chance,
    diary::{Diary, Stream},
    facts::{Ability, Effort, facts, moment, raced},
};
use crate::{Error, workload::id};

/// Workouts that may still be corrected or taken back.
const RECENT: usize = 12;
/// Of a hundred days, those without training.
const OFF: u32 = 16;
/// Of a hundred workouts, those told late; of a hundred days, those on which one is corrected or taken back.
const LATE: u32 = 3;
const WRONG: u32 = 4;
const VOID: u32 = 1;

#[derive(Debug)]
pub(crate) struct Athlete {
    pub(super) number: u64,
    pub(super) diary: Diary,
    pub(super) chance: Chance,
    pub(super) member: Stream<Member>,
    pub(super) plan: Option<(Uuid, Stream<Plan>)>,
    pub(super) can: Ability,
    pub(super) sports: &'static [Sport],
    pub(super) race: Option<DatedRace>,
    /// With the week in which it will have healed.
    pub(super) injury: Option<(Uuid, u32)>,
    zone: TimeZoneName,
    recent: VecDeque<(Uuid, Stream<Workout>)>,
    /// Workouts that are told only in some later week.
    late: Vec<(u32, WorkoutFacts)>,
    made: u64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct DatedRace {
    pub(super) race_id: Uuid,
    pub(super) date: Date,
    pub(super) kind: RaceKind,
    pub(super) metres: u32,
}

impl Athlete {
    /// The same for a number and a seed, whoever else there is.
    pub(super) fn new(seed: u64, number: u64) -> Result<Self, Error> {
        let mut chance = Chance::new(seed, number);
        let zone = TimeZoneName::try_new("Europe/Prague").map_err(|error| Error::Unexpected(error.to_string()))?;
        let can = Ability {
            easy_pace: chance.between(300, 420),
            ftp: u16::try_from(chance.between(170, 320)).unwrap_or(200),
            max_heart_rate: u8::try_from(chance.between(172, 200)).unwrap_or(185),
        };
        let sports: &[Sport] = match number % 3 {
            0 => &[Sport::Run],
            1 => &Sport::TRIATHLON,
            _ => &[Sport::Bike, Sport::Run],
        };
        let diary = Diary::new(Self::id(number), 4_000_000 + number);
        let (member, recent) = (Stream::default(), VecDeque::new());
        let (plan, race, injury, late, made) = (None, None, None, Vec::new(), 0);
        Ok(Self { number, diary, chance, member, plan, can, sports, race, injury, zone, recent, late, made })
    }

    /// The member's id.
    pub(crate) fn id(number: u64) -> Uuid {
        id(3, number)
    }

    /// An id of the athlete's own that is never given twice.
    pub(super) fn new_id(&mut self) -> Uuid {
        self.made += 1;
        id(0, (self.number << 24) + self.made)
    }

    pub(super) const fn zone(&self) -> &TimeZoneName {
        &self.zone
    }

    /// Everything that is told in a week, in order. The ledger has come to `head` before it.
    pub(super) fn week(&mut self, number: u32, monday: Date, head: u64) -> Result<Vec<Told>, Error> {
        if number == 0 {
            self.join(monday)?;
        }
        self.plan_week(number, monday, head)?;
        self.go_on(number, monday)?;
        for day in (0..7).map(|day| domain::history::plus_days(monday, day)) {
            self.day(number, day)?;
        }
        Ok(self.diary.take())
    }

    fn day(&mut self, week: u32, day: Date) -> Result<(), Error> {
        if self.chance.percent(15) {
            self.feel(day)?;
        }
        let mut done = None;
        if let Some(effort) = self.effort(day) {
            let mut facts = facts(&mut self.chance, self.can, &self.zone, day, 5, effort)?;
            if let Some(race) = self.race.filter(|race| race.date == day) {
                facts = raced(facts, race.kind, race.race_id, race.metres);
                self.race = None;
            }
            if self.chance.percent(LATE) {
                // Up to three hundred days.
                self.late.push((week + self.chance.between(1, 42), facts));
            } else {
                done = self.log(facts, moment(day, 8, 10)?);
            }
        }
        if self.sports.len() > 1 && self.chance.percent(12) {
            let effort = Effort { sport: Sport::Strength, zone: Zone::Z2, minutes: self.chance.between(25, 50) };
            let second = facts(&mut self.chance, self.can, &self.zone, day, 16, effort)?;
            self.log(second, moment(day, 18, 40)?);
        }
        while let Some(at) = self.late.iter().position(|(due, _)| *due <= week) {
            let (_, facts) = self.late.swap_remove(at);
            self.log(facts, moment(day, 19, 0)?);
        }
        self.think_again(moment(day, 19, 30)?);
        self.settle(day, done, moment(day, 20, 0)?);
        Ok(())
    }

    /// What the day brings: the race, what the plan says, or what the athlete feels like.
    fn effort(&mut self, day: Date) -> Option<Effort> {
        if self.race.is_some_and(|race| race.date == day) {
            let metres = self.race.map_or(10_000, |race| race.metres);
            let minutes = metres * (self.can.easy_pace - 60) / 60_000;
            return Some(Effort { sport: Sport::Run, zone: Zone::Z4, minutes });
        }
        let planned = self.planned(day).map(|session| (session.sport, session.zone, u32::from(session.minutes)));
        if let Some((sport, zone, minutes)) = planned {
            let minutes = minutes * self.chance.between(85, 115) / 100;
            return self.chance.percent(80).then_some(Effort { sport, zone, minutes });
        }
        if self.chance.percent(OFF) {
            return None;
        }
        let sport = match self.chance.pick(self.sports)? {
            Sport::Bike if self.sports.len() == 3 && self.chance.percent(10) => Sport::Multisport,
            sport => sport,
        };
        let zone = match self.chance.below(10) {
            0 => Zone::Z4,
            1 | 2 => Zone::Z3,
            _ => Zone::Z2,
        };
        Some(Effort { sport, zone, minutes: self.chance.between(30, 100) })
    }

    fn feel(&mut self, date: Date) -> Result<(), Error> {
        let reading = FatigueReading {
            readiness: Readiness::try_new(u8::try_from(self.chance.between(2, 5)).unwrap_or(3)).ok(),
            sleep_hours: SleepHours::try_new(f64::from(self.chance.between(10, 18)) / 2.0).ok(),
            hrv_ms: HeartRateVariability::try_new(f64::from(self.chance.between(35, 95))).ok(),
            ..FatigueReading::default()
        };
        let (mut stream, sent_at) = (Stream::<FatigueDay>::default(), moment(date, 5, 0)?);
        let command = FatigueDayCommand::Record { date, reading };
        let decided = stream.state.decide(Addressed {
            subject: self.diary.member,
            actor: Actor::Member(self.diary.member),
            sent_at,
            command,
        });
        self.diary.note(&mut stream, sent_at, Command::FatigueDay(command), decided);
        Ok(())
    }

    /// Logs a workout; its id, if the log took it.
    fn log(&mut self, facts: WorkoutFacts, sent_at: Timestamp) -> Option<Uuid> {
        let (workout_id, mut stream) = (self.new_id(), Stream::default());
        let command = WorkoutCommand::Log { workout_id, source: Source::Typed, workout: Box::new(facts) };
        self.tell(&mut stream, command, sent_at).then(|| {
            self.recent.push_back((workout_id, stream));
            if self.recent.len() > RECENT {
                self.recent.pop_front();
            }
            workout_id
        })
    }

    /// Now and then something was told wrong, or was never done.
    fn think_again(&mut self, sent_at: Timestamp) {
        let Some(which) = (!self.recent.is_empty()).then(|| self.chance.next() as usize % self.recent.len()) else {
            return;
        };
        let command = |chance: &mut Chance, (workout_id, stream): &(Uuid, Stream<Workout>)| {
            let known = stream.state.facts()?;
            let (workout_id, reason) = (*workout_id, None);
            if chance.percent(VOID) {
                return Some(WorkoutCommand::Void { workout_id, reason });
            }
            let metres = known.distance_m?.get() + chance.between(10, 400);
            let workout = WorkoutFacts { distance_m: Distance::try_new(metres).ok(), ..known.clone() };
            chance.percent(WRONG).then(|| WorkoutCommand::Correct { workout_id, workout: Box::new(workout) })
        };
        let Some(command) = command(&mut self.chance, &self.recent[which]) else { return };
        if let Some((workout_id, mut stream)) = self.recent.remove(which) {
            let is_void = matches!(command, WorkoutCommand::Void { .. });
            self.tell(&mut stream, command, sent_at);
            if !is_void {
                self.recent.push_back((workout_id, stream));
            }
        }
    }

    fn tell(&mut self, stream: &mut Stream<Workout>, command: WorkoutCommand, sent_at: Timestamp) -> bool {
        let decided = stream.state.decide(Addressed {
            subject: self.diary.member,
            actor: Actor::Member(self.diary.member),
            sent_at,
            command: command.clone(),
        });
        self.diary.note(stream, sent_at, Command::Workout(command), decided)
    }
}
