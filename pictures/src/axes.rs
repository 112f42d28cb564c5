//! The frame around a plot: values up the side, days along the bottom.

use domain::vocabulary::Language;
use jiff::civil::Date;

use crate::{
    WIDTH,
    canvas::{Anchor, Canvas, Line, MARGIN, SMALL},
    font,
    numbers::number,
    scale::Scale,
    time_axis::{STEPS, Step, TimeAxis, span_label, tick_label},
};

/// Room below a plot for its days and what they cover.
pub(crate) const BELOW: f64 = 53.0;
const BETWEEN_LABELS: f64 = 10.0;

/// Where the data go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plot {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

/// The words of every tick of a scale.
pub(crate) fn tick_words(scale: &Scale, language: Language) -> Vec<String> {
    scale.ticks().map(|tick| number(tick, scale.decimals(), language)).collect()
}

/// The widest of some words, and the space beside it.
pub(crate) fn gutter<'a>(words: impl IntoIterator<Item = &'a String>) -> f64 {
    words.into_iter().map(|word| font::width(word, SMALL)).fold(0.0, f64::max) + 7.0
}

/// Horizontal grid lines with their values on the left.
pub(crate) fn draw_values(canvas: &mut Canvas, plot: Plot, scale: &Scale, words: &[String]) {
    let (grid, soft) = (canvas.palette.grid, canvas.palette.soft_ink);
    for (tick, word) in scale.ticks().zip(words) {
        let y = scale.at(tick);
        canvas.line(&[(plot.left, y), (plot.right, y)], grid, 1.0, Line::Solid);
        canvas.text((plot.left - 6.0, y + 4.0), word, SMALL, soft, Anchor::End);
    }
}

/// Days below the plot, as many as can be read, and the span they cover with an optional word before it.
pub(crate) fn draw_days(canvas: &mut Canvas, plot: Plot, axis: &TimeAxis, language: Language, lead: &str) {
    let (rule, soft) = (canvas.palette.rule, canvas.palette.soft_ink);
    let named = readable_days(axis, language);
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], rule, 1.0, Line::Solid);
    for (day, label) in named {
        let x = axis.at(day);
        canvas.line(&[(x, plot.bottom), (x, plot.bottom + 4.0)], rule, 1.0, Line::Solid);
        canvas.text((label.left, plot.bottom + 21.0), &label.words, SMALL, soft, Anchor::Start);
    }
    let span = span_label(axis.first, axis.last, language);
    let caption = if lead.is_empty() { span } else { format!("{lead} {span}") };
    canvas.text((WIDTH / 2.0, plot.bottom + 40.0), &caption, SMALL, soft, Anchor::Middle);
}

struct Label {
    words: String,
    left: f64,
    right: f64,
}

impl Label {
    /// Under its day, but never over the edge of the canvas.
    fn under(x: f64, words: String) -> Self {
        let wide = font::width(&words, SMALL);
        let left = (x - wide / 2.0).min(WIDTH - MARGIN / 2.0 - wide).max(MARGIN / 2.0);
        Self { words, left, right: left + wide }
    }
}

/// The finest step whose labels leave each other room.
fn readable_days(axis: &TimeAxis, language: Language) -> Vec<(Date, Label)> {
    let labels = |step: Step| -> Vec<(Date, Label)> {
        let label = |day| (day, Label::under(axis.at(day), tick_label(day, step, language)));
        axis.ticks(step).into_iter().map(label).collect()
    };
    let readable = |labels: &Vec<(Date, Label)>| {
        labels.windows(2).all(|pair| matches!(pair, [(_, a), (_, b)] if a.right + BETWEEN_LABELS <= b.left))
    };
    STEPS.iter().map(|step| labels(*step)).find(readable).unwrap_or_default()
}
