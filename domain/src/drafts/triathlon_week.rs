//! The triathlete's week: two or three swims, two or three rides, two runs.
//!
//! The pattern (550 minutes before the rules) is the planner's own: long ride on Sunday, VO2 on Thursday, run intervals
//! on Tuesday, a run at tempo on Saturday, swims on Wednesday and Friday. J. Friel, "The Triathlete's Training Bible",
//! has the same two hard days apart and the long day at the weekend.

use super::{
    athlete::Athlete,
    outline::WeekOutline,
    wish::{Wish, sharpen},
};
use crate::{
    plan::{Phase, Tag, WorkoutKind},
    vocabulary::{Profile, RaceKind, Sport, Weekday, WeekdaySet, Zone},
};

const SWIM_DAYS: [Weekday; 2] = [Weekday::Wednesday, Weekday::Friday];

/// The week of an athlete who can train every day, in order from Monday.
#[cfg(test)]
pub(super) fn template(profile: &Profile) -> Vec<Wish> {
    let mut wishes = by_importance(profile);
    wishes.sort_by_key(|wish| wish.day);
    wishes
}

/// What the athlete's week would like to have: the pattern, cut to as many sessions as they do.
pub(super) fn wishes(athlete: &Athlete<'_>, week: &WeekOutline, count: usize) -> Vec<Wish> {
    let mut wishes = by_importance(&athlete.history.profile);
    if runs_long(week) {
        lengthen_run(&mut wishes, athlete);
    }
    wishes.truncate(count.max(1));
    if needs_brick(week) && count >= 5 {
        add_brick(&mut wishes);
    }
    sharpen(&mut wishes, week);
    wishes
}

fn by_importance(profile: &Profile) -> Vec<Wish> {
    use Weekday::{Monday, Saturday, Sunday, Thursday, Tuesday};
    let (bike, run) = (Sport::Bike, Sport::Run);
    let (long_day, vo2_day) = (profile.long_ride_day.unwrap_or(Sunday), profile.vo2_day.unwrap_or(Thursday));
    let mut wishes = vec![
        Wish::new(bike, WorkoutKind::Long, Zone::Z2, 180, long_day).chosen(profile.long_ride_day.is_some()),
        Wish::new(run, WorkoutKind::Intervals, Zone::Z4, 55, Tuesday),
    ];
    wishes.extend(swim(profile, 0));
    wishes.push(Wish::new(bike, WorkoutKind::Vo2, Zone::Z5, 70, vo2_day).chosen(profile.vo2_day.is_some()));
    wishes.push(Wish::new(run, WorkoutKind::Tempo, Zone::Z3, 50, Saturday));
    wishes.extend((1..7).filter_map(|nth| swim(profile, nth)));
    if vo2_day != Thursday {
        wishes.push(Wish::new(bike, WorkoutKind::Threshold, Zone::Z4, 70, Thursday));
    }
    if long_day != Sunday {
        wishes.push(Wish::new(bike, WorkoutKind::Endurance, Zone::Z2, 90, Sunday));
    }
    if vo2_day != Monday && long_day != Monday {
        wishes.push(Wish::new(bike, WorkoutKind::Endurance, Zone::Z2, 60, Monday));
    }
    if profile.swim_days.is_none() {
        wishes.push(Wish::new(Sport::Swim, WorkoutKind::Recovery, Zone::Z1, 35, Sunday).tagged(Tag::Optional));
    }
    wishes
}

/// The nth swim of the week, on its day.
fn swim(profile: &Profile, nth: usize) -> Option<Wish> {
    let chosen: Option<Vec<Weekday>> = profile.swim_days.as_ref().map(|days: &WeekdaySet| days.iter().collect());
    let day = *chosen.as_deref().unwrap_or(&SWIM_DAYS).get(nth)?;
    let (workout, zone) = match nth % 3 {
        0 => (WorkoutKind::Technique, Zone::Z2),
        1 => (WorkoutKind::Intervals, Zone::Z4),
        _ => (WorkoutKind::Endurance, Zone::Z2),
    };
    Some(Wish::new(Sport::Swim, workout, zone, 50, day).chosen(chosen.is_some()))
}

/// A race with more than an hour and a half on foot needs a long run each week.
fn runs_long(week: &WeekOutline) -> bool {
    let long = |race| !matches!(race, RaceKind::Sprint | RaceKind::Olympic | RaceKind::FiveKm | RaceKind::TenKm);
    week.race.is_some_and(|race| race != RaceKind::Other && long(race))
}

fn lengthen_run(wishes: &mut [Wish], athlete: &Athlete<'_>) {
    let profile = &athlete.history.profile;
    let day = profile.long_run_day.unwrap_or(Weekday::Saturday);
    if let Some(tempo) = wishes.iter_mut().find(|wish| wish.workout == WorkoutKind::Tempo) {
        *tempo = Wish::new(Sport::Run, WorkoutKind::Long, Zone::Z2, 75, day).chosen(profile.long_run_day.is_some());
    }
}

/// In the last eight weeks a ride is followed by a run.
fn needs_brick(week: &WeekOutline) -> bool {
    let races_triathlon = week.race.is_some_and(RaceKind::is_triathlon);
    races_triathlon && week.phase != Phase::Race && week.weeks_left().is_some_and(|left| (1..=8).contains(&left))
}

fn add_brick(wishes: &mut Vec<Wish>) {
    let day = wishes.first().map_or(Weekday::Sunday, |long| long.day);
    let is_easy_run =
        |wish: &&mut Wish| wish.sport == Sport::Run && !wish.is_hard() && wish.workout != WorkoutKind::Long;
    let brick = Wish::new(Sport::Run, WorkoutKind::Tempo, Zone::Z3, 40, day).tagged(Tag::Brick);
    match wishes.iter_mut().find(is_easy_run) {
        Some(run) => *run = brick,
        // Where the other run is the long one, the brick comes on top of it.
        None => wishes.push(Wish { minutes: 30, ..brick }),
    }
}
