//! The days of a form picture, put in order.

use domain::history::days_between;
use jiff::civil::Date;

use crate::{form::FormPoint, numbers::sensible};

/// Beyond so many days single ones can't be told apart any more, and a point stands for a week.
const MOST_DAYS: i32 = 400;

/// Points in order, one a day or, over a long time, one a week.
pub(crate) struct FormDays {
    pub(crate) points: Vec<FormPoint>,
    pub(crate) weekly: bool,
}

impl FormDays {
    pub(crate) fn new(days: &[FormPoint], today: Date) -> Self {
        let mut days: Vec<_> = days.iter().filter_map(drawable).collect();
        days.sort_by_key(|day| day.date);
        days.dedup_by_key(|day| day.date);
        let all = days.first().zip(days.last()).map_or(0, |(first, last)| days_between(first.date, last.date));
        let weekly = all > MOST_DAYS;
        Self { points: if weekly { weeks(&days, today) } else { days }, weekly }
    }

    /// Stretches without a gap.
    pub(crate) fn runs(&self) -> impl Iterator<Item = &[FormPoint]> {
        // A week's point is its last day's, so the next one may be nearly two weeks on.
        let most = if self.weekly { 13 } else { 1 };
        self.points.chunk_by(move |a, b| days_between(a.date, b.date) <= most)
    }

    pub(crate) fn warming_up(&self) -> Option<(Date, Date)> {
        let mut warming = self.points.iter().filter(|day| day.warming_up.is_some()).map(|day| day.date);
        let first = warming.next()?;
        Some((first, warming.next_back().unwrap_or(first)))
    }

    /// The n of "day n of 42" on a day.
    pub(crate) fn warming_up_on(&self, date: Date) -> Option<u32> {
        self.points.iter().find(|day| day.date == date)?.warming_up
    }

    /// The least and the most of some values, at least from `low` to `high`.
    pub(crate) fn range(&self, values: impl Fn(&FormPoint) -> [f64; 2], (low, high): (f64, f64)) -> (f64, f64) {
        let values = self.points.iter().flat_map(values);
        values.fold((low, high), |(low, high), value| (low.min(value), high.max(value)))
    }
}

/// The day as it can be drawn; `None` if a value is no number.
fn drawable(day: &FormPoint) -> Option<FormPoint> {
    let (fitness, fatigue) = (sensible(day.fitness)?.max(0.0), sensible(day.fatigue)?.max(0.0));
    Some(FormPoint { fitness, fatigue, balance: sensible(day.balance)?, ..*day })
}

/// Means of seven days each, one of them ending today; a week never mixes what was with what is planned.
fn weeks(days: &[FormPoint], today: Date) -> Vec<FormPoint> {
    let week = |day: &FormPoint| (days_between(today, day.date) - 1).div_euclid(7);
    days.chunk_by(|a, b| week(a) == week(b)).filter_map(mean).collect()
}

fn mean(days: &[FormPoint]) -> Option<FormPoint> {
    let mean = |value: fn(&FormPoint) -> f64| days.iter().map(value).sum::<f64>() / days.len() as f64;
    let (fitness, fatigue, balance) = (mean(|day| day.fitness), mean(|day| day.fatigue), mean(|day| day.balance));
    days.last().map(|last| FormPoint { fitness, fatigue, balance, ..*last })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{ToSpan, civil::date};

    const TODAY: Date = date(2026, 3, 18);

    fn days(from: i32, to: i32) -> Vec<FormPoint> {
        let point = |n: i32| FormPoint {
            date: TODAY + n.days(),
            fitness: f64::from(n),
            fatigue: 1.0,
            balance: 0.0,
            warming_up: None,
        };
        (from..=to).map(point).collect()
    }

    #[test]
    fn a_long_time_is_drawn_in_weekly_means_that_end_with_today() {
        let long = FormDays::new(&days(-700, 20), TODAY);
        assert!(long.weekly && long.points.len() < 110);
        let past = long.points.iter().rev().map(|point| point.date).filter(|date| *date <= TODAY);
        assert_eq!(past.take(3).collect::<Vec<_>>(), [TODAY, TODAY - 7.days(), TODAY - 14.days()]);
        let first_planned = long.points.iter().find(|point| point.date > TODAY).unwrap();
        assert!(first_planned.fitness > 0.0, "no planned week has a past day in it");
        assert_eq!(long.runs().count(), 1);
    }

    #[test]
    fn a_day_left_out_or_senseless_breaks_the_line() {
        let mut points = days(-20, 0);
        points[5].fitness = f64::NAN;
        points.remove(12);
        points.reverse();
        let lengths: Vec<usize> = FormDays::new(&points, TODAY).runs().map(<[_]>::len).collect();
        assert_eq!(lengths, [5, 6, 8]);
    }
}
