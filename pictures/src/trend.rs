//! Running fitness (VDOT) over time, beside the threshold pace that it is worth.

use domain::{
    history::days_between,
    running::{EVIDENCE_DAYS, RunPaces},
    units::format_run_pace,
    vocabulary::{Units, Vdot},
};
use jiff::civil::Date;

use crate::{
    Look, Svg, WIDTH,
    axes::{BELOW, Plot, draw_days, draw_values, gutter, tick_words},
    canvas::{Anchor, Canvas, Line, MARGIN, Point, SMALL},
    legend::{self, Entry, Sign},
    numbers::sensible,
    scale::Scale,
    time_axis::TimeAxis,
};

const HEIGHT: f64 = 190.0;

/// What is drawn; runs in any order.
#[derive(Debug, Clone, PartialEq)]
pub struct VdotPicture {
    pub runs: Vec<VdotPoint>,
}

/// What one run was worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VdotPoint {
    pub date: Date,
    pub vdot: f64,
    pub source: VdotSource,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VdotSource {
    Race,
    HardRun,
}

impl VdotPicture {
    pub fn draw(&self, look: Look) -> Svg {
        let (texts, palette) = (look.texts(), look.palette());
        let mut canvas = Canvas::new(palette, texts.vdot_title);
        let runs = self.drawable();
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return canvas.instead(texts.no_vdot) };
        let entries = [
            Entry { sign: Sign::Dot, colour: palette.vdot, words: texts.race },
            Entry { sign: Sign::Ring, colour: palette.vdot, words: texts.hard_run },
        ];
        let y = legend::draw(&mut canvas, 38.0, &entries);
        let per = if look.units == Units::Metric { texts.per_kilometre } else { texts.per_mile };
        let pace_axis = format!("{}, {per}", texts.threshold_pace);
        canvas.text((MARGIN, y + 14.0), texts.vdot_axis, SMALL, palette.soft_ink, Anchor::Start);
        canvas.text((WIDTH - MARGIN, y + 14.0), &pace_axis, SMALL, palette.soft_ink, Anchor::End);

        let top = y + 28.0;
        let range =
            runs.iter().fold((first.vdot, first.vdot), |(low, high), run| (low.min(run.vdot), high.max(run.vdot)));
        let scale = Scale::new((range.0 - 0.5, range.1 + 0.5), 4.0, 0.5, (top + HEIGHT, top));
        let (words, paces) = (tick_words(&scale, look.language), paces(&scale, look.units));
        let right = WIDTH - MARGIN - gutter(&paces);
        let plot = Plot { left: MARGIN + gutter(&words), right, top, bottom: top + HEIGHT };
        draw_values(&mut canvas, plot, &scale, &words);
        for (tick, pace) in scale.ticks().zip(&paces).filter(|(_, pace)| !pace.is_empty()) {
            canvas.text((WIDTH - MARGIN, scale.at(tick) + 4.0), pace, SMALL, palette.soft_ink, Anchor::End);
        }
        let axis = TimeAxis::new((first.date, last.date), (plot.left + 6.0, plot.right - 6.0));
        let at = |run: &VdotPoint| -> Point { (axis.at(run.date), scale.at(run.vdot)) };
        for season in runs.chunk_by(|a, b| days_between(a.date, b.date) <= EVIDENCE_DAYS).filter(|runs| runs.len() > 1)
        {
            canvas.line(&season.iter().map(at).collect::<Vec<_>>(), palette.vdot, 1.6, Line::Solid);
        }
        for run in &runs {
            let fill = if run.source == VdotSource::Race { palette.vdot } else { palette.background };
            canvas.dot(at(run), 4.0, palette.vdot, fill);
        }
        draw_days(&mut canvas, plot, &axis, look.language, "");
        canvas.finish(plot.bottom + BELOW)
    }

    /// In order, held within the limits of VDOT, without what is no number.
    fn drawable(&self) -> Vec<VdotPoint> {
        let drawable =
            |run: &VdotPoint| Some(VdotPoint { vdot: sensible(run.vdot)?.clamp(Vdot::MIN, Vdot::MAX), ..*run });
        let mut runs: Vec<_> = self.runs.iter().filter_map(drawable).collect();
        runs.sort_by_key(|run| run.date);
        runs
    }
}

/// Threshold pace at each tick, without its unit; nothing where VDOT has no meaning.
fn paces(scale: &Scale, units: Units) -> Vec<String> {
    let pace = |tick| {
        let threshold = RunPaces::of(Vdot::try_new(tick).ok()?).threshold;
        format_run_pace(threshold, units).split_whitespace().next().map(str::to_owned)
    };
    scale.ticks().map(|tick| pace(tick).unwrap_or_default()).collect()
}
