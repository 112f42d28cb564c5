//! What is left of the athlete's words once every fact is taken out.

use domain::vocabulary::Text;

use super::{
    fact::{Fact, Found},
    line::Line,
    segment::Segment,
    token::Kind,
};
use crate::chat::words::{Turn, is_word};

/// The words that told no fact, in the order and spelling of the message.
pub(super) fn note(line: &Line<'_>, facts: &[Found], segment: &Segment<'_>) -> Option<Text<2000>> {
    let mut parts: Vec<String> = Vec::new();
    for (from, to) in joined(&segment.spans) {
        let mut run: Vec<usize> = Vec::new();
        for at in from..to {
            let stays = if told(line, facts, at) { Keep::No } else { kept(line, at) };
            if stays != Keep::No {
                run.push(at);
            }
            if stays == Keep::No {
                parts.extend(words(line, &std::mem::take(&mut run)));
            }
        }
        parts.extend(words(line, &run));
    }
    Text::try_new(&parts.join(", ")).ok().or_else(|| quoted(line, segment))
}

/// Pieces that follow one another are one: "to work and back".
fn joined(spans: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for &(from, to) in spans {
        match joined.last_mut() {
            Some(last) if last.1 == from => last.1 = to,
            _ => joined.push((from, to)),
        }
    }
    joined
}

#[derive(PartialEq)]
enum Keep {
    Yes,
    No,
}

fn told(line: &Line<'_>, facts: &[Found], at: usize) -> bool {
    let kept = |fact: &Fact| {
        matches!(fact, Fact::Aside | Fact::Quote)
            || matches!(fact, Fact::Turn(turn) if !matches!(turn, Turn::Then | Turn::Training | Turn::DayPart))
    };
    let joins =
        |found: &Found| found.fact == Fact::Turn(Turn::Then) && line.word(at).is_some_and(|word| is_stop(line, word));
    facts.iter().any(|found| (found.from..found.to).contains(&at) && !kept(&found.fact) && !joins(found))
}

fn kept(line: &Line<'_>, at: usize) -> Keep {
    match line.kind(at) {
        Some(Kind::Mark('\'' | '%' | '°' | '*' | '×' | '-')) => Keep::Yes,
        Some(Kind::Mark(_)) | None => Keep::No,
        Some(_) => Keep::Yes,
    }
}

/// A run of tokens as it was typed, without the small words at its edges.
fn words(line: &Line<'_>, run: &[usize]) -> Option<String> {
    let says = |at: &&usize| match line.kind(**at) {
        Some(Kind::Word(word)) => !is_stop(line, word),
        Some(Kind::Mark(_)) | None => false,
        Some(_) => true,
    };
    let (mut first, last) = (*run.iter().find(says)?, *run.iter().rfind(says)?);
    while first > run[0] && line.is_in(first - 1, |words| words.leads) {
        first -= 1;
    }
    let (first, last) = (&line.tokens[first], &line.tokens[last]);
    let text = &line.text[first.start..last.end];
    let unquoted = if last.start == first.start && first.kind == Kind::Quote { unquoted(text) } else { text };
    Some(unquoted.to_owned())
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '“', '”', '«', '»'])
}

fn is_stop(line: &Line<'_>, word: &str) -> bool {
    let languages = crate::chat::words::from(line.context.language);
    languages.flat_map(|words| words.stops).any(|stop| is_word(stop, word))
}

/// A note too long to keep with everything else is kept alone.
fn quoted(line: &Line<'_>, segment: &Segment<'_>) -> Option<Text<2000>> {
    let quote = segment.facts.iter().find(|found| found.fact == Fact::Quote)?;
    let token = line.tokens.get(quote.from)?;
    Text::try_new(unquoted(&line.text[token.start..token.end])).ok()
}
