//! Fitness, fatigue and form day by day, with the plan ahead.

use domain::load::WARM_UP_DAYS;
use jiff::civil::Date;

use crate::{
    Look, Svg, WIDTH,
    axes::{BELOW, Plot, draw_days, draw_values, gutter, tick_words},
    canvas::{Anchor, Canvas, Line, MARGIN, Point, SMALL, path},
    font,
    form_days::FormDays,
    legend::{self, Entry, Sign},
    scale::Scale,
    time_axis::TimeAxis,
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

/// One of the two plots, above each other with the same days.
struct Panel {
    plot: Plot,
    scale: Scale,
    words: Vec<String>,
}

impl FormPicture {
    pub fn draw(&self, look: Look) -> Svg {
        let (texts, palette) = (look.texts(), look.palette());
        let mut canvas = Canvas::new(palette, texts.form_title);
        let days = FormDays::new(&self.days, self.today);
        let (Some(first), Some(last)) = (days.points.first(), days.points.last()) else {
            return canvas.instead(texts.no_form);
        };
        let top = self.draw_upper_legend(&mut canvas, look, &days, last.date);
        let second = draw_lower_legend(&mut canvas, look, top + UPPER + 10.0) + 10.0;
        let [upper, lower] = panels(look, &days, top, second);
        let axis = TimeAxis::new((first.date, last.date), (upper.plot.left, upper.plot.right));

        draw_warming_up(&mut canvas, &days, &axis, upper.plot);
        draw_zones(&mut canvas, &lower);
        for panel in [&upper, &lower] {
            draw_values(&mut canvas, panel.plot, &panel.scale, &panel.words);
        }
        let (left, right, zero) = (lower.plot.left, lower.plot.right, lower.scale.at(0.0));
        canvas.line(&[(left, zero), (right, zero)], palette.rule, 1.0, Line::Solid);
        self.draw_today(&mut canvas, &axis, [upper.plot, lower.plot], texts.today);
        self.draw_curve(&mut canvas, &days, palette.fatigue, |day| (axis.at(day.date), upper.scale.at(day.fatigue)));
        self.draw_curve(&mut canvas, &days, palette.fitness, |day| (axis.at(day.date), upper.scale.at(day.fitness)));
        self.draw_curve(&mut canvas, &days, palette.form, |day| (axis.at(day.date), lower.scale.at(day.balance)));
        draw_days(&mut canvas, lower.plot, &axis, look.language, "");
        canvas.finish(lower.plot.bottom + BELOW)
    }

    /// What the upper plot's lines and its axis are; gives the height where that plot begins.
    fn draw_upper_legend(&self, canvas: &mut Canvas, look: Look, days: &FormDays, last: Date) -> f64 {
        let (texts, palette) = (look.texts(), look.palette());
        let line = |line, colour, words| Entry { sign: Sign::Line(line), colour, words };
        let mut entries =
            vec![line(Line::Solid, palette.fitness, texts.fitness), line(Line::Solid, palette.fatigue, texts.fatigue)];
        if last > self.today {
            entries.push(line(Line::Dashed, palette.soft_ink, texts.plan));
        }
        let now = days.warming_up_on(self.today).map(|day| {
            texts.warming_up_day.replace("{days}", &WARM_UP_DAYS.to_string()).replace("{day}", &day.to_string())
        });
        if days.warming_up().is_some() {
            let words = now.as_deref().unwrap_or(texts.warming_up);
            entries.push(Entry { sign: Sign::Box, colour: palette.warming_up, words });
        }
        let y = legend::draw(canvas, 38.0, &entries);
        let unit = if days.weekly {
            format!("{}, {}", texts.form_axis, texts.weekly_means)
        } else {
            texts.form_axis.to_owned()
        };
        canvas.text((MARGIN, y + 14.0), &unit, SMALL, palette.soft_ink, Anchor::Start);
        y + 24.0
    }

    fn draw_today(&self, canvas: &mut Canvas, axis: &TimeAxis, plots: [Plot; 2], word: &str) {
        if self.today < axis.first || self.today >= axis.last {
            return;
        }
        let (rule, x) = (canvas.palette.rule, axis.at(self.today));
        for plot in plots {
            canvas.line(&[(x, plot.top), (x, plot.bottom)], rule, 1.2, Line::Solid);
        }
        let fits = x + 6.0 + font::width(word, SMALL) <= plots[0].right;
        let (x, anchor) = if fits { (x + 5.0, Anchor::Start) } else { (x - 5.0, Anchor::End) };
        canvas.text((x, plots[0].top + 11.0), word, SMALL, canvas.palette.ink, anchor);
    }

    /// What was is drawn through; what is planned goes on from today in dashes.
    fn draw_curve(&self, canvas: &mut Canvas, days: &FormDays, colour: &str, at: impl Fn(&FormPoint) -> Point) {
        for run in days.runs() {
            let done = run.partition_point(|day| day.date <= self.today);
            let points: Vec<Point> = run.iter().map(&at).collect();
            path(canvas, &points[..done], colour, Line::Solid);
            if done < points.len() {
                path(canvas, &points[done.saturating_sub(1)..], colour, Line::Dashed);
            }
        }
    }
}

fn panels(look: Look, days: &FormDays, top: f64, second: f64) -> [Panel; 2] {
    let loads = days.range(|day| [day.fitness, day.fatigue], (0.0, 10.0));
    let balances = days.range(|day| [day.balance; 2], (-10.0, 10.0));
    let upper = Scale::new(loads, 4.0, 1.0, (top + UPPER, top + MARKERS));
    let lower = Scale::new(balances, 4.0, 1.0, (second + LOWER, second));
    let words = [tick_words(&upper, look.language), tick_words(&lower, look.language)];
    let (left, right) = (MARGIN + gutter(words.iter().flatten()), WIDTH - MARGIN);
    let [upper_words, lower_words] = words;
    [
        Panel { plot: Plot { left, right, top, bottom: top + UPPER }, scale: upper, words: upper_words },
        Panel { plot: Plot { left, right, top: second, bottom: second + LOWER }, scale: lower, words: lower_words },
    ]
}

fn draw_lower_legend(canvas: &mut Canvas, look: Look, top: f64) -> f64 {
    let (texts, palette) = (look.texts(), look.palette());
    let entries = [
        Entry { sign: Sign::Line(Line::Solid), colour: palette.form, words: texts.form },
        Entry { sign: Sign::Box, colour: palette.race_ready, words: texts.race_ready },
        Entry { sign: Sign::Box, colour: palette.overload, words: texts.overload },
    ];
    legend::draw(canvas, top, &entries)
}

fn draw_warming_up(canvas: &mut Canvas, days: &FormDays, axis: &TimeAxis, plot: Plot) {
    let Some((from, to)) = days.warming_up() else { return };
    let (from, to) = if axis.first == axis.last { (plot.left, plot.right) } else { (axis.at(from), axis.at(to)) };
    let from = from.min(plot.right - 2.0);
    canvas.rect((from, plot.top), (to.max(from + 2.0), plot.bottom), canvas.palette.warming_up);
}

/// Too much, tired, and ready to race, behind the form.
fn draw_zones(canvas: &mut Canvas, lower: &Panel) {
    let (palette, scale, plot) = (canvas.palette, &lower.scale, lower.plot);
    let zones = [
        (scale.low(), OVERLOAD, palette.overload),
        (OVERLOAD, 0.0, palette.below_zero),
        (RACE_READY.0, RACE_READY.1, palette.race_ready),
    ];
    for (low, high, colour) in zones {
        let (low, high) = (low.max(scale.low()), high.min(scale.high()));
        if low < high {
            canvas.rect((plot.left, scale.at(high)), (plot.right, scale.at(low)), colour);
        }
    }
}
