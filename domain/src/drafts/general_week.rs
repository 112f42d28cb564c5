//! The week of an athlete of one or two sports who isn't a runner alone: cyclists, swimmers, duathletes.
//!
//! The same bones as every week: one long session, one or two hard ones apart, the rest easy, sports in turn
//! (S. Seiler 2010: four of five sessions easy).

use super::{
    athlete::Athlete,
    outline::WeekOutline,
    wish::{Wish, sharpen},
};
use crate::{
    plan::WorkoutKind,
    vocabulary::{Profile, Sport, Weekday, WeekdaySet, Zone},
};

const EASY_DAYS: [Weekday; 5] =
    [Weekday::Saturday, Weekday::Wednesday, Weekday::Monday, Weekday::Friday, Weekday::Thursday];

pub(super) fn wishes(athlete: &Athlete<'_>, week: &WeekOutline, count: usize) -> Vec<Wish> {
    let profile = &athlete.history.profile;
    let main = main_sport(&athlete.sports);
    let other = athlete.sports.iter().copied().find(|&sport| sport != main).unwrap_or(main);
    let mut wishes = vec![long(profile, main), hard(profile, other, Weekday::Tuesday)];
    if count >= 5 {
        wishes.push(second_hard(main, Weekday::Thursday));
    }
    let easy = EASY_DAYS.iter().zip([other, main].into_iter().cycle());
    wishes
        .extend(easy.map(|(&day, sport)| Wish::new(sport, WorkoutKind::Endurance, Zone::Z2, easy_minutes(sport), day)));
    give_swim_days(&mut wishes, profile);
    wishes.truncate(count.max(1));
    sharpen(&mut wishes, week);
    wishes
}

/// The sport with the longest sessions carries the week.
fn main_sport(sports: &[Sport]) -> Sport {
    let order = [Sport::Bike, Sport::Run, Sport::Swim];
    order.into_iter().find(|sport| sports.contains(sport)).unwrap_or(Sport::Bike)
}

fn long(profile: &Profile, sport: Sport) -> Wish {
    match sport {
        Sport::Bike => {
            let day = profile.long_ride_day.unwrap_or(Weekday::Sunday);
            Wish::new(sport, WorkoutKind::Long, Zone::Z2, 150, day).chosen(profile.long_ride_day.is_some())
        }
        Sport::Run => {
            let day = profile.long_run_day.unwrap_or(Weekday::Sunday);
            Wish::new(sport, WorkoutKind::Long, Zone::Z2, 90, day).chosen(profile.long_run_day.is_some())
        }
        _ => Wish::new(sport, WorkoutKind::Endurance, Zone::Z2, 80, Weekday::Sunday),
    }
}

fn hard(profile: &Profile, sport: Sport, day: Weekday) -> Wish {
    match (sport, profile.vo2_day) {
        (Sport::Bike, chosen) => {
            Wish::new(sport, WorkoutKind::Vo2, Zone::Z5, 65, chosen.unwrap_or(day)).chosen(chosen.is_some())
        }
        (Sport::Run, _) => Wish::new(sport, WorkoutKind::Threshold, Zone::Z4, 55, day),
        _ => Wish::new(sport, WorkoutKind::Intervals, Zone::Z4, 50, day),
    }
}

/// The other hard session: at threshold, where the first one is not.
const fn second_hard(sport: Sport, day: Weekday) -> Wish {
    match sport {
        Sport::Swim => Wish::new(sport, WorkoutKind::Intervals, Zone::Z4, 50, day),
        _ => Wish::new(sport, WorkoutKind::Threshold, Zone::Z4, 60, day),
    }
}

const fn easy_minutes(sport: Sport) -> u16 {
    match sport {
        Sport::Bike => 60,
        Sport::Run => 40,
        _ => 45,
    }
}

/// Swims move to the days chosen for them, in order.
fn give_swim_days(wishes: &mut [Wish], profile: &Profile) {
    let days = profile.swim_days.iter().flat_map(WeekdaySet::iter);
    for (swim, day) in wishes.iter_mut().filter(|wish| wish.sport == Sport::Swim).zip(days) {
        swim.day = day;
        swim.tags.push(crate::plan::Tag::Chosen);
    }
}
