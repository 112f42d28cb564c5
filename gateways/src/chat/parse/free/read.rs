//! Every fact of a message, from left to right, the longest reading first.

use domain::vocabulary::Sport;

use super::{
    fact::{Fact, Found},
    line::Line,
    token::Kind,
};
use crate::chat::words::Tense;

/// Emoji that name a sport.
const EMOJI: &[(char, Sport)] = &[
    ('🏊', Sport::Swim),
    ('🚴', Sport::Bike),
    ('🚵', Sport::Bike),
    ('🚲', Sport::Bike),
    ('🏃', Sport::Run),
    ('🏋', Sport::Strength),
    ('🧘', Sport::Other),
    ('🚶', Sport::Other),
    ('🥾', Sport::Other),
    ('🚣', Sport::Other),
    ('⛷', Sport::Other),
];

impl Line<'_> {
    pub(super) fn facts(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            match self.fact(at) {
                Some((fact, length)) => {
                    found.push(Found { fact, from: at, to: at + length });
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    pub(in super::super) fn fact(&self, at: usize) -> Option<(Fact, usize)> {
        if self.kind(at) == Some(&Kind::Quote) {
            return Some((Fact::Quote, 1));
        }
        let figures = self.day(at).or_else(|| self.labelled(at)).or_else(|| self.amount(at));
        figures.or_else(|| self.wording(at)).or_else(|| self.emoji(at)).or_else(|| self.other_sport(at))
    }

    /// Phrases that carry a meaning of their own; the longest wins, so "felt very hard" is not "felt".
    fn wording(&self, at: usize) -> Option<(Fact, usize)> {
        let readings = [
            self.phrase(at, |words| words.moods).map(|(mood, length)| (Fact::Mood(mood), length)),
            self.phrase(at, |words| words.efforts).map(|(rpe, length)| (Fact::Effort(rpe), length)),
            self.phrase(at, |words| words.sports).map(|((sport, tense), length)| (Fact::Sport(sport, tense), length)),
            self.phrase(at, |words| words.turns).map(|(turn, length)| (Fact::Turn(turn), length)),
        ];
        readings.into_iter().flatten().rev().max_by_key(|&(_, length)| length)
    }

    /// "other 40 min": a sport only where a line begins with it.
    fn other_sport(&self, at: usize) -> Option<(Fact, usize)> {
        let timed = matches!(self.kind(1), Some(Kind::Clock(_) | Kind::Number(_)));
        (at == 0 && timed && self.word(0) == Some("other")).then_some((Fact::Sport(Sport::Other, Tense::Named), 1))
    }

    fn emoji(&self, at: usize) -> Option<(Fact, usize)> {
        let Some(Kind::Mark(mark)) = self.kind(at) else { return None };
        let (_, sport) = EMOJI.iter().find(|(emoji, _)| emoji == mark)?;
        Some((Fact::Sport(*sport, Tense::Named), 1))
    }
}
