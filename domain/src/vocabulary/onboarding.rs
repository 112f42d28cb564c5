//! What a new member is asked.

use super::words::words;

words! {
    /// The questions, in the order in which they are asked.
    OnboardingQuestion, "question" {
        Language = "language", Sports = "sports", Goal = "goal", TimeZone = "time-zone", Race = "race", RaceDate = "race-date",
        TargetTime = "target-time", BirthYear = "birth-year", Sex = "sex", Height = "height", Weight = "weight",
        Level = "level", WeeklyVolume = "weekly-volume", Availability = "availability", Injuries = "injuries",
        Thresholds = "thresholds",
    }
}

impl OnboardingQuestion {
    /// The questions without whose answers nothing sensible can be planned.
    pub const REQUIRED: [Self; 3] = [Self::Language, Self::Sports, Self::Goal];

    pub fn may_be_skipped(self) -> bool {
        !Self::REQUIRED.contains(&self)
    }
}
