//! Can everybody read it? Contrast after WCAG 2.2; colour blindness after F. Viénot, H. Brettel and J. Mollon,
//! "Digital video colourmaps for checking the legibility of displays by dichromats" (1999).

use domain::vocabulary::{Sport, Zone};
use pictures::{Palette, Theme};

type Colour = [f64; 3];

/// Linear red, green and blue of `#rrggbb`.
fn linear(hex: &str) -> Colour {
    [1, 3, 5].map(|at| {
        let share = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    })
}

fn luminance([r, g, b]: Colour) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(linear(a)) + 0.05, luminance(linear(b)) + 0.05);
    a.max(b) / a.min(b)
}

/// What eyes without the red, or without the green receptor see; and all eyes.
const EYES: [(&str, [[f64; 2]; 2]); 3] = [
    ("all", [[1.0, 0.0], [0.0, 1.0]]),
    ("protanope", [[0.112_38, 0.887_62], [0.112_38, 0.887_62]]),
    ("deuteranope", [[0.292_75, 0.707_25], [0.292_75, 0.707_25]]),
];

fn seen([r, g, b]: Colour, eyes: [[f64; 2]; 2]) -> Colour {
    let blue = if eyes[0][1] == 0.0 { b } else { b + 0.004 * (r - g) };
    [eyes[0][0] * r + eyes[0][1] * g, eyes[1][0] * r + eyes[1][1] * g, blue]
}

/// CIE L*a*b*, D65.
fn lab([r, g, b]: Colour) -> Colour {
    let f = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.950_47);
    let y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    let z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn distance(a: &str, b: &str, eyes: [[f64; 2]; 2]) -> f64 {
    let (a, b) = (lab(seen(linear(a), eyes)), lab(seen(linear(b), eyes)));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn words_and_lines_stand_out_from_the_background() {
    for theme in Theme::ALL {
        let palette = Palette::of(*theme);
        for ink in [palette.ink, palette.soft_ink] {
            assert!(contrast(ink, palette.background) >= 4.5, "{theme:?} {ink}");
        }
        let sports = Sport::ALL.iter().filter(|sport| **sport != Sport::Rest).map(|sport| palette.sport(*sport));
        let lines = [palette.fitness, palette.fatigue, palette.form, palette.vdot, palette.rule];
        for colour in lines.into_iter().chain(sports) {
            assert!(contrast(colour, palette.background) >= 3.0, "{theme:?} {colour}");
        }
        for zone in [palette.below_zero, palette.overload, palette.race_ready] {
            assert!(contrast(palette.form, zone) >= 3.0, "{theme:?}: form before {zone}");
        }
    }
}

#[test]
fn neighbours_are_told_apart_by_every_eye() {
    for theme in Theme::ALL {
        let palette = Palette::of(*theme);
        let sports: Vec<_> = Sport::ALL.iter().map(|sport| palette.sport(*sport)).collect();
        let zones: Vec<_> = Zone::ALL.iter().map(|zone| palette.zone(*zone)).collect();
        let families =
            [sports, zones, vec![palette.fitness, palette.fatigue], vec![palette.overload, palette.race_ready]];
        for (name, eyes) in EYES {
            for family in &families {
                for (at, a) in family.iter().enumerate() {
                    for b in &family[at + 1..] {
                        let apart = distance(a, b, eyes);
                        assert!(apart >= 12.0, "{theme:?}, {name}: {a} and {b} are {apart:.1} apart");
                    }
                }
            }
        }
    }
}
