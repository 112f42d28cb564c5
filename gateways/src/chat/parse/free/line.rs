//! A message under the reader's finger.

use super::token::{Kind, Number, Token, tokens};
use crate::chat::{
    parse::Context,
    words::{self, Phrases, Unit, Words, is_word},
};

pub(in super::super) struct Line<'a> {
    pub(in super::super) text: &'a str,
    pub(in super::super) tokens: Vec<Token>,
    pub(in super::super) context: &'a Context<'a>,
}

impl<'a> Line<'a> {
    pub(in super::super) fn new(text: &'a str, context: &'a Context<'a>) -> Self {
        Self { text, tokens: tokens(text), context }
    }

    pub(super) fn kind(&self, at: usize) -> Option<&Kind> {
        self.tokens.get(at).map(|token| &token.kind)
    }

    pub(super) fn word(&self, at: usize) -> Option<&str> {
        match self.kind(at) {
            Some(Kind::Word(word)) => Some(word),
            _ => None,
        }
    }

    pub(super) fn number(&self, at: usize) -> Option<&Number> {
        match self.kind(at) {
            Some(Kind::Number(number)) => Some(number),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.kind(at), Some(Kind::Mark(mark)) if marks.contains(mark))
    }

    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// The longest phrase of a table that begins here, and how many tokens it takes.
    pub(in super::super) fn phrase<T: Copy + 'static>(
        &self,
        at: usize,
        table: impl Fn(&Words) -> Phrases<T>,
    ) -> Option<(T, usize)> {
        self.word(at)?;
        let mut best: Option<(T, usize)> = None;
        for words in words::from(self.context.language) {
            for &(value, entries) in table(words) {
                let longest = entries.iter().filter_map(|entry| self.matches(at, entry)).max();
                if let Some(length) = longest
                    && best.is_none_or(|(_, best)| length > best)
                {
                    best = Some((value, length));
                }
            }
        }
        best
    }

    fn matches(&self, at: usize, entry: &str) -> Option<usize> {
        let mut length = 0;
        for word in entry.split(' ') {
            if !is_word(word, self.word(at + length)?) {
                return None;
            }
            length += 1;
        }
        Some(length)
    }

    /// Whether a word of a list ends just before.
    pub(super) fn follows(&self, at: usize, list: impl Fn(&Words) -> &'static [&'static str]) -> bool {
        words::from(self.context.language).flat_map(list).any(|entry| {
            let start = at.checked_sub(entry.split(' ').count());
            start.is_some_and(|start| self.matches(start, entry).is_some())
        })
    }

    pub(super) fn is_in(&self, at: usize, list: impl Fn(&Words) -> &'static [&'static str]) -> bool {
        words::from(self.context.language).flat_map(list).any(|entry| self.matches(at, entry).is_some())
    }

    /// A number in digits or as a word, and how many tokens it takes.
    pub(super) fn value(&self, at: usize) -> Option<(Number, usize)> {
        if let Some(number) = self.number(at) {
            return Some((number.clone(), 1));
        }
        let (value, length) = self.spelled(at)?;
        Some((Number { value, typed: value.to_string() }, length))
    }

    /// "twenty six", "treinta y dos", "two thousand five hundred": from the largest down, read as the one number that
    /// they are. Half of it would be a workout that nobody did.
    fn spelled(&self, at: usize) -> Option<(f64, usize)> {
        let (first, mut length) = self.phrase(at, |words| words.numbers)?;
        let (mut thousands, mut rest, mut last) = (0.0, first, first);
        loop {
            let joins = matches!((self.word(at + length), place(last)), (Some("and"), 100.0..) | (Some("y"), 10.0));
            let next_at = at + length + usize::from(joins);
            let Some((next, taken)) = self.phrase(next_at, |words| words.numbers) else { break };
            match next {
                1000.0 if !joins && thousands == 0.0 && rest >= 1.0 => (thousands, rest) = (rest * next, 0.0),
                100.0 if !joins && (1.0..10.0).contains(&rest) => rest *= next,
                _ if next >= 1.0 && next.fract() == 0.0 && next < place(last) => rest += next,
                _ => break,
            }
            last = next;
            length += usize::from(joins) + taken;
        }
        Some((thousands + rest, length))
    }

    /// A unit; single letters that are words as well must touch their number.
    pub(in super::super) fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let touches = self.is_glued(at);
        let doubtful = matches!(self.word(at), Some("к" | "c" | "f" | "s"));
        if doubtful && !touches { None } else { self.phrase(at, |words| words.units) }
    }
}

/// What may follow a number in words is smaller than this: behind twenty comes less than ten.
fn place(value: f64) -> f64 {
    match value {
        _ if value >= 1000.0 => 1000.0,
        _ if value >= 100.0 => 100.0,
        _ if value >= 20.0 && value % 10.0 == 0.0 => 10.0,
        _ => 0.0,
    }
}
