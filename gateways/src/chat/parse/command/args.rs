//! The words behind a command, taken one by one.

use domain::vocabulary::{Text, Weekday};

use super::Problem;
use crate::chat::{
    parse::{Context, free::Line},
    words::{self, Phrases, Words},
};

const AND: [&str; 5] = ["and", "y", "e", "и", "&"];

pub(super) struct Args<'a> {
    pub(super) context: &'a Context<'a>,
    /// What has not been taken yet.
    rest: &'a str,
}

impl<'a> Args<'a> {
    pub(super) fn new(rest: &'a str, context: &'a Context<'a>) -> Self {
        Self { context, rest: rest.trim() }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn peek(&self) -> Option<&'a str> {
        self.rest.split_whitespace().next()
    }

    pub(super) fn next(&mut self) -> Option<&'a str> {
        let word = self.peek()?;
        self.rest = self.rest[word.len()..].trim_start();
        Some(word)
    }

    pub(super) fn required(&mut self) -> Result<&'a str, Problem> {
        self.next().ok_or(Problem::Missing)
    }

    pub(super) fn rest(&mut self) -> &'a str {
        std::mem::take(&mut self.rest)
    }

    /// Nothing may be left.
    pub(super) fn end(&self) -> Result<(), Problem> {
        self.peek().map_or(Ok(()), |word| Err(Problem::unexpected(word)))
    }

    /// The rest as a text; none where there is none.
    pub(super) fn text<const MAX: usize>(&mut self) -> Result<Option<Text<MAX>>, Problem> {
        match self.rest() {
            "" => Ok(None),
            text => Text::try_new(text).map(Some).map_err(|_| Problem::unexpected(text)),
        }
    }

    /// A whole number of digits alone: neither "60abc" nor "1.5".
    pub(super) fn whole<T: std::str::FromStr>(&mut self) -> Result<T, Problem> {
        let word = self.required()?;
        whole(word).ok_or_else(|| Problem::unexpected(word))
    }

    /// A number with a decimal point or comma.
    pub(super) fn decimal(&mut self) -> Result<f64, Problem> {
        let word = self.required()?;
        decimal(word).ok_or_else(|| Problem::unexpected(word))
    }

    /// A whole number of a quantity that has limits.
    pub(super) fn limited<N: std::str::FromStr, T, E>(
        &mut self,
        make: impl Fn(N) -> Result<T, E>,
    ) -> Result<T, Problem> {
        let given = self.peek().unwrap_or_default();
        make(self.whole()?).map_err(|_| Problem::unexpected(given))
    }

    /// The same with a fraction.
    pub(super) fn fraction<T, E>(&mut self, make: impl Fn(f64) -> Result<T, E>) -> Result<T, Problem> {
        let given = self.peek().unwrap_or_default();
        make(self.decimal()?).map_err(|_| Problem::unexpected(given))
    }

    /// The next word's meaning in a table of words.
    pub(super) fn word<T: Copy + 'static>(&mut self, table: impl Fn(&Words) -> Phrases<T>) -> Result<T, Problem> {
        let word = self.required()?;
        words::meaning(word, self.context.language, table).ok_or_else(|| Problem::unexpected(word))
    }

    /// As many words as have a meaning in a table: "lower back" rather than "lower".
    pub(super) fn words<T: Copy + 'static>(&mut self, table: impl Fn(&Words) -> Phrases<T>) -> Result<T, Problem> {
        let given: Vec<&str> = self.rest.split_whitespace().take(4).collect();
        for length in (1..=given.len()).rev() {
            if let Some(found) = words::meaning(&given[..length].join(" "), self.context.language, &table) {
                (0..length).for_each(|_| {
                    self.next();
                });
                return Ok(found);
            }
        }
        Err(given.first().map_or(Problem::Missing, |word| Problem::unexpected(word)))
    }

    /// A day in whatever way people name the next ones: "friday", "tomorrow", "2026-05-03", "3 May".
    pub(super) fn date(&mut self) -> Result<jiff::civil::Date, Problem> {
        let line = Line::new(self.rest, self.context);
        let found = line.any_date(0);
        let word = self.peek().ok_or(Problem::Missing)?;
        let (date, length) = found.ok_or_else(|| Problem::unexpected(word))?;
        let end = line.tokens.get(length - 1).map_or(0, |token| token.end);
        if self.rest[end..].starts_with(|c: char| !c.is_whitespace()) {
            return Err(Problem::unexpected(word));
        }
        self.rest = self.rest[end..].trim_start();
        Ok(date)
    }

    /// The day on which a question was asked, at the end of what its buttons say: pressed on another day, they are over.
    pub(super) fn asked_on(&mut self) -> Result<Option<jiff::civil::Date>, Problem> {
        if self.peek() != Some("asked") {
            return Ok(None);
        }
        self.next();
        let day = self.required()?;
        day.parse().map(Some).map_err(|_| Problem::unexpected(day))
    }

    /// Weekdays separated by blanks or commas, at least one.
    pub(super) fn weekdays(&mut self) -> Result<Vec<Weekday>, Problem> {
        let days = listed(self.rest());
        let days = days.map(|word| weekday(word, self.context).ok_or_else(|| Problem::unexpected(word)));
        let days: Vec<Weekday> = days.collect::<Result<_, _>>()?;
        if days.is_empty() { Err(Problem::Missing) } else { Ok(days) }
    }
}

/// What a list holds: "swim, bike and run", "lun mié y sáb".
pub(super) fn listed(given: &str) -> impl Iterator<Item = &str> {
    let parted = |c: char| c == ',' || c.is_whitespace();
    given.split(parted).filter(|word| !word.is_empty() && !AND.contains(&word.to_lowercase().as_str()))
}

pub(super) fn whole<T: std::str::FromStr>(word: &str) -> Option<T> {
    word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok()).flatten()
}

pub(super) fn decimal(word: &str) -> Option<f64> {
    let digits = word.replace(',', ".");
    let plausible = digits.len() <= 12 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plausible.then(|| digits.parse().ok()).flatten()
}

pub(super) fn weekday(word: &str, context: &Context<'_>) -> Option<Weekday> {
    words::meaning(word, context.language, |words| words.weekdays)
        .or_else(|| words::meaning(word, context.language, |words| words.short_weekdays))
}
