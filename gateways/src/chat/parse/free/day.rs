//! The day that is meant.

use domain::vocabulary::{Language, Weekday};
use jiff::{ToSpan, civil::Date};

use super::{fact::Fact, line::Line, token::Kind};
use crate::chat::words::{DaysAgo, Turn};

/// A date without a year that lies this far ahead is a plan, not last year's.
const PLANS_AHEAD: i64 = 60;

/// Before a weekday they make it one to come.
const NEXT: &[&str] = &["next", "coming", "proximo", "proxima", "следующий", "следующую", "следующее", "следующая"];

type Read = Option<(Fact, usize)>;

impl Line<'_> {
    pub(super) fn day(&self, at: usize) -> Read {
        self.written_day(at)
            .or_else(|| self.days_ago(at))
            .or_else(|| self.named_day(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.ordinal(at))
            .or_else(|| self.slashed(at))
            .or_else(|| self.dotted(at))
    }

    fn written_day(&self, at: usize) -> Read {
        match self.kind(at) {
            Some(&Kind::Day(date)) => Some((self.told(&[date]), 1)),
            _ => None,
        }
    }

    fn named_day(&self, at: usize) -> Read {
        let (DaysAgo(days), length) = self.phrase(at, |words| words.days)?;
        Some((self.told(&[self.context.today.saturating_sub(days.days())]), length))
    }

    /// "two days ago", "hace dos días", "два дня назад".
    fn days_ago(&self, at: usize) -> Read {
        let since = usize::from(self.is_in(at, |words| words.since));
        let one = (self.word(at + since) == Some("a")).then_some((1.0, 1));
        let counted = self.value(at + since).map(|(number, length)| (number.value, length));
        let (count, length) = one.or(counted).unwrap_or((1.0, 0));
        let (size, unit_length) = self.phrase(at + since + length, |words| words.day_units)?;
        let end = at + since + length + unit_length;
        let ago = usize::from(self.is_in(end, |words| words.ago));
        // "3 days ago" is not "a day ago" for whoever reads on from its second word.
        let article = length > 0 || at.checked_sub(1).is_none_or(|before| self.number(before).is_none());
        let whole = count.fract() == 0.0 && (0.0..=400.0).contains(&count);
        if since + ago == 0 || !whole || !article {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a whole number of at most 400")]
        let days = count as i64 * size;
        Some((self.told(&[self.context.today.saturating_sub(days.days())]), end + ago - at))
    }

    /// The latest such day. Named on its own day, today and a week ago are both meant by people.
    fn weekday(&self, at: usize) -> Read {
        let (weekday, length) = self.phrase(at, |words| words.weekdays)?;
        if self.is_to_come(at, at + length) {
            return Some((Fact::Turn(Turn::Plan), length));
        }
        let today = self.context.today;
        let ago = |days: i64| today.saturating_sub(days.days());
        let latest = (0..7).map(ago).find(|&day| Weekday::of(day) == weekday)?;
        let days: &[Date] = if latest == today { &[latest, ago(7)] } else { &[latest] };
        Some((self.told(days), length))
    }

    /// "next tuesday", "el martes que viene": not the one that was.
    fn is_to_come(&self, from: usize, to: usize) -> bool {
        let before = from.checked_sub(1).and_then(|before| self.word(before));
        let after = self.word(to).zip(self.word(to + 1));
        before.is_some_and(|word| NEXT.contains(&word)) || after == Some(("que", "viene"))
    }

    /// "3 May", "3rd of May", "May 3", "3 de mayo", "3 мая 2025".
    fn day_and_month(&self, at: usize) -> Read {
        let (day, month, length) = self.day_first(at).or_else(|| self.month_first(at))?;
        let year_at =
            at + length + usize::from(self.word(at + length) == Some("de") || self.is_mark(at + length, &[',']));
        match self.number(year_at).and_then(|number| year_of(&number.typed)) {
            Some(year) => Some((self.told(&[Date::new(year, month, day).ok()?]), year_at + 1 - at)),
            None => Some((self.without_year(&[(day, month)])?, length)),
        }
    }

    fn day_first(&self, at: usize) -> Option<(i8, i8, usize)> {
        let day = self.number(at).and_then(|number| number.typed.parse().ok())?;
        let ordinal = usize::from(matches!(self.word(at + 1), Some("th" | "st" | "nd" | "rd")));
        let of = usize::from(matches!(self.word(at + 1 + ordinal), Some("of" | "de")));
        let (month, length) = self.phrase(at + 1 + ordinal + of, |words| words.months)?;
        Some((day, month, 1 + ordinal + of + length))
    }

    fn month_first(&self, at: usize) -> Option<(i8, i8, usize)> {
        let (month, length) = self.phrase(at, |words| words.months)?;
        let day = self.number(at + length).and_then(|number| number.typed.parse().ok())?;
        let ordinal = usize::from(matches!(self.word(at + length + 1), Some("th" | "st" | "nd" | "rd")));
        let measured = ordinal == 0 && self.unit(at + length + 1).is_some();
        (!measured).then_some((day, month, length + 1 + ordinal))
    }

    /// "on the 3rd", "3 числа": the latest such day.
    fn ordinal(&self, at: usize) -> Read {
        let day: i8 = self.number(at)?.typed.parse().ok()?;
        let english = matches!(self.word(at + 1), Some("th" | "st" | "nd" | "rd"))
            && at >= 2
            && (self.word(at - 2), self.word(at - 1)) == (Some("on"), Some("the"));
        let to = match (english, self.word(at + 1), self.word(at + 2)) {
            (true, ..) | (_, Some("числа"), _) => 2,
            (_, Some("го"), Some("числа")) => 3,
            _ => return None,
        };
        let today = self.context.today;
        let months = (0..3).map(|months: i32| today.saturating_sub(months.months()));
        let mut days = months.filter_map(|month| Date::new(month.year(), month.month(), day).ok());
        Some((self.told(&[days.find(|&date| date <= today)?]), to))
    }

    /// 12/05 or 12/05/2025. In English either number may be the month.
    fn slashed(&self, at: usize) -> Read {
        let first: i8 = self.number(at)?.typed.parse().ok()?;
        let second: i8 = self.number(at + 2)?.typed.parse().ok()?;
        let starts = at == 0 || self.follows(at, |words| words.last) || self.is_mark(at - 1, &['(', '\n']);
        if !self.is_mark(at + 1, &['/']) || !self.is_glued(at + 2) || !starts {
            return None;
        }
        let year = self.number(at + 4).filter(|_| self.is_mark(at + 3, &['/'])).and_then(|year| year_of(&year.typed));
        let mut readings = vec![(first, second)];
        if self.context.language == Language::English && first != second {
            readings.push((second, first));
        }
        match year {
            Some(year) => {
                let dates = readings.iter().filter_map(|&(day, month)| Date::new(year, month, day).ok());
                let dates: Vec<Date> = dates.collect();
                (!dates.is_empty()).then(|| (self.told(&dates), 5))
            }
            None => Some((self.without_year(&readings)?, 3)),
        }
    }

    /// 12.05 or 12.05.2025 where a date stands and no unit follows.
    fn dotted(&self, at: usize) -> Read {
        let number = self.number(at)?;
        let (day, month) = number.typed.split_once('.')?;
        let starts = at == 0 || self.follows(at, |words| words.last) || self.is_mark(at - 1, &['(', '\n']);
        let comma = self.tokens.get(at).is_some_and(|token| self.text[token.start..token.end].contains(','));
        if day.len() != 2 || month.len() != 2 || !starts || comma || self.unit(at + 1).is_some() {
            return None;
        }
        let (day, month) = (day.parse().ok()?, month.parse().ok()?);
        let year = self.number(at + 2).filter(|_| self.is_mark(at + 1, &['.']) && self.is_glued(at + 2));
        match year.and_then(|year| year_of(&year.typed)) {
            Some(year) => Some((self.told(&[Date::new(year, month, day).ok()?]), 3)),
            None => Some((self.without_year(&[(day, month)])?, 1)),
        }
    }

    /// The latest such dates, unless they come soon.
    fn without_year(&self, readings: &[(i8, i8)]) -> Option<Fact> {
        let today = self.context.today;
        let soon = today.saturating_add(PLANS_AHEAD.days());
        let latest = |&(day, month): &(i8, i8)| {
            let years = [today.year() + 1, today.year(), today.year() - 1];
            let dates = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
            dates.into_iter().find(|&date| date <= soon)
        };
        let mut dates: Vec<Date> = readings.iter().filter_map(latest).collect();
        if dates.len() > 1 {
            dates.retain(|&date| date <= today);
        }
        (!dates.is_empty()).then(|| self.told(&dates))
    }

    /// A day to come is a plan.
    fn told(&self, days: &[Date]) -> Fact {
        if days.iter().any(|&day| day > self.context.today) {
            Fact::Turn(Turn::Plan)
        } else {
            Fact::Days(days.to_vec())
        }
    }

    /// The date that begins here, in whatever direction; for commands about days to come.
    pub(in super::super) fn any_date(&self, at: usize) -> Option<(Date, usize)> {
        let today = self.context.today;
        if let Some(&Kind::Day(date)) = self.kind(at) {
            return Some((date, 1));
        }
        if let Some((weekday, length)) =
            self.phrase(at, |words| words.weekdays).or_else(|| self.phrase(at, |words| words.short_weekdays))
        {
            let next = (1..=7).map(|days: i64| today.saturating_add(days.days()));
            return next.into_iter().find(|&day| Weekday::of(day) == weekday).map(|day| (day, length));
        }
        if matches!(self.word(at), Some("today" | "hoy" | "сегодня")) {
            return Some((today, 1));
        }
        if matches!(self.word(at), Some("tomorrow" | "manana" | "завтра")) {
            return Some((today.saturating_add(1.day()), 1));
        }
        let (day, month, length) = self.day_first(at).or_else(|| self.month_first(at))?;
        if let Some(year) = self.number(at + length).and_then(|number| year_of(&number.typed)) {
            return Some((Date::new(year, month, day).ok()?, length + 1));
        }
        let years = [today.year(), today.year() + 1];
        let next = years.into_iter().filter_map(|year| Date::new(year, month, day).ok()).find(|&date| date >= today)?;
        Some((next, length))
    }
}

fn year_of(typed: &str) -> Option<i16> {
    typed.parse().ok().filter(|year| (1900..=2999).contains(year))
}

#[cfg(test)]
mod tests {
    use domain::vocabulary::Units;
    use jiff::civil::date;

    use crate::chat::parse::{Understanding, understand};

    use super::*;

    /// The day that is logged, or that nothing is.
    fn logged(today: Date, said: &str) -> Option<Date> {
        let context =
            crate::chat::parse::Context { today, units: Units::Metric, language: Language::English, bot: None };
        match understand(&format!("run 40 min on {said}"), &context) {
            Understanding::Understood(logs) => Some(logs[0].date),
            Understanding::NotAWorkout => None,
            Understanding::Torn(torn) => panic!("{said}: {torn:?}"),
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_latest_such_day_or_one_that_comes_soon_also_around_new_year() {
        let december = date(2026, 12, 20);
        assert_eq!(logged(december, "3 January"), None, "it is to come, as in the middle of a year");
        assert_eq!(logged(december, "18 December"), Some(date(2026, 12, 18)));
        assert_eq!(logged(december, "3 March"), Some(date(2026, 3, 3)));
        assert_eq!(logged(date(2027, 1, 3), "28 December"), Some(date(2026, 12, 28)));
        assert_eq!(logged(date(2028, 3, 2), "29 February"), Some(date(2028, 2, 29)));
    }
}
