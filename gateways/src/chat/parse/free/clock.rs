//! Amounts as a watch shows them: 52:30, 45'30".

use super::{
    amount::{Read, amount, seconds},
    fact::{Amount, Fact},
    line::Line,
    token::Kind,
};
use crate::chat::words::{Label, Turn, Unit};

pub(super) const TICKS: &[char] = &['\'', '′', '’'];

impl Line<'_> {
    pub(super) fn clock(&self, at: usize) -> Read {
        let Some(Kind::Clock(parts)) = self.kind(at) else { return None };
        if let Some((metres, length)) = self.per_length(at + 1) {
            return Some((amount(Amount::Pace(pace_seconds(parts)? / metres)), 1 + length));
        }
        if let Some((Label::Pace, length)) = self.phrase(at + 1, |words| words.labels) {
            return Some((amount(Amount::BarePace(pace_seconds(parts)?)), 1 + length));
        }
        let hours = matches!(self.unit(at + 1), Some((Unit::Seconds(3600.0), _)));
        let minutes = matches!(self.unit(at + 1), Some((Unit::Seconds(60.0), _)));
        match parts[..] {
            [h, m] if hours && m < 60 => return Some((seconds(f64::from(h * 60 + m) * 60.0), 2)),
            [m, s] if minutes && s < 60 => return Some((seconds(f64::from(m * 60 + s)), 2)),
            _ => {}
        }
        if self.is_hour_of_day(at) {
            return Some((Fact::Aside, 1));
        }
        if at.checked_sub(1).is_some_and(|before| self.is_mark(before, &['@'])) {
            return Some((amount(Amount::BarePace(pace_seconds(parts)?)), 1));
        }
        let at_words = self.follows(at, |words| words.at) && parts.len() == 2;
        Some((amount(if at_words { Amount::ClockAt(parts.clone()) } else { Amount::Clock(parts.clone()) }), 1))
    }

    /// 7:30 am, a las 7:30, в 7:30 утра.
    pub(super) fn is_hour_of_day(&self, at: usize) -> bool {
        matches!(self.word(at + 1), Some("am" | "pm" | "oclock"))
            || matches!(self.word(at.saturating_sub(1)), Some("las"))
            || matches!(self.phrase(at + 1, |words| words.turns), Some((Turn::DayPart, _)) if self.follows(at, |words| words.at))
    }

    /// 45' or 45'30".
    pub(super) fn ticks(&self, at: usize) -> Read {
        let minutes = self.number(at)?.value;
        if !self.is_tick(at + 1, TICKS) {
            return None;
        }
        let rest = self.number(at + 2).filter(|rest| self.is_glued(at + 2) && rest.value < 60.0).map(|rest| rest.value);
        let Some(rest) = rest else { return Some((seconds(minutes * 60.0), 2)) };
        let length = 3 + usize::from(self.is_tick(at + 3, &['"', '″', '”']));
        if let Some((metres, per)) = self.per_length(at + length) {
            return Some((amount(Amount::Pace((minutes * 60.0 + rest) / metres)), length + per));
        }
        Some((seconds(minutes * 60.0 + rest), length))
    }

    pub(super) fn is_tick(&self, at: usize, ticks: &[char]) -> bool {
        self.is_mark(at, ticks) && self.is_glued(at)
    }
}

pub(super) fn pace_seconds(parts: &[u32]) -> Option<f64> {
    match *parts {
        [minutes, seconds] if seconds < 60 => Some(f64::from(minutes * 60 + seconds)),
        _ => None,
    }
}
