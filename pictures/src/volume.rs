//! How much of each sport there was, week by week, as stacked bars.

use domain::{
    history::days_between,
    vocabulary::{Sport, Units},
};
use jiff::civil::Date;

use crate::{
    Look, Svg, WIDTH,
    axes::{BELOW, Plot, draw_days, draw_values, gutter, tick_words},
    canvas::{Anchor, Canvas, MARGIN, SMALL},
    legend::{self, Entry, Sign},
    numbers::amount,
    scale::Scale,
    texts::Texts,
    time_axis::TimeAxis,
};

const HEIGHT: f64 = 190.0;
/// A lone week would fill the picture.
const WIDEST_BAR: f64 = 44.0;
/// Narrower bars stand side by side.
const THINNEST_APART: f64 = 5.0;
/// International mile, 1959.
const METRES_PER_MILE: f64 = 1609.344;

#[derive(Debug, Clone, PartialEq)]
pub struct VolumePicture {
    pub measure: Measure,
    pub weeks: Vec<VolumeWeek>,
}

/// What the bars are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Amounts are seconds.
    Time,
    /// Amounts are metres.
    Distance,
}

/// The seven days from `first`, whichever weekday the reader's week begins with.
#[derive(Debug, Clone, PartialEq)]
pub struct VolumeWeek {
    pub first: Date,
    pub amounts: Vec<(Sport, f64)>,
}

impl VolumePicture {
    pub fn draw(&self, look: Look) -> Svg {
        let (texts, palette) = (look.texts(), look.palette());
        let mut canvas = Canvas::new(palette, texts.volume_title);
        let weeks = self.stacked(look.units);
        let sports: Vec<Sport> = Sport::ALL
            .iter()
            .copied()
            .filter(|sport| weeks.iter().any(|(_, bar)| amount_of(bar, *sport) > 0.0))
            .collect();
        let (Some((first, _)), Some((last, _)), false) = (weeks.first(), weeks.last(), sports.is_empty()) else {
            return canvas.instead(texts.no_volume);
        };
        let entry =
            |sport: &Sport| Entry { sign: Sign::Box, colour: palette.sport(*sport), words: texts.sport(*sport) };
        let y = legend::draw(&mut canvas, 38.0, &sports.iter().map(entry).collect::<Vec<_>>());
        canvas.text((MARGIN, y + 14.0), self.unit(look.units, texts), SMALL, palette.soft_ink, Anchor::Start);

        let top = y + 28.0;
        let most = weeks.iter().map(|(_, bar)| bar.iter().map(|(_, amount)| amount).sum()).fold(0.1, f64::max);
        let scale = Scale::new((0.0, most), 5.0, 0.1, (top + HEIGHT, top));
        let words = tick_words(&scale, look.language);
        let plot = Plot { left: MARGIN + gutter(&words), right: WIDTH - MARGIN, top, bottom: top + HEIGHT };
        draw_values(&mut canvas, plot, &scale, &words);
        // The last week's bar needs its width beside its first day.
        let days = f64::from(days_between(*first, *last));
        let week = ((plot.right - plot.left) * 7.0 / (days + 7.0)).min(WIDEST_BAR);
        // Between bars as thin as lines a gap would flicker.
        let half = if week < THINNEST_APART { week / 2.0 } else { week * 0.4 };
        let axis = TimeAxis::new((*first, *last), (plot.left + week / 2.0, plot.right - week / 2.0));
        for (first, bar) in &weeks {
            let (x, mut sum) = (axis.at(*first), 0.0);
            for (sport, amount) in bar.iter().filter(|(_, amount)| *amount > 0.0) {
                let bottom = scale.at(sum);
                sum += amount;
                canvas.rect((x - half, scale.at(sum)), (x + half, bottom), palette.sport(*sport));
            }
        }
        draw_days(&mut canvas, plot, &axis, look.language, texts.weeks);
        canvas.finish(plot.bottom + BELOW)
    }

    /// The weeks in order, each sport once, in hours, kilometres or miles. One week twice is one bar.
    fn stacked(&self, units: Units) -> Vec<(Date, Vec<(Sport, f64)>)> {
        let size = match (self.measure, units) {
            (Measure::Time, _) => 3600.0,
            (Measure::Distance, Units::Metric) => 1000.0,
            (Measure::Distance, Units::Imperial) => METRES_PER_MILE,
        };
        let mut firsts: Vec<Date> = self.weeks.iter().map(|week| week.first).collect();
        firsts.sort_unstable();
        firsts.dedup();
        let bar = |first: Date| {
            let parts = || self.weeks.iter().filter(|week| week.first == first).flat_map(|week| &week.amounts);
            let sum = |sport: Sport| {
                amount(parts().filter(|(one, _)| *one == sport).map(|(_, part)| amount(*part)).sum::<f64>() / size)
            };
            Sport::ALL.iter().map(|sport| (*sport, sum(*sport))).collect()
        };
        firsts.into_iter().map(|first| (first, bar(first))).collect()
    }

    fn unit(&self, units: Units, texts: &'static Texts) -> &'static str {
        match (self.measure, units) {
            (Measure::Time, _) => texts.hours,
            (Measure::Distance, Units::Metric) => texts.kilometres,
            (Measure::Distance, Units::Imperial) => texts.miles,
        }
    }
}

fn amount_of(bar: &[(Sport, f64)], sport: Sport) -> f64 {
    bar.iter().filter(|(one, _)| *one == sport).map(|(_, amount)| amount).sum()
}
