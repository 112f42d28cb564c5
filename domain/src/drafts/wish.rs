//! A session that a week would like to have, before it has a day and a length.

use super::{athlete::Athlete, general_week, outline::WeekOutline, running_week, triathlon_week};
use crate::{
    plan::{Phase, Tag, WorkoutKind},
    vocabulary::{Sport, Weekday, Zone},
};

/// Minutes that what is long in other weeks has in the week of a race.
const MOST_IN_RACE_WEEK: u16 = 60;

/// Wishes stand in order of importance; the first are kept longest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wish {
    pub(super) sport: Sport,
    pub(super) workout: WorkoutKind,
    pub(super) zone: Zone,
    /// Minutes in an ordinary week; other weeks keep the proportions.
    pub(super) minutes: u16,
    pub(super) day: Weekday,
    pub(super) tags: Vec<Tag>,
}

impl Wish {
    pub(super) const fn new(sport: Sport, workout: WorkoutKind, zone: Zone, minutes: u16, day: Weekday) -> Self {
        Self { sport, workout, zone, minutes, day, tags: Vec::new() }
    }

    #[must_use]
    pub(super) fn tagged(mut self, tag: Tag) -> Self {
        self.tags.push(tag);
        self
    }

    /// On this day by the athlete's own choice, if they made one.
    #[must_use]
    pub(super) fn chosen(self, chosen: bool) -> Self {
        if chosen { self.tagged(Tag::Chosen) } else { self }
    }

    pub(super) fn has(&self, tag: Tag) -> bool {
        self.tags.contains(&tag)
    }

    pub(super) fn is_hard(&self) -> bool {
        self.zone.is_hard()
    }

    /// The same time, easy.
    pub(super) fn soften(&mut self) {
        (self.zone, self.workout) = (Zone::Z2, WorkoutKind::Endurance);
    }

    /// Short and easy on the days before a B race; a swim takes no turn there, and nothing is long.
    pub(super) fn freshen(&mut self) {
        match self.sport {
            Sport::Swim => (self.zone, self.workout) = (Zone::Z1, WorkoutKind::Recovery),
            _ if self.zone > Zone::Z2 || self.workout == WorkoutKind::Long => self.soften(),
            _ => {}
        }
    }

    /// What isn't easy needs ten minutes on both sides of the main set.
    pub(super) fn shortest(&self) -> u16 {
        if self.zone > Zone::Z2 { 30 } else { 20 }
    }

    /// Longer than this no session of its kind needs to be.
    pub(super) fn longest(&self) -> u16 {
        match (self.sport, self.workout) {
            (Sport::Run, WorkoutKind::Long | WorkoutKind::RacePace) => 150,
            (Sport::Run, _) => 90,
            (Sport::Bike, WorkoutKind::Long) => 360,
            (Sport::Bike, WorkoutKind::Endurance) => 240,
            (Sport::Bike, _) => 150,
            _ => 100,
        }
    }
}

/// What an athlete's week would like to have.
pub(super) fn wishes(athlete: &Athlete<'_>, week: &WeekOutline, count: usize) -> Vec<Wish> {
    if athlete.is_triathlete() {
        triathlon_week::wishes(athlete, week, count)
    } else if athlete.is_runner() {
        running_week::wishes(athlete, week, count)
    } else {
        general_week::wishes(athlete, week, count)
    }
}

/// The sharp session that a week before a race keeps, for whatever was hard before.
pub(super) fn sharpen(wishes: &mut [Wish], week: &WeekOutline) {
    if week.phase.is_taper() {
        let none_hard = !wishes.iter().any(Wish::is_hard);
        let dull = |wish: &&mut Wish| wish.is_hard() || none_hard && wish.workout == WorkoutKind::RacePace;
        let hard = wishes.iter_mut().filter(dull);
        hard.for_each(|wish| (wish.workout, wish.zone) = (WorkoutKind::Sharpening, Zone::Z4));
    }
    if week.phase == Phase::Race {
        // The race is long enough.
        wishes.iter_mut().filter(|wish| wish.workout == WorkoutKind::Long).for_each(|long| {
            long.soften();
            long.minutes = long.minutes.min(MOST_IN_RACE_WEEK);
        });
    }
    if week.spares() {
        wishes.iter_mut().filter(|wish| wish.sport != Sport::Swim && wish.zone > Zone::Z2).for_each(Wish::soften);
    }
}
