//! Numbers with their units: distances, times, paces, speeds. Those that look like a watch are in `clock`.

use super::{
    clock::TICKS,
    fact::{Amount, Fact},
    line::Line,
    token::{Kind, Number},
};
use crate::chat::words::{Turn, Unit};

const TIMES: &[&str] = &["x", "х", "по"];
const PER: &[&str] = &["per", "el", "por", "al", "a", "на"];
const PARTS: &[(f64, &[&str])] = &[
    (0.5, &["and", "a", "half"]),
    (0.5, &["y", "media"]),
    (0.5, &["y", "medio"]),
    (0.5, &["с", "половиной"]),
    (0.25, &["and", "a", "quarter"]),
    (0.25, &["y", "cuarto"]),
    (0.25, &["с", "четвертью"]),
    (0.75, &["y", "tres", "cuartos"]),
    (-0.25, &["menos", "cuarto"]),
];

pub(super) type Read = Option<(Fact, usize)>;

impl Line<'_> {
    pub(super) fn amount(&self, at: usize) -> Read {
        self.intervals(at)
            .or_else(|| self.clock(at))
            .or_else(|| self.span(at))
            .or_else(|| self.ticks(at))
            .or_else(|| self.measured(at))
            .or_else(|| self.bare(at))
    }

    /// 6x800, 3 x 10 min, 100 x 20: kept in the notes, as nobody knows whether it is the whole.
    fn intervals(&self, at: usize) -> Read {
        self.number(at)?;
        let sign = self.word(at + 1).is_some_and(|word| TIMES.contains(&word)) || self.is_mark(at + 1, &['*', '×']);
        let inner = at + 2;
        let counted = matches!(self.kind(inner), Some(Kind::Number(_) | Kind::Clock(_)));
        if !sign || !counted || (self.word(at + 1) == Some("по") && !self.is_glued(at + 1)) {
            return None;
        }
        let unit = self.unit(inner + 1).map_or(0, |(_, length)| length);
        let tick = usize::from(unit == 0 && self.is_tick(inner + 1, TICKS));
        Some((Fact::Aside, 3 + unit + tick))
    }

    /// Half an hour; a marathon. "An hour twenty" goes on in minutes.
    fn span(&self, at: usize) -> Read {
        if let Some((metres, length)) = self.phrase(at, |words| words.distances) {
            return Some((amount(Amount::Metres(metres)), length));
        }
        let (whole, length) = self.phrase(at, |words| words.spans)?;
        let (more, taken) = if whole == 3600.0 { self.smaller(at + length, 60.0) } else { (0.0, 0) };
        Some((seconds(whole + more), length + taken))
    }

    fn measured(&self, at: usize) -> Read {
        let (number, length) = self.value(at).map(|said| self.with_its_part(at, said))?;
        let unit_at = at + length;
        if self.is_mark(unit_at, &['%', '°', '$', '€', '£', '₽']) || self.follows_mark(at, &['#', '№', '$', '+'])
        {
            return Some((Fact::Aside, length));
        }
        let (unit, unit_length) = self.unit(unit_at)?;
        let to = unit_at + unit_length;
        let (fact, more) = match unit {
            Unit::Unrelated => (Fact::Aside, 0),
            Unit::BeatsPerMinute => (Fact::HeartRate(number.value), self.per_minute(to)),
            Unit::Watts => (Fact::Power(number.value), 0),
            Unit::MetresPerSecond(size) => (pace_of_speed(number.value * size), 0),
            Unit::Seconds(size) => self.time(&number, size, to),
            Unit::Metres(size) => self.distance(&number, size, to),
            Unit::MetresOrMinutes => self.metres_or_minutes(&number, to),
        };
        let taken = length + unit_length + more;
        let metres = matches!(unit, Unit::Metres(1.0) | Unit::MetresOrMinutes);
        Some(
            self.climbing(at, to + more).filter(|_| metres).map_or((fact, taken), |named| (Fact::Aside, taken + named)),
        )
    }

    fn follows_mark(&self, at: usize, marks: &[char]) -> bool {
        self.is_glued(at) && at.checked_sub(1).is_some_and(|before| self.is_mark(before, marks))
    }

    /// How many tokens name the metres before them as climbing; none are needed where the name stood first.
    fn climbing(&self, from: usize, to: usize) -> Option<usize> {
        let named = |at: usize| match self.phrase(at, |words| words.turns) {
            Some((Turn::Ascent, length)) => Some(length),
            _ => None,
        };
        named(to).or_else(|| from.checked_sub(1).and_then(named).map(|_| 0))
    }

    /// уд/мин.
    fn per_minute(&self, at: usize) -> usize {
        let minute = matches!(self.unit(at + 1), Some((Unit::Seconds(60.0), _)));
        if self.is_mark(at, &['/']) && minute { 2 } else { 0 }
    }

    fn time(&self, number: &Number, size: f64, to: usize) -> (Fact, usize) {
        if self.is_mark(to, &['/']) && matches!(self.unit(to + 1), Some((Unit::Metres(_), _))) && size == 60.0 {
            let (metres, length) = self.per_length(to).unwrap_or((1000.0, 2));
            return (amount(Amount::Pace(number.value * 60.0 / metres)), length);
        }
        if let Some((part, length)) = self.part(to) {
            return (seconds((number.value + part) * size), length);
        }
        let (more, taken) = if size > 1.0 { self.smaller(to, size / 60.0) } else { (0.0, 0) };
        (seconds(number.value * size + more), taken)
    }

    /// "2 hours and a half": the half, and its tokens.
    fn part(&self, at: usize) -> Option<(f64, usize)> {
        let said = |(_, part): &&(f64, &[&str])| (0..part.len()).all(|i| self.word(at + i) == Some(part[i]));
        PARTS.iter().find(said).map(|&(value, words)| (value, words.len()))
    }

    /// "two and a half hours": the part stands before the unit.
    fn with_its_part(&self, at: usize, (number, length): (Number, usize)) -> (Number, usize) {
        match self.part(at + length) {
            Some((part, more)) if self.unit(at + length + more).is_some() => {
                let value = number.value + part;
                (Number { value, typed: value.to_string() }, length + more)
            }
            _ => (number, length),
        }
    }

    /// The minutes behind hours, and the seconds behind minutes: "1h20", "2 hours and 15 minutes".
    fn smaller(&self, at: usize, size: f64) -> (f64, usize) {
        let joined = usize::from(matches!(self.word(at), Some("and" | "y" | "и")));
        let Some((number, length)) = self.value(at + joined) else { return (0.0, 0) };
        let unit_at = at + joined + length;
        let whole = number.value < 60.0 && number.value.fract() == 0.0;
        let own_unit = match self.unit(unit_at) {
            Some((Unit::Seconds(unit), taken)) if unit == size => Some(taken),
            Some((Unit::MetresOrMinutes, taken)) if size == 60.0 => Some(taken),
            Some(_) => return (0.0, 0),
            None => None,
        };
        let alone = self.is_glued(at) || size > 1.0 && self.ends_a_time(unit_at, self.number(at).is_none());
        match own_unit {
            Some(taken) if whole => {
                let so_far = joined + length + taken;
                let (more, rest) = if size > 1.0 { self.smaller(at + so_far, size / 60.0) } else { (0.0, 0) };
                (number.value * size + more, so_far + rest)
            }
            None if whole && joined == 0 && alone && number.typed.len() <= 2 => (number.value * size, length),
            // "an hour and twenty five", where that is the end of it.
            None if whole && joined == 1 && size > 1.0 && self.ends_a_time(unit_at, false) => {
                (number.value * size, joined + length)
            }
            _ => (0.0, 0),
        }
    }

    /// Whether a number that came before may be the minutes of an hour: nothing that it could count follows.
    fn ends_a_time(&self, at: usize, in_words: bool) -> bool {
        let counted = self.phrase(at, |words| words.day_units).is_some() || self.word(at) == Some("x");
        let figure = self.is_mark(at, &['%', '°', '/', '*']);
        let followed = self.word(at).is_some() && !in_words && !self.is_in(at, |words| words.stops);
        !counted && !figure && !followed
    }

    fn distance(&self, number: &Number, size: f64, to: usize) -> (Fact, usize) {
        if self.is_mark(to, &['/']) && matches!(self.unit(to + 1), Some((Unit::Seconds(3600.0), _))) {
            return (pace_of_speed(number.value * size / 3600.0), 2);
        }
        let (part, length) = if size > 1.0 { self.part(to) } else { None }.unwrap_or((0.0, 0));
        let value = if size <= 1.0 { number.grouped() } else { number.value };
        (amount(Amount::Metres((value + part) * size)), length)
    }

    fn metres_or_minutes(&self, number: &Number, to: usize) -> (Fact, usize) {
        let (more, taken) = self.smaller(to, 1.0);
        let with_seconds = taken > 1 || (taken == 1 && self.is_glued(to));
        if with_seconds {
            return (seconds(number.value * 60.0 + more), taken);
        }
        (amount(Amount::MetresOrMinutes { value: number.value, grouped: number.grouped() }), 0)
    }

    /// "/km", "min/mi", "per mile", "/100m", "el km": the metres, and the tokens.
    pub(super) fn per_length(&self, at: usize) -> Option<(f64, usize)> {
        let minutes = usize::from(matches!(self.unit(at), Some((Unit::Seconds(60.0), 1))));
        let sign = at + minutes;
        let per = self.is_mark(sign, &['/']) || self.word(sign).is_some_and(|word| PER.contains(&word));
        if !per {
            return None;
        }
        if let Some(hundred) = self.number(sign + 1).filter(|hundred| hundred.value == 100.0) {
            let (unit, length) = self.unit(sign + 2).unwrap_or((Unit::Metres(1.0), 0));
            let size = if let Unit::Metres(size) = unit { size } else { 1.0 };
            return Some((hundred.value * size, minutes + 2 + length));
        }
        match self.unit(sign + 1) {
            Some((Unit::Metres(size), length)) => Some((size, minutes + 1 + length)),
            _ => None,
        }
    }

    /// A number alone, unless it counts something: "with 3 friends".
    fn bare(&self, at: usize) -> Read {
        let (number, length) = self.value(at)?;
        let after = at + length;
        let minutes_only = self.follows(at, |words| words.taking);
        if self.number(at).is_none() && !minutes_only {
            return None;
        }
        if self.is_hour_of_day(after.saturating_sub(1)) {
            return Some((Fact::Aside, length));
        }
        if self.word(after).is_some() && !self.is_known(after) {
            return Some((Fact::Aside, length));
        }
        Some((amount(Amount::Bare { value: number.value, grouped: number.grouped(), minutes_only }), length))
    }

    fn is_known(&self, at: usize) -> bool {
        self.is_in(at, |words| words.stops)
            || self.is_in(at, |words| words.taking)
            || self.is_in(at, |words| words.at)
            || self.phrase(at, |words| words.sports).is_some()
            || self.phrase(at, |words| words.days).is_some()
            || self.phrase(at, |words| words.weekdays).is_some()
            || self.phrase(at, |words| words.labels).is_some()
            || self.phrase(at, |words| words.moods).is_some()
            || self.phrase(at, |words| words.efforts).is_some()
            || self.phrase(at, |words| words.turns).is_some()
    }
}

pub(super) fn amount(amount: Amount) -> Fact {
    Fact::Amount(amount)
}

pub(super) fn seconds(seconds: f64) -> Fact {
    Fact::Amount(Amount::Seconds(seconds))
}

fn pace_of_speed(metres_per_second: f64) -> Fact {
    Fact::Amount(Amount::Pace(1.0 / metres_per_second))
}
