//! A small language for wordings: what the lines in `phrases/` are written in.
//!
//! | written | means |
//! |---|---|
//! | `chest pain` | these words, one after the other |
//! | `pain\|pressure` | one of these |
//! | `dizz*` | a word that begins so |
//! | `~` | up to four words in between, none of them a pause |
//! | `a b & c` | both in one sentence, in any order |

use std::ops::Range;

use super::text::PAUSE;

const WIDEST_GAP: usize = 4;

/// One wording, ready to be looked for.
#[derive(Debug)]
pub(super) struct Pattern(Vec<Sequence>);

type Sequence = Vec<Part>;

#[derive(Debug)]
enum Part {
    Gap,
    Word(Vec<Spelling>),
}

#[derive(Debug)]
enum Spelling {
    Whole(&'static str),
    Beginning(&'static str),
}

impl Pattern {
    pub(super) fn new(written: &'static str) -> Self {
        Self(written.split('&').map(|sequence| sequence.split_whitespace().map(part).collect()).collect())
    }

    /// Where in the sentence the wording stands: the place of its first sequence, wherever all of its sequences are found.
    pub(super) fn places_in(&self, sentence: &[String]) -> Vec<Place> {
        let Some((first, others)) = self.0.split_first() else { return vec![] };
        if others.iter().any(|other| places(other, sentence).is_empty()) {
            return vec![];
        }
        places(first, sentence)
    }
}

/// Where a sequence was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The numbers of the words that were asked for, in rising order.
    pub(super) words: Vec<usize>,
}

impl Place {
    /// From the first word asked for to the last, gaps included.
    pub(super) fn span(&self) -> Range<usize> {
        let (first, last) = (self.words.first(), self.words.last());
        first.copied().unwrap_or(0)..last.map_or(0, |last| last + 1)
    }
}

fn part(written: &'static str) -> Part {
    if written == "~" { Part::Gap } else { Part::Word(written.split('|').map(spelling).collect()) }
}

fn spelling(written: &'static str) -> Spelling {
    written.strip_suffix('*').map_or(Spelling::Whole(written), Spelling::Beginning)
}

fn places(sequence: &[Part], sentence: &[String]) -> Vec<Place> {
    (0..sentence.len()).filter_map(|start| words_from(sequence, sentence, start)).map(|words| Place { words }).collect()
}

/// The numbers of the words that the sequence asks for, when it begins exactly here.
fn words_from(sequence: &[Part], sentence: &[String], at: usize) -> Option<Vec<usize>> {
    match sequence.split_first() {
        None => Some(vec![]),
        Some((Part::Word(spellings), rest)) => {
            let word = sentence.get(at)?;
            let fits = spellings.iter().any(|spelling| spelling.fits(word));
            let following = fits.then(|| words_from(rest, sentence, at + 1)).flatten()?;
            Some([vec![at], following].concat())
        }
        Some((Part::Gap, rest)) => {
            let until_pause = sentence[at..].iter().take_while(|word| *word != PAUSE).count();
            (0..=WIDEST_GAP.min(until_pause)).find_map(|skipped| words_from(rest, sentence, at + skipped))
        }
    }
}

impl Spelling {
    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Whole(spelling) => word == *spelling,
            Self::Beginning(spelling) => word.starts_with(spelling),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::sentences;
    use super::*;

    fn found(pattern: &'static str, message: &str) -> bool {
        sentences(message).iter().any(|sentence| !Pattern::new(pattern).places_in(sentence).is_empty())
    }

    #[test]
    fn words_alternatives_and_beginnings_are_found() {
        assert!(found("chest pain|pressure", "some chest pressure today"));
        assert!(found("dizz*", "Dizzy!"));
        assert!(!found("chest pain", "chest and pain"));
        assert!(!found("dizzy", "dizzying"));
    }

    #[test]
    fn a_gap_spans_four_words_but_no_pause() {
        assert!(found("pain ~ chest", "pain right here in my chest"));
        assert!(found("pain ~ chest", "pain chest"));
        assert!(!found("pain ~ chest", "pain in one two three four chest"));
        assert!(!found("pain ~ chest", "pain in knee, chest fine"));
    }

    #[test]
    fn joined_sequences_stand_in_one_sentence_in_any_order() {
        assert!(found("confused & sun|heat", "in this heat, I got confused"));
        assert!(!found("confused & sun|heat", "I got confused. Tomorrow there is sun."));
    }
}
