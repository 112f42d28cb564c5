//! `/stats [week, month or year]`

use super::{Args, Problem};
use crate::chat::{
    parse::{Said, StatsSpan},
    words::plain_text,
};

const SPANS: &[(StatsSpan, &[&str])] = &[
    (StatsSpan::Week, &["week", "semana", "неделя", "неделю"]),
    (StatsSpan::Month, &["month", "mes", "месяц"]),
    (StatsSpan::Year, &["year", "ano", "год"]),
];

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let Some(word) = args.next() else { return Ok(Said::Stats(StatsSpan::Week)) };
    let given = plain_text(word);
    let span = SPANS.iter().find(|(_, words)| words.contains(&given.as_str()));
    span.map(|&(span, _)| Said::Stats(span)).ok_or_else(|| Problem::unexpected(word))
}
