//! What a workout costs, and what weeks of it add up to: load, fitness, fatigue, form.
//!
//! Every load is in the same points: 100 is one hour at threshold. So a ride with a power meter, a run with a watch
//! and a swim remembered as "rather hard" can stand in one season. To add a method, write its formula in a file,
//! name it in [`LoadMethod`] and give it a place in `workout.rs`.

mod acwr;
mod effort;
mod form;
mod form_series;
mod heart_rate;
mod monotony;
mod perceived;
mod power;
mod run_pace;
mod swim_pace;
mod threshold;
mod workout;

pub use acwr::acute_chronic_ratio;
pub use effort::{Durations, Effort, Load, LoadMethod};
pub use form::{FATIGUE_GAIN, FITNESS_GAIN, Form, WARM_UP_DAYS};
pub use form_series::{FormDay, FormSeries};
pub use heart_rate::{HeartLimits, heart_rate_tss, training_impulse};
pub use monotony::{MONOTONY_CAP, monotony, weekly_strain};
pub use perceived::{POINTS_PER_RPE_MINUTE, perceived_load, session_rpe, zone_rpe};
pub use power::{normalized_power, per_second, power_tss};
pub use run_pace::run_tss;
pub use swim_pace::swim_tss;
pub use threshold::held_threshold;
pub use workout::{load_of, load_of_legs};
