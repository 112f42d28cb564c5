//! Which wish goes on which day.
//!
//! Wishes come in order of importance. Each takes its own day if that is open and allows the sport, else the day that
//! costs least: no hard days side by side, long ride and long run apart, no second session where a free day is left.

use jiff::civil::Date;

use super::{athlete::Athlete, outline::WeekOutline, side_race, taper, wish::Wish};
use crate::{
    history::{Timeline, plus_days},
    plan::{Tag, WorkoutKind},
    rules::leaves_something,
    vocabulary::{RacePriority, Sport, Weekday, Zone},
};

/// A day of the week that can be trained on.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) date: Date,
    pub(super) day: Weekday,
    /// Minutes of that day.
    pub(super) room: u16,
    /// Nothing hard: beside a race or a hard day, ill, tired.
    pub(super) easy_only: bool,
    /// Kept fresh for a B race: short, and easy in every sport.
    pub(super) fresh: bool,
    pub(super) wishes: Vec<Wish>,
}

impl Slot {
    fn needed(&self) -> u16 {
        self.wishes.iter().map(Wish::shortest).sum()
    }

    fn is_hard(&self) -> bool {
        self.wishes.iter().any(|wish| wish.is_hard() && wish.sport != Sport::Swim)
    }

    fn has_long(&self) -> bool {
        self.wishes.iter().any(|wish| wish.workout == WorkoutKind::Long)
    }
}

/// How many sessions and days a week may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) days: usize,
    pub(super) per_day: usize,
    pub(super) hard_days: usize,
}

/// The days of the week that are open: available, and without a race.
pub(super) fn slots(athlete: &Athlete<'_>, timeline: &Timeline, week: &WeekOutline, plan_from: Date) -> Vec<Slot> {
    let history = athlete.history;
    let race_on = |date| history.races.iter().any(|race| race.date == date);
    let yesterday_hard = timeline.day(plus_days(week.start, -1)).hard;
    (0..i32::from(week.days))
        .map(|day| plus_days(week.start, day))
        .filter(|&date| !race_on(date) && leaves_something(history, date))
        .filter_map(|date| {
            let day = Weekday::of(date);
            let reading = history.reading(date).filter(|_| date == plan_from);
            if reading.is_some_and(|reading| reading.ill) {
                return None;
            }
            let easy_only = race_on(plus_days(date, 1))
                || race_on(plus_days(date, -1))
                || date < week.easy_until
                || recovering(athlete, week, date)
                || date == week.start && yesterday_hard
                || reading.is_some_and(crate::history::Reading::forbids_hard);
            let kept_fresh = side_race::most_minutes(week, date);
            let room = athlete.minutes_on(day)?.min(kept_fresh.unwrap_or(u16::MAX));
            let fresh = kept_fresh.is_some();
            Some(Slot { date, day, room, easy_only: easy_only || fresh, fresh, wishes: Vec::new() })
        })
        .collect()
}

/// A race of this very week is still in the legs.
fn recovering(athlete: &Athlete<'_>, week: &WeekOutline, date: Date) -> bool {
    let mut races = athlete.history.races_between(week.start, date).filter(|race| race.priority != RacePriority::C);
    races.any(|race| date <= plus_days(race.date, taper::recovery_days(race.kind)))
}

/// Gives every wish a day as far as there is one; what finds none is left out.
pub(super) fn place(athlete: &Athlete<'_>, slots: &mut [Slot], wishes: Vec<Wish>, limits: Limits) {
    let chosen = |wish: &Wish| wish.has(Tag::Chosen);
    let (first, rest): (Vec<_>, Vec<_>) = wishes.into_iter().partition(chosen);
    for mut wish in first.into_iter().chain(rest) {
        let placed = place_one(athlete, slots, wish.clone(), limits);
        if !placed && wish.zone > Zone::Z2 {
            // No day has time for warming up and cooling down; an easy session takes less.
            wish.soften();
            place_one(athlete, slots, wish, limits);
        }
    }
    ease_surplus(slots, limits.hard_days);
    rest_swims(slots, limits.hard_days);
}

/// Says whether it found a day.
fn place_one(athlete: &Athlete<'_>, slots: &mut [Slot], mut wish: Wish, limits: Limits) -> bool {
    let used = slots.iter().filter(|slot| !slot.wishes.is_empty()).count();
    let open = |at: usize, slots: &[Slot], wish: &Wish| {
        let slot = &slots[at];
        let full = slot.wishes.len() >= limits.per_day.max(usize::from(goes_beside(wish)) * 2);
        let new_day = slot.wishes.is_empty() && used >= limits.days;
        !full
            && !new_day
            && athlete.allows(slot.day, wish.sport)
            && slot.needed() + wish.shortest() <= slot.room
            && !(wish.workout == WorkoutKind::Long && wish.sport == Sport::Run && no_long_run(athlete, slot.day))
    };
    let fits: Vec<usize> = (0..slots.len()).filter(|&at| open(at, slots, &wish)).collect();
    // A chosen day that is there but full holds it or nothing does.
    let chosen_day = wish.has(Tag::Chosen) && slots.iter().any(|slot| slot.day == wish.day);
    let fits = fits.into_iter().filter(|&at| !chosen_day || slots[at].day == wish.day);
    let best = fits.min_by_key(|&at| (cost(slots, at, &wish), slots[at].date));
    let Some(at) = best else { return false };
    if wish.is_hard() && wish.sport != Sport::Swim && clashes(slots, at) {
        wish.soften();
    }
    if slots[at].fresh {
        wish.freshen();
    }
    if slots[at].day != wish.day {
        wish.tags.retain(|tag| *tag != Tag::Chosen);
    }
    slots[at].wishes.push(wish);
    true
}

fn no_long_run(athlete: &Athlete<'_>, day: Weekday) -> bool {
    athlete.history.profile.no_long_run_day == Some(day)
}

/// A chosen session and a brick may share a day with another.
fn goes_beside(wish: &Wish) -> bool {
    wish.has(Tag::Chosen) || wish.has(Tag::Brick) || wish.has(Tag::Optional)
}

fn clashes(slots: &[Slot], at: usize) -> bool {
    slots[at].easy_only || neighbours(slots, at).any(Slot::is_hard)
}

fn neighbours(slots: &[Slot], at: usize) -> impl Iterator<Item = &Slot> {
    let date = slots[at].date;
    slots.iter().filter(move |slot| slot.date == plus_days(date, -1) || slot.date == plus_days(date, 1))
}

/// The lower, the better the day suits the wish.
fn cost(slots: &[Slot], at: usize, wish: &Wish) -> u32 {
    let slot = &slots[at];
    let own_day = slot.day == wish.day;
    // Whether a swim is hard is for rule 1 to say.
    let hard = wish.is_hard() && wish.sport != Sport::Swim;
    let mut cost = if own_day { 0 } else { 10 };
    cost += if wish.has(Tag::Chosen) && own_day { 0 } else { 40 * u32::from(hard && clashes(slots, at)) };
    let welcome = slot.wishes.is_empty() || own_day && goes_beside(wish);
    cost += 30 * u32::from(!welcome);
    cost += 60 * u32::from(slot.wishes.iter().any(|other| other.sport == wish.sport));
    cost += 50 * u32::from(slot.has_long() && wish.workout == WorkoutKind::Long);
    cost += 200 * u32::from(wish.has(Tag::Brick) && !slot.wishes.iter().any(|other| other.sport == Sport::Bike));
    cost + short_of_room(slot, wish)
}

/// A day too short for what the wish would like to be.
fn short_of_room(slot: &Slot, wish: &Wish) -> u32 {
    let taken: u16 = slot.wishes.iter().map(|other| other.minutes).sum();
    let missing = (taken.saturating_add(wish.minutes)).saturating_sub(slot.room);
    u32::from(missing) / 4
}

/// More hard days than the week bears: what is least important becomes easy. Swims take their turns by rule 1.
fn ease_surplus(slots: &mut [Slot], hard_days: usize) {
    while slots.iter().filter(|slot| slot.is_hard()).count() > hard_days {
        let eases = |wish: &Wish| wish.is_hard() && wish.sport != Sport::Swim;
        let candidates = slots.iter().enumerate().filter(|(_, slot)| slot.wishes.iter().any(eases));
        let least =
            candidates.min_by_key(|(_, slot)| slot.wishes.iter().any(|wish| eases(wish) && wish.has(Tag::Chosen)));
        let Some((at, _)) = least.map(|(at, slot)| (at, slot.date)) else { return };
        slots[at].wishes.iter_mut().filter(|wish| eases(wish)).for_each(Wish::soften);
    }
}

/// Every third swim becomes hard by rule 1, the second first. Where that would add a hard day too many, or take the
/// next day's hard session away by rule 3, the last swims are for recovery and take no turns.
fn rest_swims(slots: &mut [Slot], hard_days: usize) {
    let dry: Vec<Date> = slots.iter().filter(|slot| slot.is_hard()).map(|slot| slot.date).collect();
    let is_hard = |date: Date, days: i32| dry.contains(&plus_days(date, days));
    let swims = slots.iter().flat_map(|slot| slot.wishes.iter().filter(|wish| turns(wish)).map(|_| slot.date));
    let hard: Vec<Date> = swims.skip(1).step_by(3).filter(|&date| !is_hard(date, -1) && !is_hard(date, 0)).collect();
    let left = hard_days.saturating_sub(dry.len());
    let keep = match () {
        () if hard.iter().any(|&date| is_hard(date, 1)) => 1,
        () if hard.len() > left => 1 + 3 * left,
        () => return,
    };
    let swims = slots.iter_mut().flat_map(|slot| &mut slot.wishes).filter(|wish| turns(wish));
    swims.skip(keep).for_each(|swim| (swim.workout, swim.zone) = (WorkoutKind::Recovery, Zone::Z1));
}

fn turns(wish: &Wish) -> bool {
    wish.sport == Sport::Swim && !wish.has(Tag::Optional) && wish.workout != WorkoutKind::Recovery
}
