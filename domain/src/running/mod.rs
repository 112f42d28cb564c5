//! What a runner's times say: fitness (VDOT), training paces, race predictions, and what a break costs.
//!
//! One formula a file, with the source of its numbers on top. Distances are metres and times seconds,
//! except inside `oxygen.rs`, where the authors' own metres a minute and minutes stand. To add a predictor,
//! write its file and name it in `prediction.rs`.

mod athlete;
mod cameron;
mod decay;
mod distance;
mod gain;
mod oxygen;
mod paces;
mod prediction;
mod riegel;
mod vdot;

pub use athlete::{EVIDENCE_DAYS, RunEffort, RunIntensity, VdotEstimate, VdotSource, current_vdot, default_vdot};
pub use cameron::cameron_time;
pub use decay::{CrossTraining, days_without, fitness_kept};
pub use distance::race_distance_m;
pub use gain::weekly_vdot_gain;
pub use oxygen::{oxygen_cost, speed_for_oxygen, sustainable_share};
pub use paces::{PaceSpan, RunPaces, threshold_speed};
pub use prediction::{Prediction, predict_race};
pub use riegel::riegel_time;
pub(crate) use vdot::held_within_limits as vdot_within_limits;
pub use vdot::{race_time, raw_vdot, vdot_of};
