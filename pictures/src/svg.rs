//! A finished picture.

use crate::png::{self, PngError};

/// An SVG document. Its text names a font that is shipped; a browser that lacks it takes its own sans-serif.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    pub(crate) fn new(document: String) -> Self {
        Self(document)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    /// The same picture as PNG, three pixels a point: sharp on every phone.
    pub fn to_png(&self) -> Result<Vec<u8>, PngError> {
        png::rasterise(&self.0, 3.0)
    }
}
