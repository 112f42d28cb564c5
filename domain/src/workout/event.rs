//! What happens to a workout.

use uuid::Uuid;

use super::{Source, WorkoutFacts};
use crate::{catalogue::events, vocabulary::Text};

events! {
    /// The history of one workout.
    WorkoutEvent of "workout" {
        /// A training session took place. On a workout that was voided: it counts again, with these facts.
        WorkoutLogged "2.0" after "1.0" { member_id: Uuid, source: Source, workout: Box<WorkoutFacts> }
        /// The facts of the workout were wrong or incomplete; these are all of them, and the earlier ones don't count.
        WorkoutCorrected "1.0" { workout: Box<WorkoutFacts> }
        /// The workout doesn't count: it was logged by mistake, or twice.
        WorkoutVoided "1.0" {
            #[serde(default, skip_serializing_if = "Option::is_none")]
            reason: Option<Text<200>>,
        }
    }
}
