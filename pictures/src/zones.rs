//! How hard it was: the time in each zone, and its share.

use domain::vocabulary::Zone;
use jiff::civil::Date;

use crate::{
    Look, Svg, WIDTH,
    axes::{Plot, tick_words},
    canvas::{Anchor, Canvas, Line, MARGIN, SMALL},
    font,
    numbers::{amount, number},
    scale::Scale,
    texts::Texts,
    time_axis::span_label,
};

const ROW: f64 = 42.0;
const BAR: f64 = 16.0;

/// Seconds in each zone from one day to another; a zone named twice is summed.
#[derive(Debug, Clone, PartialEq)]
pub struct ZonesPicture {
    pub first: Date,
    pub last: Date,
    pub seconds: Vec<(Zone, f64)>,
}

impl ZonesPicture {
    pub fn draw(&self, look: Look) -> Svg {
        let (texts, palette) = (look.texts(), look.palette());
        let mut canvas = Canvas::new(palette, texts.zones_title);
        let hours: Vec<f64> = Zone::ALL.iter().map(|zone| self.hours(*zone)).collect();
        let percents = percents(&hours);
        if percents.is_empty() {
            return canvas.instead(texts.no_zones);
        }
        let (first, last) = (self.first.min(self.last), self.first.max(self.last));
        let span = span_label(first, last, look.language);
        canvas.text((MARGIN, 50.0), &span, SMALL, palette.soft_ink, Anchor::Start);
        canvas.text((MARGIN, 72.0), &summary(texts, &percents), 13.0, palette.ink, Anchor::Start);

        let top = 88.0;
        let bottom = top + ROW * 5.0;
        let plot = Plot { left: MARGIN + font::width("Z5", 15.0) + 10.0, right: WIDTH - MARGIN - 12.0, top, bottom };
        let most = hours.iter().copied().fold(0.1, f64::max);
        // "31 min" is not to be looked for at 0.5.
        let (per_hour, unit) = if most < 1.0 { (60.0, texts.minute) } else { (1.0, texts.hours) };
        let scale = time_scale(most * per_hour, plot, look);
        draw_times(&mut canvas, plot, &scale, look, unit);
        for (row, (zone, (hours, percent))) in Zone::ALL.iter().zip(hours.iter().zip(&percents)).enumerate() {
            let bar = top + row as f64 * ROW + 21.0;
            let title = zone.as_str().to_uppercase();
            canvas.text((MARGIN, bar + 13.0), &title, 15.0, palette.ink, Anchor::Start);
            canvas.text((plot.left, bar - 6.0), texts.zone(*zone), SMALL, palette.soft_ink, Anchor::Start);
            let value = format!("{} · {percent} %", duration(*hours, look, texts));
            canvas.text((plot.right, bar - 6.0), &value, SMALL, palette.ink, Anchor::End);
            if *hours > 0.0 {
                let end = scale.at(*hours * per_hour).max(plot.left + 1.0);
                canvas.rect((plot.left, bar), (end, bar + BAR), palette.zone(*zone));
            }
        }
        canvas.finish(bottom + 50.0)
    }

    fn hours(&self, zone: Zone) -> f64 {
        let seconds: f64 = self.seconds.iter().filter(|(one, _)| *one == zone).map(|(_, part)| amount(*part)).sum();
        amount(seconds / 3600.0)
    }
}

/// As many ticks as their words leave room for.
fn time_scale(most: f64, plot: Plot, look: Look) -> Scale {
    let scale = |ticks: f64| Scale::new((0.0, most), ticks, 0.1, (plot.left, plot.right));
    let readable = |scale: &Scale| {
        let words = tick_words(scale, look.language);
        let widest = words.iter().map(|word| font::width(word, SMALL)).fold(0.0, f64::max);
        (widest + 10.0) * (words.len() as f64 - 1.0) <= plot.right - plot.left
    };
    [5.0, 3.0, 2.0].into_iter().map(scale).find(readable).unwrap_or_else(|| scale(1.0))
}

fn draw_times(canvas: &mut Canvas, plot: Plot, scale: &Scale, look: Look, unit: &str) {
    let palette = canvas.palette;
    for (tick, word) in scale.ticks().zip(tick_words(scale, look.language)) {
        let x = scale.at(tick);
        canvas.line(&[(x, plot.top), (x, plot.bottom)], palette.grid, 1.0, Line::Solid);
        let half = font::width(&word, SMALL) / 2.0;
        let centre = x.min(WIDTH - 4.0 - half);
        canvas.text((centre, plot.bottom + 16.0), &word, SMALL, palette.soft_ink, Anchor::Middle);
    }
    canvas.text((WIDTH / 2.0, plot.bottom + 37.0), unit, SMALL, palette.soft_ink, Anchor::Middle);
}

/// Easy is z1 and z2, hard z4 and z5; most of the time should be easy.
fn summary(texts: &Texts, percents: &[u32]) -> String {
    let sum = |zones: std::ops::Range<usize>| percents.get(zones).unwrap_or_default().iter().sum::<u32>();
    let (easy, moderate, hard) = (sum(0..2), sum(2..3), sum(3..5));
    format!("{} {easy} % · {} {moderate} % · {} {hard} %", texts.easy, texts.moderate, texts.hard)
}

fn duration(hours: f64, look: Look, texts: &Texts) -> String {
    let minutes = (hours * 60.0).round();
    let (whole, rest) = ((minutes / 60.0).floor(), minutes % 60.0);
    if whole < 1.0 {
        format!("{rest:.0} {}", texts.minute)
    } else {
        format!("{} {} {rest:02.0} {}", number(whole, 0, look.language), texts.hour, texts.minute)
    }
}

/// Whole percents that add up to a hundred: what rounding down leaves goes to the largest remainders. Empty when
/// there is nothing to share.
fn percents(parts: &[f64]) -> Vec<u32> {
    let all: f64 = parts.iter().sum();
    if all <= 0.0 {
        return Vec::new();
    }
    let exact: Vec<f64> = parts.iter().map(|part| part / all * 100.0).collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let mut whole: Vec<u32> = exact.iter().map(|share| share.floor() as u32).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()));
    let missing = 100_u32.saturating_sub(whole.iter().sum()) as usize;
    for at in order.into_iter().take(missing) {
        whole[at] += 1;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thirds_add_up_to_a_hundred() {
        assert_eq!(percents(&[1.0, 1.0, 1.0]), [34, 33, 33]);
        assert_eq!(percents(&[0.0, 0.0]), Vec::<u32>::new());
    }

    proptest! {
        #[test]
        fn percents_always_add_up(parts in prop::collection::vec(0.0..1e9_f64, 5)) {
            prop_assert_eq!(percents(&parts).iter().sum::<u32>(), 100);
        }
    }
}
