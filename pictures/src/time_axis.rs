//! Days to points, and the days worth naming.

use domain::{history::days_between, vocabulary::Language};
use jiff::{ToSpan, civil::Date};

use crate::texts::{self, Texts};

/// A span of days, its first at the point `from`, its last at `to`; a single day stands in the middle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimeAxis {
    pub(crate) first: Date,
    pub(crate) last: Date,
    from: f64,
    to: f64,
}

/// From one named day to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Days(i32),
    Weeks(i32),
    Months(i8),
    Years(i16),
}

/// Finer first.
pub(crate) const STEPS: &[Step] = &[
    Step::Days(1),
    Step::Days(2),
    Step::Weeks(1),
    Step::Weeks(2),
    Step::Weeks(4),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(50),
    Step::Years(200),
    Step::Years(1000),
    Step::Years(5000),
];

impl TimeAxis {
    pub(crate) fn new((first, last): (Date, Date), (from, to): (f64, f64)) -> Self {
        Self { first, last, from, to }
    }

    pub(crate) fn at(&self, date: Date) -> f64 {
        let all = days_between(self.first, self.last);
        let share = if all == 0 { 0.5 } else { f64::from(days_between(self.first, date)) / f64::from(all) };
        self.from + share * (self.to - self.from)
    }

    /// The named days of a step. Weeks begin on the axis' own first weekday.
    pub(crate) fn ticks(&self, step: Step) -> Vec<Date> {
        let start = match step {
            Step::Days(_) | Step::Weeks(_) => Some(self.first),
            Step::Months(months) => whole_months(self.first, months),
            Step::Years(years) => Date::new(self.first.year().div_euclid(years).saturating_mul(years), 1, 1).ok(),
        };
        let span = match step {
            Step::Days(days) => days.days(),
            Step::Weeks(weeks) => (7 * weeks).days(),
            Step::Months(months) => months.months(),
            Step::Years(years) => years.years(),
        };
        let days = std::iter::successors(start, |day| day.checked_add(span).ok());
        days.take_while(|day| *day <= self.last).filter(|day| *day >= self.first).take(100).collect()
    }
}

/// The first day of the month, or of the quarter or half year that it belongs to.
fn whole_months(date: Date, months: i8) -> Option<Date> {
    Date::new(date.year(), (date.month() - 1) / months * months + 1, 1).ok()
}

/// A tick's words: a day, a month, or a year where one begins.
pub(crate) fn tick_label(day: Date, step: Step, language: Language) -> String {
    let texts = texts::of(language);
    match step {
        Step::Days(_) | Step::Weeks(_) => day_label(day, texts),
        Step::Months(_) if day.month() != 1 => in_year(day, texts.months_alone).to_owned(),
        Step::Months(_) | Step::Years(_) => day.year().to_string(),
    }
}

/// "5 Jan – 23 Mar 2026": what the axis covers, with its years.
pub(crate) fn span_label(first: Date, last: Date, language: Language) -> String {
    let texts = texts::of(language);
    let with_year = |day: Date| format!("{} {}", day_label(day, texts), day.year());
    if first == last {
        with_year(first)
    } else if first.year() == last.year() {
        format!("{} – {}", day_label(first, texts), with_year(last))
    } else {
        format!("{} – {}", with_year(first), with_year(last))
    }
}

fn day_label(day: Date, texts: &Texts) -> String {
    format!("{} {}", day.day(), in_year(day, texts.months))
}

fn in_year(day: Date, months: [&'static str; 12]) -> &'static str {
    usize::try_from(day.month() - 1).ok().and_then(|at| months.get(at).copied()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_and_years_begin_where_the_calendar_has_them() {
        let axis = TimeAxis::new((date(2025, 11, 5), date(2026, 6, 1)), (0.0, 100.0));
        let quarters: Vec<String> = axis
            .ticks(Step::Months(3))
            .into_iter()
            .map(|day| tick_label(day, Step::Months(3), Language::Russian))
            .collect();
        assert_eq!(quarters, ["2026", "апр"]);
        assert_eq!(axis.ticks(Step::Years(1)), [date(2026, 1, 1)]);
    }

    #[test]
    fn a_single_day_stands_in_the_middle() {
        let day = date(2026, 5, 5);
        assert_eq!(TimeAxis::new((day, day), (0.0, 100.0)).at(day), 50.0);
    }

    #[test]
    fn days_are_named_in_the_readers_language() {
        let (first, last) = (date(2025, 12, 29), date(2026, 5, 3));
        assert_eq!(span_label(first, last, Language::English), "29 Dec 2025 – 3 May 2026");
        assert_eq!(span_label(first, last, Language::Spanish), "29 dic 2025 – 3 may 2026");
        assert_eq!(span_label(first, last, Language::Russian), "29 дек 2025 – 3 мая 2026");
        assert_eq!(tick_label(date(2026, 5, 1), Step::Months(1), Language::Russian), "май");
        assert_eq!(span_label(last, last, Language::English), "3 May 2026");
    }
}
