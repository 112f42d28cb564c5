//! The words that athletes, coaches and the rules share: sports, zones, quantities with their limits.
//!
//! A quantity outside its limits can't be made, neither by code nor by reading JSON, so a limit is
//! checked where data enters and never again.

mod availability;
mod body;
mod consent;
mod durations;
mod fatigue;
mod onboarding;
mod person;
mod profile;
mod quantity;
mod race;
mod role;
#[cfg(feature = "schema")]
mod schema;
mod scope;
mod sport;
mod text;
mod thresholds;
mod time_zone;
mod weekday;
mod whole;
pub(crate) mod words;
mod zone;

pub use availability::{Availability, DayAvailability};
pub use body::{Ache, BodyPart, PainSign};
pub use consent::Consent;
pub use durations::{Durations, DurationsError};
pub use fatigue::FatigueReading;
pub use onboarding::OnboardingQuestion;
pub use person::{Goal, Language, Level, Mood, Sex, Units};
pub use profile::Profile;
pub use quantity::*;
pub use race::{Race, RaceKind, RacePriority};
pub use role::Role;
pub use scope::Scope;
pub use sport::Sport;
pub use text::{Text, TextError};
pub use thresholds::Thresholds;
pub use time_zone::{TimeZoneName, TimeZoneNameError};
pub use weekday::{WeekStart, Weekday, WeekdaySet};
pub use whole::whole;
pub use words::UnknownWord;
pub use zone::Zone;
