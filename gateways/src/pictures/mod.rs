//! A member's training as pictures: read models in, what the `pictures` room draws out. Every gateway asks here.
//!
//! A new picture is a file here that turns the answers of `projections` into the data of a picture.

mod form;
mod vdot;
mod volume;
mod zones;

pub use form::form_picture;
pub use vdot::vdot_picture;
pub use volume::volume_picture;
pub use zones::zones_picture;

use domain::history::plus_days;
use jiff::civil::Date;

/// Days from one to another, both in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: Date,
    pub to: Date,
}

impl Span {
    /// So many days up to a date, itself counted.
    pub fn of_days(days: i32, to: Date) -> Self {
        Self { from: plus_days(to, 1 - days), to }
    }
}
