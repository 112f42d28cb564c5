//! Numbers that come after their name: "rpe 6", "hr 145", "zone 2", "pace 5:10".

use super::{
    clock::pace_seconds,
    fact::{Amount, Fact},
    line::Line,
    token::Kind,
};
use crate::chat::words::{Label, Unit};

/// "average heart rate of about 142" has no more words in between.
const MOST_FILLERS: usize = 3;

impl Line<'_> {
    pub(super) fn labelled(&self, at: usize) -> Option<(Fact, usize)> {
        let (label, length) = self.phrase(at, |words| words.labels)?;
        let mut number_at = at + length;
        for _ in 0..MOST_FILLERS {
            let filler = self.is_in(number_at, |words| words.fillers) || self.is_mark(number_at, &[':', '=', '~', '.']);
            number_at += usize::from(filler);
        }
        if label == Label::Pace {
            return self.pace(at, number_at);
        }
        let value = self.number(number_at)?.value;
        let to = number_at + 1;
        let (fact, more) = match label {
            Label::HeartRate => (Fact::HeartRate(value), self.beats(to)),
            Label::MaxHeartRate => (Fact::MaxHeartRate(value), self.beats(to)),
            Label::Rpe => (Fact::Rpe(value), self.out_of_ten(to)),
            Label::Zone => (Fact::Zone(value), 0),
            Label::Pace => return None,
        };
        Some((fact, to + more - at))
    }

    fn pace(&self, at: usize, clock_at: usize) -> Option<(Fact, usize)> {
        let Some(Kind::Clock(parts)) = self.kind(clock_at) else { return None };
        let bare = Fact::Amount(Amount::BarePace(pace_seconds(parts)?));
        let (fact, length) = self.amount(clock_at)?;
        let fact = if matches!(fact, Fact::Amount(Amount::Pace(_))) { fact } else { bare };
        Some((fact, clock_at + length - at))
    }

    fn beats(&self, at: usize) -> usize {
        match self.unit(at) {
            Some((Unit::BeatsPerMinute, length)) => length,
            _ => 0,
        }
    }

    fn out_of_ten(&self, at: usize) -> usize {
        let ten = self.number(at + 1).is_some_and(|number| number.value == 10.0);
        if self.is_mark(at, &['/']) && ten { 2 } else { 0 }
    }
}
