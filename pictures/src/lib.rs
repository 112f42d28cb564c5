//! Training as pictures: plain data in, SVG out, PNG on request. No clock and no machine's font has a say, so the same
//! data gives the same bytes everywhere.
//!
//! Everything is drawn for a phone, 390 points wide. A new picture is a file beside [`FormPicture`]'s, its words in
//! every file of `texts`, and a line in `tests/pictures/samples.rs`.

mod axes;
mod canvas;
mod font;
mod form;
mod form_days;
mod legend;
mod look;
mod numbers;
mod palette;
mod png;
mod scale;
mod svg;
mod texts;
mod time_axis;
mod trend;
mod volume;
mod zones;

pub use form::{FormPicture, FormPoint};
pub use look::{Look, Theme};
pub use palette::Palette;
pub use png::PngError;
pub use svg::Svg;
pub use trend::{VdotPicture, VdotPoint, VdotSource};
pub use volume::{Measure, VolumePicture, VolumeWeek};
pub use zones::ZonesPicture;

/// Width of every picture in points; a phone's.
pub const WIDTH: f64 = 390.0;
