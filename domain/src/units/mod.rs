//! Numbers as athletes read and type them: paces, speeds, distances, times. Inside, everything is metres and seconds;
//! only here do kilometres, miles and yards exist.
//!
//! Printing takes the athlete's [`Units`](crate::vocabulary::Units). Parsing takes them too, for numbers that come
//! without a unit; a unit that is typed wins. To add a unit, give it a line in the table of its file.

mod clock;
mod distance;
mod error;
mod number;
mod pace;
mod speed;

pub use clock::{format_clock, parse_clock};
pub use distance::{format_distance, format_swim_distance, parse_distance};
pub use error::UnitsError;
pub use pace::{format_run_pace, format_swim_pace, parse_run_pace, parse_swim_pace};
pub use speed::{format_speed, parse_speed};

/// International mile, 1959.
const METRES_PER_MILE: f64 = 1609.344;
/// International yard, 1959.
const METRES_PER_YARD: f64 = 0.9144;
