//! A small writer of SVG: lines, boxes, words. Coordinates are points, written to a tenth.

use std::fmt::Write as _;

use crate::{WIDTH, font, palette::Palette, svg::Svg};

/// Nothing is written smaller: at arm's length less can't be read.
pub(crate) const SMALL: f64 = 12.0;
pub(crate) const HEADING: f64 = 17.0;
/// Free on all four sides.
pub(crate) const MARGIN: f64 = 14.0;

pub(crate) type Point = (f64, f64);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    Solid,
    Dashed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

pub(crate) struct Canvas {
    pub(crate) palette: &'static Palette,
    title: String,
    body: String,
}

impl Canvas {
    /// A canvas with its heading written.
    pub(crate) fn new(palette: &'static Palette, title: &str) -> Self {
        let mut canvas = Self { palette, title: title.to_owned(), body: String::new() };
        canvas.text((MARGIN, 28.0), title, HEADING, palette.ink, Anchor::Start);
        canvas
    }

    pub(crate) fn rect(&mut self, (left, top): Point, (right, bottom): Point, fill: &str) {
        let (left, top, width, height) = (tenth(left), tenth(top), tenth(right - left), tenth(bottom - top));
        self.put(format_args!(r#"<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{fill}"/>"#));
    }

    pub(crate) fn line(&mut self, points: &[Point], colour: &str, width: f64, line: Line) {
        let dashes = if line == Line::Dashed { r#" stroke-dasharray="5 4""# } else { "" };
        let points = joined(points);
        self.put(format_args!(
            r#"<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"{dashes}/>"#
        ));
    }

    pub(crate) fn dot(&mut self, (x, y): Point, radius: f64, colour: &str, fill: &str) {
        let (x, y) = (tenth(x), tenth(y));
        self.put(format_args!(
            r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="{colour}" stroke-width="2"/>"#
        ));
    }

    pub(crate) fn text(&mut self, (x, y): Point, text: &str, size: f64, colour: &str, anchor: Anchor) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (x, y, text) = (tenth(x), tenth(y), escaped(text));
        self.put(format_args!(
            r#"<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}">{text}</text>"#
        ));
    }

    /// A sentence in the middle, where a picture would be.
    pub(crate) fn instead(mut self, sentence: &str) -> Svg {
        const SIZE: f64 = 15.0;
        let lines = font::wrap(sentence, SIZE, WIDTH - 6.0 * MARGIN);
        let mut y = 92.0;
        for line in lines {
            self.text((WIDTH / 2.0, y), &line, SIZE, self.palette.soft_ink, Anchor::Middle);
            y += SIZE * 1.5;
        }
        self.finish(y + 40.0)
    }

    pub(crate) fn finish(self, height: f64) -> Svg {
        let Self { palette, title, body } = self;
        let (width, height, title) = (tenth(WIDTH), tenth(height.ceil()), escaped(&title));
        let (family, background) = (font::FAMILY, palette.background);
        Svg::new(format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" font-family="'{family}', sans-serif">
<title>{title}</title>
<rect x="0" y="0" width="{width}" height="{height}" fill="{background}"/>
{body}</svg>
"#
        ))
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String can't fail.
        let _ = writeln!(self.body, "{element}");
    }
}

/// Runs of points without a gap between days become lines; a point by itself becomes a dot.
pub(crate) fn path(canvas: &mut Canvas, points: &[Point], colour: &str, line: Line) {
    match *points {
        [] => {}
        [only] => canvas.dot(only, 2.5, colour, colour),
        _ => canvas.line(points, colour, 2.2, line),
    }
}

fn joined(points: &[Point]) -> String {
    let mut text = String::new();
    for (x, y) in points {
        let gap = if text.is_empty() { "" } else { " " };
        let _ = write!(text, "{gap}{},{}", tenth(*x), tenth(*y));
    }
    text
}

fn tenth(value: f64) -> f64 {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
