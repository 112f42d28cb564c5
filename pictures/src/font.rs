//! The one font that is shipped, and how wide its words are.

use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};

/// Noto Sans, Latin and Cyrillic; its licence and making are beside it.
pub(crate) const BYTES: &[u8] = include_bytes!("../fonts/NotoSans-LatinCyrillic.ttf");
pub(crate) const FAMILY: &str = "Noto Sans";

/// Share of the size that a sign takes which the font has not; wider than nearly all that it has.
const UNKNOWN: f64 = 0.7;

/// How wide a line is in points at this size. Kerning is left out; it makes words a little narrower, never wider.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    let Ok(font) = FontRef::new(BYTES) else { return text.chars().count() as f64 * UNKNOWN * size };
    let (signs, metrics) = (font.charmap(), font.glyph_metrics(Size::new(1.0), LocationRef::default()));
    let advance = |sign| signs.map(sign).and_then(|glyph| metrics.advance_width(glyph)).map_or(UNKNOWN, f64::from);
    size * text.chars().map(advance).sum::<f64>()
}

/// Breaks a text into lines that are at most so wide; a longer word stands alone.
pub(crate) fn wrap(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| width(&format!("{line} {word}"), size) <= most) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_are_wider() {
        assert!(width("Щ", 12.0) > width("i", 12.0));
        assert!((width("Fitness", 24.0) - 2.0 * width("Fitness", 12.0)).abs() < 1e-9);
    }

    #[test]
    fn lines_keep_every_word_and_the_width() {
        let text = "Тренировок ещё нет: запишите первую, и здесь появится картинка";
        let lines = wrap(text, 14.0, 200.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, 14.0) <= 200.0));
        assert_eq!(lines.join(" "), text);
    }
}
