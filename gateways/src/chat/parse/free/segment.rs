//! Which words belong to which workout.

use domain::vocabulary::Sport;

use super::{
    fact::{Amount, Fact, Found},
    line::Line,
};
use crate::chat::words::Turn;

/// What was told about one workout.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment<'f> {
    pub(super) sport: Option<Sport>,
    pub(super) facts: Vec<&'f Found>,
    /// Tokens of the message, ranges in order.
    pub(super) spans: Vec<(usize, usize)>,
    /// After "then".
    follows_another: bool,
}

impl Segment<'_> {
    pub(super) fn amounts(&self) -> impl Iterator<Item = &Amount> {
        self.facts.iter().filter_map(|found| match &found.fact {
            Fact::Amount(amount) => Some(amount),
            _ => None,
        })
    }

    fn tells_amounts(&self) -> bool {
        self.amounts().next().is_some()
    }

    /// Whether both tell how long, or both how far.
    fn repeats(&self, other: &Self) -> bool {
        let times = |segment: &Self| segment.amounts().any(is_time);
        let distances = |segment: &Self| segment.amounts().any(|amount| !is_time(amount) && !is_pace(amount));
        times(self) && times(other) || distances(self) && distances(other)
    }

    fn absorb(&mut self, other: Self) {
        self.sport = self.sport.or(other.sport);
        self.facts.extend(other.facts);
        self.spans.extend(other.spans);
    }
}

fn is_time(amount: &Amount) -> bool {
    matches!(amount, Amount::Seconds(_) | Amount::Clock(_) | Amount::Bare { minutes_only: true, .. })
}

fn is_pace(amount: &Amount) -> bool {
    matches!(amount, Amount::Pace(_) | Amount::BarePace(_) | Amount::ClockAt(_))
}

fn sport_of(found: &Found) -> Option<Sport> {
    match found.fact {
        Fact::Sport(sport, _) => Some(sport),
        _ => None,
    }
}

/// The workouts of a message, in its order. Facts that stand before the first sport belong to it.
pub(super) fn segments<'f>(line: &Line<'_>, facts: &'f [Found]) -> Vec<Segment<'f>> {
    let mut segments: Vec<Segment<'f>> = Vec::new();
    for chunk in chunks(line, facts) {
        let Some(last) = segments.last_mut() else {
            segments.push(chunk);
            continue;
        };
        let same_sport = chunk.sport.is_none() || last.sport.is_none() || chunk.sport == last.sport;
        let another = chunk.tells_amounts() && last.tells_amounts() && chunk.repeats(last);
        let announced = chunk.follows_another && chunk.tells_amounts() && last.tells_amounts();
        let one_sport_known = chunk.sport.is_some() == last.sport.is_some();
        let splits = if same_sport { another && (chunk.sport.is_some() && one_sport_known || announced) } else { true };
        if splits { segments.push(chunk) } else { last.absorb(chunk) }
    }
    segments
}

/// The pieces between the marks and the words that join.
fn chunks<'f>(line: &Line<'_>, facts: &'f [Found]) -> Vec<Segment<'f>> {
    let mut chunks = Vec::new();
    let mut from = 0;
    let mut after_then = false;
    let mut at = 0;
    while at <= line.tokens.len() {
        let found = facts.iter().find(|found| found.from == at);
        let then = matches!(found, Some(found) if found.fact == Fact::Turn(Turn::Then)) || line.is_mark(at, &['+']);
        let ends = at == line.tokens.len() || then || found.is_none() && line.is_mark(at, BREAKS);
        if ends {
            cut(facts, from, at, after_then, &mut chunks);
            after_then = then;
            from = at;
        }
        at += found.map_or(1, |found| found.to - found.from);
    }
    chunks
}

const BREAKS: &[char] = &[',', ';', '.', '!', '?', '\n', '&', '/', '|', '—', '–', ':', '+', '(', ')'];

/// One piece; cut again where it names several sports with numbers of their own.
fn cut<'f>(facts: &'f [Found], from: usize, to: usize, after_then: bool, chunks: &mut Vec<Segment<'f>>) {
    let inside: Vec<&Found> = facts.iter().filter(|found| (from..to).contains(&found.from)).collect();
    let first = |wanted: fn(&Found) -> bool| inside.iter().position(|found| wanted(found));
    let amount_first =
        match (first(|found| matches!(found.fact, Fact::Amount(_))), first(|found| sport_of(found).is_some())) {
            (Some(amount), Some(sport)) => amount < sport,
            _ => false,
        };
    let mut current = Segment { follows_another: after_then, ..Segment::default() };
    let mut start = from;
    for (index, found) in inside.iter().enumerate() {
        let sport = sport_of(found);
        let other_sport = sport.is_some() && current.sport.is_some() && sport != current.sport;
        let later =
            inside[index..].iter().filter_map(|found| sport_of(found)).any(|later| Some(later) != current.sport);
        let next_amount = amount_first && current.sport.is_some() && matches!(found.fact, Fact::Amount(_)) && later;
        if other_sport || next_amount {
            current.spans.push((start, found.from));
            start = found.from;
            chunks.push(std::mem::take(&mut current));
        }
        current.sport = current.sport.or(sport);
        current.facts.push(found);
    }
    current.spans.push((start, to));
    chunks.push(current);
}
