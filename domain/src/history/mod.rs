//! What plans are made from: everything known about one athlete, as of some moment.
//!
//! [`AthleteHistory`] is plain data in canonical order, so that equal histories give equal bytes and equal bytes give
//! equal plans. [`Timeline`] lays it out day by day, for questions such as "the heaviest of the last three weeks".

mod athlete;
mod calendar;
mod digest;
mod fitness;
mod fold;
mod injury;
mod known;
mod reading;
mod timeline;
mod workout;

pub use athlete::{AthleteHistory, DatedThresholds};
pub use calendar::{days_between, plus_days};
pub use digest::digest;
pub use fitness::{Evidence, RunningFitness};
pub use fold::{SOURCES, effort_of};
pub use injury::OpenInjury;
pub use known::Known;
pub use reading::Reading;
pub use timeline::{DayLog, Timeline};
pub use workout::{DoneWorkout, Effort};
