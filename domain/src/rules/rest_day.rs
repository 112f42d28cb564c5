//! Rule 5: one day off in any seven, at least.
//!
//! The log counts: who trained the last four days has three left. The day with the least important work is freed,
//! never a race, and a long or a hard day only when no other will do. After C. Foster's work on monotony (1998, Med Sci
//! Sports Exerc 30), in which a day off is what keeps strain down.

use jiff::civil::Date;

use super::{Ground, Rule, RuleKind, Situation};
use crate::{history::plus_days, plan::Session};

pub(super) struct RestDay;

/// With the seventh day of training in a row there was no day off in seven.
const TOO_MANY: usize = 7;

impl Rule for RestDay {
    fn name(&self) -> &'static str {
        "RestDay"
    }

    fn kind(&self) -> RuleKind {
        RuleKind::Hard
    }

    fn apply(&self, situation: &Situation<'_>, week: &mut Vec<Session>) -> Option<Ground> {
        let mut freed = Vec::new();
        while let Some(day) = without_rest(situation, week).and_then(|seventh| day_to_free(situation, week, seventh)) {
            week.retain(|session| session.date != day);
            freed.push(day.to_string());
        }
        Some(Ground::new(
            format!("{} days in a row before the week; freed {}", streak(situation), freed.join(", ")),
            "At least one day off in any seven: training takes effect while you rest.",
        ))
    }

    fn broken(&self, situation: &Situation<'_>, week: &[Session]) -> Option<String> {
        let seventh = without_rest(situation, week)?;
        day_to_free(situation, week, seventh).map(|_| format!("no day off in the seven days up to {seventh}"))
    }
}

fn streak(situation: &Situation<'_>) -> usize {
    situation.timeline.training_streak(situation.from)
}

/// The first day that is at least the seventh in a row and holds more than a race.
fn without_rest(situation: &Situation<'_>, week: &[Session]) -> Option<Date> {
    let mut row = streak(situation);
    situation.dates().find(|&date| {
        let trains = week.iter().any(|session| session.date == date);
        row = if trains { row + 1 } else { 0 };
        row >= TOO_MANY && day_to_free(situation, week, date).is_some()
    })
}

/// Of the seven days up to that one, the one whose loss costs least; later days first where that is equal.
fn day_to_free(situation: &Situation<'_>, week: &[Session], seventh: Date) -> Option<Date> {
    let first = plus_days(seventh, -6).max(situation.from);
    let row = streak_reaches(situation, week, first, seventh);
    row.filter(|&date| !week.iter().any(|session| session.date == date && session.is_race()))
        .min_by_key(|&date| worth(week, date))
}

/// Days of the stretch that lie in this week and hold a session.
fn streak_reaches<'a>(
    situation: &Situation<'_>,
    week: &'a [Session],
    first: Date,
    seventh: Date,
) -> impl Iterator<Item = Date> + use<'a> {
    situation
        .dates()
        .filter(move |&date| date >= first && date <= seventh)
        .filter(|&date| week.iter().any(|session| session.date == date))
}

fn worth(week: &[Session], date: Date) -> (u8, u32) {
    let of_day = || week.iter().filter(|session| session.date == date);
    let importance = of_day().map(Session::importance).max().unwrap_or(0);
    (importance, of_day().map(|session| u32::from(session.minutes)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rules::testing::{Case, day, done, session},
        vocabulary::{Sport, Zone},
    };

    fn full_week() -> Vec<Session> {
        (10..17).map(|on| session(on, Sport::Run, if on == 12 { Zone::Z1 } else { Zone::Z4 }, 40)).collect()
    }

    #[test]
    fn the_least_important_day_of_seven_is_freed() {
        let mut week = full_week();
        Case::default().apply(&RestDay, &mut week).unwrap();
        assert_eq!(week.len(), 6);
        assert!(week.iter().all(|session| session.date != day(12)));
    }

    #[test]
    fn logged_days_count_toward_the_seven() {
        let mut case = Case::default();
        (4..10).for_each(|on| case.history.put_workout(done(on, 40, false)));
        let mut week = vec![session(10, Sport::Run, Zone::Z4, 40), session(12, Sport::Run, Zone::Z2, 40)];
        case.apply(&RestDay, &mut week).unwrap();
        assert_eq!(week.iter().map(|session| session.date).collect::<Vec<_>>(), [day(12)]);
    }

    #[test]
    fn six_days_are_left_alone_and_a_race_is_never_freed() {
        let mut six = full_week();
        six.remove(0);
        assert!(Case::default().apply(&RestDay, &mut six).is_none());
        let mut week = full_week();
        week[2] = week[2].clone().tagged(crate::plan::Tag::Race);
        Case::default().apply(&RestDay, &mut week).unwrap();
        assert!(week.iter().any(|session| session.date == day(12)));
    }

    #[test]
    fn the_checker_sees_seven_days_in_a_row() {
        assert!(Case::default().broken(&RestDay, &full_week()).is_some());
    }
}
