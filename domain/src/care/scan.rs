//! Looks for the signs in a message: harmless sayings are taken out, denied signs are passed over.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::pattern::{Pattern, Place};
use super::phrases::{LANGUAGES, Phrases};
use super::sign::Sign;
use super::text::{PAUSE, sentences};

/// Takes the place of a harmless word; no pattern fits it.
const HARMLESS: &str = "·";

struct Language {
    phrases: &'static Phrases,
    signs: Vec<(Sign, Pattern)>,
    harmless: Vec<Pattern>,
}

static COMPILED: LazyLock<Vec<Language>> = LazyLock::new(|| LANGUAGES.iter().map(Language::new).collect());

/// Every sign in a message, the most serious first, each once.
pub fn signs_in(message: &str) -> Vec<Sign> {
    let mut found: Vec<Sign> = sentences(message).into_iter().flat_map(signs_of_sentence).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The sign that decides the answer to a message.
pub fn worst_sign(message: &str) -> Option<Sign> {
    signs_in(message).into_iter().next()
}

fn signs_of_sentence(mut sentence: Vec<String>) -> Vec<Sign> {
    for language in COMPILED.iter() {
        language.mark_harmless(&mut sentence);
    }
    COMPILED.iter().flat_map(|language| language.signs_of(&sentence)).collect()
}

impl Language {
    fn new(phrases: &'static Phrases) -> Self {
        let signs = phrases.signs.iter().flat_map(|(sign, wordings)| wordings.iter().map(|w| (*sign, Pattern::new(w))));
        Self { phrases, signs: signs.collect(), harmless: phrases.harmless.iter().map(|w| Pattern::new(w)).collect() }
    }

    fn mark_harmless(&self, sentence: &mut [String]) {
        for place in self.harmless.iter().flat_map(|pattern| pattern.places_in(sentence)).collect::<Vec<_>>() {
            sentence[place.span()].fill(HARMLESS.to_owned());
        }
    }

    fn signs_of(&self, sentence: &[String]) -> Vec<Sign> {
        let found: Vec<(Sign, Place)> = self
            .signs
            .iter()
            .flat_map(|(sign, pattern)| pattern.places_in(sentence).into_iter().map(move |place| (*sign, place)))
            .collect();
        let of_signs: BTreeSet<usize> = found.iter().flat_map(|(_, place)| place.span()).collect();
        found.iter().filter(|(_, place)| !self.denied(sentence, place, &of_signs)).map(|(sign, _)| *sign).collect()
    }

    /// Denied before: "no chest pain", "без боли в груди", "no fever or dizziness". Denied inside: "голова не кружится".
    /// Denied after: "боли в груди нет", "fever: none", "в обморок не падал". A negator further off, as in "not sure about this chest
    /// pain", denies nothing.
    fn denied(&self, sentence: &[String], place: &Place, of_signs: &BTreeSet<usize>) -> bool {
        let span = place.span();
        let before = (0..span.start).rev();
        let gap_before_last_word = span.clone().rev().skip(1).take_while(|at| !place.words.contains(at));
        self.reaches_negator(sentence, before, of_signs)
            || self.reaches_negator(sentence, gap_before_last_word, &BTreeSet::new())
            || self.closed_after(sentence, span.end)
    }

    /// Whether, going back, a negator comes before any word that means something of its own.
    fn reaches_negator(
        &self,
        sentence: &[String],
        back: impl Iterator<Item = usize>,
        of_signs: &BTreeSet<usize>,
    ) -> bool {
        let is_one_of = |at: usize, words: &[&str]| words.contains(&sentence[at].as_str());
        let says_nothing = |at: usize| is_one_of(at, self.phrases.fillers) || of_signs.contains(&at);
        let nearest = back.into_iter().find(|&at| is_one_of(at, self.phrases.negators) || !says_nothing(at));
        nearest.is_some_and(|at| {
            let weakened = (at.saturating_sub(2)..at).any(|before| is_one_of(before, self.phrases.unless_after));
            is_one_of(at, self.phrases.negators) && !weakened
        })
    }

    /// Whether the clause ends with a denial right after this word: "нет", "none", "не было", "no tengo".
    fn closed_after(&self, sentence: &[String], end: usize) -> bool {
        let after_pause = if sentence.get(end).is_some_and(|word| word == PAUSE) { end + 1 } else { end };
        let rest: Vec<&str> =
            sentence[after_pause..].iter().map(String::as_str).take_while(|word| *word != PAUSE).collect();
        match rest[..] {
            [closer] => self.phrases.closers.contains(&closer),
            [negator, filler] => self.phrases.negators.contains(&negator) && self.phrases.fillers.contains(&filler),
            _ => false,
        }
    }
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
