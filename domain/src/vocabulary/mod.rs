//! The words that athletes, coaches and the rules share: sports, zones, quantities with their limits.
//!
//! A quantity outside its limits can't be made, neither by code nor by reading JSON, so a limit is
//! checked where data enters and never again.

mod availability;
mod body;
mod person;
mod profile;
mod quantity;
mod race;
mod sport;
mod thresholds;
mod weekday;
mod words;
mod zone;

pub use availability::{Availability, DayAvailability};
pub use body::{Ache, BodyPart, PainSign};
pub use person::{Goal, Language, Level, Mood, Sex, Units};
pub use profile::Profile;
pub use quantity::*;
pub use race::{Race, RaceKind, RacePriority};
pub use sport::Sport;
pub use thresholds::Thresholds;
pub use weekday::{Weekday, WeekdaySet};
pub use words::UnknownWord;
pub use zone::Zone;
