//! How a plan is made: outline, wishes, days, minutes, rules, structure.
//!
//! 1. `outline` says what each week is for; `season`, `taper`, `side_race` and `comeback` hold its figures.
//! 2. `triathlon_week`, `running_week` and `general_week` wish for sessions; `placement` finds days for them and
//!    `minutes` their lengths.
//! 3. [`crate::rules`] have their say; `structure` then gives each session its steps and targets.
//! 4. [`crate::rubric`] judges the whole; what falls short is refused, never issued.
//! 5. `course` makes week after week; `issue` a plan, `extension` the weeks of a season that have come near.
//!
//! To add a kind of week, write its wishes in a file of its own and name it in `wish.rs`.

mod athlete;
mod comeback;
mod course;
mod extension;
mod general_week;
mod issue;
mod minutes;
mod outline;
mod placement;
mod race_day;
mod refusal;
mod request;
mod running_week;
mod season;
mod side_race;
mod structure;
mod taper;
mod triathlon_week;
mod volume;
mod week;
mod wish;

pub use extension::{Continuation, DraftedWeeks, draft_weeks, near_weeks};
pub use issue::{draft, roll_out};
pub use refusal::Refusal;
pub use request::{Drafted, Request};

#[cfg(test)]
mod race_tests;
#[cfg(test)]
mod tests;
