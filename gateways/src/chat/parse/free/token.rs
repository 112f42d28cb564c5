//! A text cut into words, numbers and marks.

use jiff::civil::Date;

use crate::chat::words::plain;

/// A piece of the text and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Token {
    pub(in super::super) kind: Kind,
    pub(in super::super) start: usize,
    pub(in super::super) end: usize,
    /// Nothing stands between this token and the one before.
    pub(in super::super) glued: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Kind {
    /// Letters, in plain lower case.
    Word(String),
    Number(Number),
    /// 52:30 or 1:02:03. A part that is too long to be one makes it empty.
    Clock(Vec<u32>),
    /// A date as 2025-05-03.
    Day(Date),
    /// What stands between quotation marks.
    Quote,
    Mark(char),
}

#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Number {
    pub(in super::super) value: f64,
    /// As typed, with a point for a decimal comma.
    pub(in super::super) typed: String,
}

impl Number {
    /// "1.500" is fifteen hundred where nobody measures finer.
    pub(in super::super) fn grouped(&self) -> f64 {
        let three_digits = self.typed.split_once('.').is_some_and(|(_, after)| after.len() == 3);
        if three_digits { self.value * 1000.0 } else { self.value }
    }
}

pub(in super::super) fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(&(start, letter)) = letters.get(at) {
        if is_nothing(letter) || is_hyphen(&letters, at) {
            at += 1;
            continue;
        }
        let (kind, to) = token_at(&letters, at);
        let end = letters.get(to).map_or(text.len(), |&(end, _)| end);
        let glued = tokens.last().is_some_and(|before| before.end == start);
        tokens.push(Token { kind, start, end, glued });
        at = to;
    }
    tokens
}

fn token_at(letters: &[(usize, char)], at: usize) -> (Kind, usize) {
    let letter = letters[at].1;
    if letter.is_ascii_digit() {
        return day_at(letters, at).or_else(|| clock_at(letters, at)).unwrap_or_else(|| number_at(letters, at));
    }
    if letter.is_alphabetic() {
        return word_at(letters, at);
    }
    quote_at(letters, at).unwrap_or((Kind::Mark(letter), at + 1))
}

/// Blanks, and what only dresses an emoji.
fn is_nothing(letter: char) -> bool {
    (letter.is_whitespace() && letter != '\n')
        || matches!(letter, '\u{200d}' | '\u{fe0f}' | '\u{2640}' | '\u{2642}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// "warm-up" is two words.
fn is_hyphen(letters: &[(usize, char)], at: usize) -> bool {
    let is_letter = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|(_, c)| c.is_alphabetic());
    letters[at].1 == '-' && is_letter(at.checked_sub(1)) && is_letter(Some(at + 1))
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '`' | '\u{301}')
}

fn word_at(letters: &[(usize, char)], at: usize) -> (Kind, usize) {
    let mut word = String::new();
    let mut to = at;
    while let Some(&(_, letter)) = letters.get(to) {
        let letter_follows = letters.get(to + 1).is_some_and(|(_, c)| c.is_alphabetic());
        if letter.is_alphabetic() {
            word.extend(letter.to_lowercase().map(plain));
        } else if !(is_apostrophe(letter) && (letter_follows || letter == '\u{301}')) {
            break;
        }
        to += 1;
    }
    (Kind::Word(word), to)
}

fn digits_at(letters: &[(usize, char)], at: usize) -> String {
    letters.iter().skip(at).map(|&(_, c)| c).take_while(char::is_ascii_digit).collect()
}

fn is(letters: &[(usize, char)], at: usize, wanted: char) -> bool {
    letters.get(at).is_some_and(|&(_, letter)| letter == wanted)
}

fn number_at(letters: &[(usize, char)], at: usize) -> (Kind, usize) {
    let mut typed = digits_at(letters, at);
    let mut to = at + typed.len();
    let decimals = digits_at(letters, to + 1);
    if (is(letters, to, '.') || is(letters, to, ',')) && !decimals.is_empty() {
        to += 1 + decimals.len();
        typed = format!("{typed}.{decimals}");
    }
    // More digits than a number of anybody's training has: no unit will make sense of it.
    let value = if typed.len() <= 12 { typed.parse().unwrap_or(f64::MAX) } else { f64::MAX };
    (Kind::Number(Number { value, typed }), to)
}

fn clock_at(letters: &[(usize, char)], at: usize) -> Option<(Kind, usize)> {
    let mut parts = vec![digits_at(letters, at)];
    let mut to = at + parts[0].len();
    while is(letters, to, ':') {
        let part = digits_at(letters, to + 1);
        if part.is_empty() {
            break;
        }
        to += 1 + part.len();
        parts.push(part);
    }
    let readable = parts.iter().all(|part| part.len() <= 3) && parts.iter().skip(1).all(|part| part.len() == 2);
    let numbers = || parts.iter().filter_map(|part| part.parse().ok()).collect();
    (parts.len() > 1).then(|| (Kind::Clock(if readable { numbers() } else { Vec::new() }), to))
}

fn day_at(letters: &[(usize, char)], at: usize) -> Option<(Kind, usize)> {
    let (year, month, day) = (digits_at(letters, at), digits_at(letters, at + 5), digits_at(letters, at + 8));
    let shaped =
        (year.len(), month.len(), day.len()) == (4, 2, 2) && is(letters, at + 4, '-') && is(letters, at + 7, '-');
    let date = format!("{year}-{month}-{day}");
    shaped.then(|| date.parse().ok()).flatten().map(|day| (Kind::Day(day), at + 10))
}

/// Quotation marks open behind a blank and close before one, so inches and seconds are none.
fn quote_at(letters: &[(usize, char)], at: usize) -> Option<(Kind, usize)> {
    let closing = match letters[at].1 {
        '"' => '"',
        '“' => '”',
        '«' => '»',
        _ => return None,
    };
    let blank = |at: usize| letters.get(at).is_none_or(|(_, c)| c.is_whitespace());
    let opens = at.checked_sub(1).is_none_or(blank);
    let closes = |to: &usize| letters[*to].1 == closing && blank(to + 1);
    let to = (at + 1..letters.len()).rev().find(closes)?;
    (opens && to > at + 1).then_some((Kind::Quote, to + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        tokens(text).into_iter().map(|token| token.kind).collect()
    }

    fn word(word: &str) -> Kind {
        Kind::Word(word.to_owned())
    }

    fn number(value: f64, typed: &str) -> Kind {
        Kind::Number(Number { value, typed: typed.to_owned() })
    }

    #[test]
    fn a_text_becomes_words_numbers_and_clocks() {
        assert_eq!(kinds("Didn't 8,2km"), [word("didnt"), number(8.2, "8.2"), word("km")]);
        assert_eq!(kinds("52:30 1:02:03"), [Kind::Clock(vec![52, 30]), Kind::Clock(vec![1, 2, 3])]);
        assert_eq!(kinds("Ёлка-Nadé"), [word("елка"), word("nade")]);
    }

    #[test]
    fn a_date_is_one_token_and_an_impossible_one_is_none() {
        assert_eq!(kinds("2025-05-03"), [Kind::Day(jiff::civil::date(2025, 5, 3))]);
        assert_eq!(kinds("2025-13-03").len(), 5);
    }

    #[test]
    fn quotation_marks_hold_a_text_together_and_inches_do_not() {
        assert_eq!(kinds("run \"the long way\""), [word("run"), Kind::Quote]);
        assert_eq!(kinds("45'30\"").len(), 4);
    }
}
