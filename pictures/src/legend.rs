//! What stands for what, in rows that never run into each other.

use crate::{
    WIDTH,
    canvas::{Anchor, Canvas, Line, MARGIN, SMALL},
    font,
};

/// Height of one row of a legend.
pub(crate) const ROW: f64 = 20.0;
const SIGN: f64 = 16.0;
const AFTER_SIGN: f64 = 6.0;
const BETWEEN: f64 = 14.0;

/// One sign and its words.
pub(crate) struct Entry<'a> {
    pub(crate) sign: Sign,
    pub(crate) colour: &'a str,
    pub(crate) words: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Line(Line),
    Box,
    Dot,
    Ring,
}

/// Draws the entries from this height down; gives the height below the last row.
pub(crate) fn draw(canvas: &mut Canvas, top: f64, entries: &[Entry<'_>]) -> f64 {
    let (mut x, mut middle) = (MARGIN, top + ROW / 2.0);
    for entry in entries {
        let wide = SIGN + AFTER_SIGN + font::width(entry.words, SMALL);
        if x > MARGIN && x + wide > WIDTH - MARGIN {
            (x, middle) = (MARGIN, middle + ROW);
        }
        sign(canvas, entry, x, middle);
        let soft = canvas.palette.soft_ink;
        canvas.text((x + SIGN + AFTER_SIGN, middle + 4.0), entry.words, SMALL, soft, Anchor::Start);
        x += wide + BETWEEN;
    }
    middle + ROW / 2.0
}

fn sign(canvas: &mut Canvas, entry: &Entry<'_>, x: f64, middle: f64) {
    let (colour, background) = (entry.colour, canvas.palette.background);
    let centre = (x + SIGN / 2.0, middle);
    match entry.sign {
        Sign::Line(line) => canvas.line(&[(x, middle), (x + SIGN, middle)], colour, 2.2, line),
        Sign::Box => canvas.rect((x + 2.0, middle - 6.0), (x + SIGN - 2.0, middle + 6.0), colour),
        Sign::Dot => canvas.dot(centre, 4.0, colour, colour),
        Sign::Ring => canvas.dot(centre, 4.0, colour, background),
    }
}
