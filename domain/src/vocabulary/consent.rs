//! What a member agreed to.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One thing that is done only with the member's consent. Each coach needs a consent of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Consent {
    /// To keep and use what the member tells about body and health.
    HealthData,
    /// To show this coach the member's training, readings and plans.
    CoachAccess { coach_id: Uuid },
    /// To be written to without having asked.
    Reminders,
    /// To have messages read by an outside language model.
    LanguageModel,
    /// To be named in posts that anybody can read.
    PublicPosts,
}
