//! Fitness, fatigue and form day by day, with the plan ahead.

use domain::load::WARM_UP_DAYS;
use jiff::civil::Date;

use crate::{
    Look, Svg, WIDTH,
    axes::{BELOW, Plot, draw_days, draw_values, gutter, tick_words},
    canvas::{Anchor, Canvas, Line, MARGIN, Point, SMALL, path},
    font,
    legend::{self, Entry, Sign},
    numbers::sensible,
    scale::Scale,
    time_axis::{TimeAxis, days_between},
};

/// Form that tires more than it builds, and form to race with (`domain::rubric` holds plans to the same numbers).
const OVERLOAD: f64 = -30.0;
const RACE_READY: (f64, f64) = (5.0, 25.0);

const UPPER: f64 = 150.0;
const LOWER: f64 = 110.0;
/// Room inside the upper plot for its markers.
const MARKERS: f64 = 18.0;

/// What is drawn; days in any order, those after `today` are the plan's.
#[derive(Debug, Clone, PartialEq)]
pub struct FormPicture {
    pub today: Date,
    pub days: Vec<FormPoint>,
}

/// One day. A day that is left out, or has a value that is no number, is a gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FormPoint {
    pub date: Date,
    pub fitness: f64,
    pub fatigue: f64,
    pub balance: f64,
    /// The n of "warming up, day n of 42".
    pub warming_up: Option<u32>,
}

impl FormPicture {
    pub fn draw(&self, look: Look) -> Svg {
        let texts = look.texts();
        let mut canvas = Canvas::new(look.palette(), texts.form_title);
        let days = self.drawable();
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return canvas.instead(texts.no_form) };
        let palette = look.palette();
        let entry = |colour, words| Entry { sign: Sign::Line(Line::Solid), colour, words };
        let mut above = vec![entry(palette.fitness, texts.fitness), entry(palette.fatigue, texts.fatigue)];
        if last.date > self.today {
            above.push(Entry { sign: Sign::Line(Line::Dashed), colour: palette.soft_ink, words: texts.plan });
        }
        let y = legend::draw(&mut canvas, 38.0, &above);
        canvas.text((MARGIN, y + 14.0), texts.form_axis, SMALL, palette.soft_ink, Anchor::Start);

        let top = y + 24.0;
        let loads = days.iter().flat_map(|day| [day.fitness, day.fatigue]);
        let upper = Scale::new(range(loads, 0.0, 10.0), 4.0, 1.0, (top + UPPER, top + MARKERS));
        let balances = days.iter().map(|day| day.balance);
        let below = [
            entry(palette.form, texts.form),
            Entry { sign: Sign::Box, colour: palette.race_ready, words: texts.race_ready },
            Entry { sign: Sign::Box, colour: palette.overload, words: texts.overload },
        ];
        let second = legend::draw(&mut canvas, top + UPPER + 10.0, &below) + 10.0;
        let lower = Scale::new(range(balances, -10.0, 10.0), 4.0, 1.0, (second + LOWER, second));
        let (upper_words, lower_words) = (tick_words(&upper, look.language), tick_words(&lower, look.language));
        let left = MARGIN + gutter(upper_words.iter().chain(&lower_words));
        let plot = Plot { left, right: WIDTH - MARGIN, top, bottom: top + UPPER };
        let under = Plot { top: second, bottom: second + LOWER, ..plot };
        let axis = TimeAxis::new((first.date, last.date), (plot.left, plot.right));

        self.draw_backgrounds(&mut canvas, &days, &axis, [plot, under], &lower);
        draw_values(&mut canvas, plot, &upper, &upper_words);
        draw_values(&mut canvas, under, &lower, &lower_words);
        if lower.low() < 0.0 {
            let zero = lower.at(0.0);
            canvas.line(&[(under.left, zero), (under.right, zero)], palette.rule, 1.0, Line::Solid);
        }
        self.draw_today(&mut canvas, &axis, [plot, under], texts.today);
        let mut curve = |colour, scale: &Scale, value: fn(&FormPoint) -> f64| {
            self.draw_curve(&mut canvas, &days, colour, |day| (axis.at(day.date), scale.at(value(day))));
        };
        curve(palette.fatigue, &upper, |day| day.fatigue);
        curve(palette.fitness, &upper, |day| day.fitness);
        curve(palette.form, &lower, |day| day.balance);
        draw_warming_up(&mut canvas, look, self.today, &days, plot);
        draw_days(&mut canvas, under, &axis, look.language, "");
        canvas.finish(under.bottom + BELOW)
    }

    /// One point a day, in order, without what is no number.
    fn drawable(&self) -> Vec<FormPoint> {
        let drawable = |day: &FormPoint| {
            let (fitness, fatigue) = (sensible(day.fitness)?.max(0.0), sensible(day.fatigue)?.max(0.0));
            Some(FormPoint { fitness, fatigue, balance: sensible(day.balance)?, ..*day })
        };
        let mut days: Vec<_> = self.days.iter().filter_map(drawable).collect();
        days.sort_by_key(|day| day.date);
        days.dedup_by_key(|day| day.date);
        days
    }

    fn draw_backgrounds(
        &self,
        canvas: &mut Canvas,
        days: &[FormPoint],
        axis: &TimeAxis,
        [plot, under]: [Plot; 2],
        lower: &Scale,
    ) {
        let palette = canvas.palette;
        if let Some((from, to)) = warming_up_span(days) {
            for plot in [plot, under] {
                let from = axis.at(from).min(plot.right - 1.0);
                canvas.rect((from, plot.top), (axis.at(to).max(from + 1.0), plot.bottom), palette.warming_up);
            }
        }
        let bands = [
            (lower.low(), OVERLOAD, palette.overload),
            (OVERLOAD, 0.0, palette.below_zero),
            (RACE_READY.0, RACE_READY.1, palette.race_ready),
        ];
        for (low, high, colour) in bands {
            let (low, high) = (low.max(lower.low()), high.min(lower.high()));
            if low < high {
                canvas.rect((under.left, lower.at(high)), (under.right, lower.at(low)), colour);
            }
        }
    }

    fn draw_today(&self, canvas: &mut Canvas, axis: &TimeAxis, [plot, under]: [Plot; 2], word: &str) {
        if self.today < axis.first || self.today >= axis.last {
            return;
        }
        let (rule, x) = (canvas.palette.rule, axis.at(self.today));
        for plot in [plot, under] {
            canvas.line(&[(x, plot.top), (x, plot.bottom)], rule, 1.2, Line::Solid);
        }
        let fits = x + 6.0 + font::width(word, SMALL) <= plot.right;
        let (x, anchor) = if fits { (x + 5.0, Anchor::Start) } else { (x - 5.0, Anchor::End) };
        canvas.text((x, plot.top + 11.0), word, SMALL, canvas.palette.ink, anchor);
    }

    /// What was is drawn through; what is planned goes on from today in dashes.
    fn draw_curve(&self, canvas: &mut Canvas, days: &[FormPoint], colour: &str, at: impl Fn(&FormPoint) -> Point) {
        for run in days.chunk_by(|a, b| days_between(a.date, b.date) == 1) {
            let done = run.partition_point(|day| day.date <= self.today);
            let points: Vec<Point> = run.iter().map(&at).collect();
            let (was, planned) = (&points[..done], &points[done.saturating_sub(1)..]);
            path(canvas, was, colour, Line::Solid);
            if done < points.len() {
                path(canvas, planned, colour, Line::Dashed);
            }
        }
    }
}

/// Written at the right edge of the caption's row, so that it never hides a curve.
fn draw_warming_up(canvas: &mut Canvas, look: Look, today: Date, days: &[FormPoint], plot: Plot) {
    if warming_up_span(days).is_none() {
        return;
    }
    let texts = look.texts();
    let now = days.iter().find(|day| day.date == today).and_then(|day| day.warming_up);
    let words = now.map_or_else(
        || texts.warming_up.to_owned(),
        |day| texts.warming_up_day.replace("{days}", &WARM_UP_DAYS.to_string()).replace("{day}", &day.to_string()),
    );
    let (y, wide) = (plot.top - 10.0, font::width(&words, SMALL));
    let sign = plot.right - wide - 20.0;
    canvas.rect((sign, y - 10.0), (sign + 14.0, y + 2.0), canvas.palette.warming_up);
    canvas.text((plot.right, y), &words, SMALL, canvas.palette.ink, Anchor::End);
}

fn warming_up_span(days: &[FormPoint]) -> Option<(Date, Date)> {
    let mut warming = days.iter().filter(|day| day.warming_up.is_some()).map(|day| day.date);
    let first = warming.next()?;
    Some((first, warming.next_back().unwrap_or(first)))
}

/// The least and the most, at least from `low` to `high`.
fn range(values: impl Iterator<Item = f64>, low: f64, high: f64) -> (f64, f64) {
    values.fold((low, high), |(low, high), value| (low.min(value), high.max(value)))
}
