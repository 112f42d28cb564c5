//! Pictures as PNG.

use domain::vocabulary::{Language, Units};
use pictures::{Look, Svg, Theme};
use resvg::tiny_skia::{ColorU8, IntRect, Pixmap};

use crate::samples;

const LOOK: Look = Look { language: Language::Russian, units: Units::Metric, theme: Theme::Dark };

fn picture() -> Svg {
    samples::form(60).draw(LOOK)
}

fn pixels(png: &[u8]) -> Pixmap {
    Pixmap::decode_png(png).unwrap()
}

#[test]
fn a_png_is_three_pixels_a_point_wide_and_the_same_bytes_each_time() {
    let png = picture().to_png().unwrap();
    assert_eq!(png, picture().to_png().unwrap());
    assert_eq!(f64::from(pixels(&png).width()), pictures::WIDTH * 3.0);
    assert!(png.len() < 300_000, "{} bytes are much for a phone", png.len());
}

#[test]
fn every_word_is_drawn_with_the_shipped_font() {
    // The heading's corner: nothing but the background and its letters.
    let heading = pixels(&picture().to_png().unwrap()).clone_rect(IntRect::from_xywh(30, 30, 500, 60).unwrap());
    let background = ColorU8::from_rgba(0x14, 0x17, 0x1b, 0xff).premultiply();
    let inked = heading.unwrap().pixels().iter().filter(|pixel| **pixel != background).count();
    assert!(inked > 2_000, "{inked} pixels of letters");
}
