//! Form day by day, in which a late, corrected or voided workout changes everything from its own day on.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};

use super::form::Form;

/// One day of an athlete's history.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FormDay {
    pub date: Date,
    /// The sum of the day's workouts.
    pub load: f64,
    pub form: Form,
}

/// The history of an athlete from their first day, no day skipped.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FormSeries(Vec<FormDay>);

impl FormSeries {
    /// From daily loads, up to and including a day. Starts on the first day with an entry.
    pub fn new(loads: &BTreeMap<Date, f64>, until: Date) -> Self {
        let mut series = Self::default();
        if let Some((&first, _)) = loads.first_key_value() {
            series.append(first, until, |date| loads.get(&date).copied().unwrap_or(0.0));
        }
        series
    }

    /// The sum of a day's workouts is now this much. Recomputes from that day on; days up to it that were not known
    /// are rest. An entry before the first day makes it the new first day.
    pub fn set_load(&mut self, date: Date, load: f64) {
        let until = self.0.last().map_or(date, |day| day.date.max(date));
        let first = self.0.first().map_or(date, |day| day.date.min(date));
        let mut later = self.0.split_off(self.0.partition_point(|day| day.date < date));
        later.retain(|day| day.date != date);
        let known: BTreeMap<Date, f64> =
            later.into_iter().map(|day| (day.date, day.load)).chain([(date, load)]).collect();
        let from = self.0.last().map_or(first, |day| next(day.date));
        self.append(from, until, |day| known.get(&day).copied().unwrap_or(0.0));
    }

    /// Adds rest days up to and including a day, as time passes without a workout.
    pub fn extend_to(&mut self, until: Date) {
        if let Some(last) = self.0.last().filter(|last| last.date < until) {
            self.append(next(last.date), until, |_| 0.0);
        }
    }

    /// Every day in order.
    pub fn days(&self) -> &[FormDay] {
        &self.0
    }

    /// A day of the series; `None` outside it.
    pub fn on(&self, date: Date) -> Option<&FormDay> {
        self.0.binary_search_by_key(&date, |day| day.date).ok().map(|at| &self.0[at])
    }

    fn append(&mut self, from: Date, until: Date, load_on: impl Fn(Date) -> f64) {
        let mut form = self.0.last().map(|day| day.form).unwrap_or_default();
        for date in from.series(1.day()).take_while(|date| *date <= until) {
            let load = load_on(date);
            form = form.advance(load);
            self.0.push(FormDay { date, load, form });
        }
    }
}

fn next(date: Date) -> Date {
    date.saturating_add(1.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const FIRST: Date = date(2026, 3, 1);

    fn day(n: i32) -> Date {
        FIRST + n.days()
    }

    #[test]
    fn rest_days_are_days_too() {
        let series = FormSeries::new(&BTreeMap::from([(day(0), 100.0), (day(3), 50.0)]), day(5));
        let loads: Vec<f64> = series.days().iter().map(|day| day.load).collect();
        assert_eq!(loads, [100.0, 0.0, 0.0, 50.0, 0.0, 0.0]);
        assert_eq!(series.on(day(4)).map(|day| day.form.days), Some(5));
        assert_eq!(series.on(day(6)), None);
    }

    #[test]
    fn a_late_workout_changes_its_day_and_every_later_one_only() {
        let mut series = FormSeries::new(&BTreeMap::from([(day(0), 100.0)]), day(10));
        let before = series.clone();
        series.set_load(day(4), 80.0);
        assert_eq!(series.days()[..4], before.days()[..4]);
        assert!(
            series.days()[4..].iter().zip(&before.days()[4..]).all(|(now, then)| now.form.fitness > then.form.fitness)
        );
    }

    #[test]
    fn a_voided_workout_leaves_no_trace() {
        let mut series = FormSeries::new(&BTreeMap::from([(day(0), 100.0)]), day(10));
        let before = series.clone();
        series.set_load(day(4), 80.0);
        series.set_load(day(4), 0.0);
        assert_eq!(series, before);
    }

    #[test]
    fn a_workout_before_the_first_day_moves_the_beginning() {
        let mut series = FormSeries::new(&BTreeMap::from([(day(5), 100.0)]), day(6));
        series.set_load(day(0), 40.0);
        assert_eq!(series, FormSeries::new(&BTreeMap::from([(day(0), 40.0), (day(5), 100.0)]), day(6)));
    }

    #[test]
    fn the_last_day_of_the_calendar_ends_the_series() {
        let mut series = FormSeries::default();
        series.set_load(Date::MAX, 40.0);
        series.extend_to(Date::MAX);
        assert_eq!(series.days().len(), 1);
    }

    proptest! {
        #[test]
        fn changes_in_any_order_equal_a_computation_from_scratch(
            changes in prop::collection::vec((0_i32..90, 0.0..300.0_f64), 1..60), idle in 0_i32..20,
        ) {
            let mut series = FormSeries::default();
            let mut loads = BTreeMap::new();
            for &(n, load) in &changes {
                series.set_load(day(n), load);
                loads.insert(day(n), load);
            }
            let until = day(90 + idle);
            series.extend_to(until);
            prop_assert_eq!(series, FormSeries::new(&loads, until));
        }
    }
}
