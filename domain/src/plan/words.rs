//! Closed lists of words about plans.

use crate::vocabulary::words::words;

words! {
    /// How far a plan reaches.
    PlanKind, "kind of plan" { Week = "week", Block = "block", Season = "season" }
}

words! {
    /// What a week is for.
    Phase, "phase" {
        Base = "base", Build = "build", Peak = "peak", Taper = "taper", Race = "race",
        /// After a race.
        Recovery = "recovery",
        /// After illness or a break.
        Comeback = "comeback",
        /// No race in sight.
        Ordinary = "ordinary",
    }
}

impl Phase {
    /// Volume is taken out before a race: no growth, no cap by growth.
    pub const fn is_taper(self) -> bool {
        matches!(self, Self::Taper | Self::Race)
    }
}

words! {
    /// What a session trains.
    WorkoutKind, "kind of session" {
        Endurance = "endurance", Recovery = "recovery", Long = "long", Technique = "technique",
        Tempo = "tempo", RacePace = "race-pace", Threshold = "threshold", Intervals = "intervals", Repetitions = "repetitions", Vo2 = "vo2",
        Sharpening = "sharpening", Race = "race",
    }
}

words! {
    /// What else is to be known of a session.
    Tag, "tag" {
        Vo2 = "vo2", Threshold = "threshold", Long = "long", Optional = "optional", Brick = "brick", Race = "race",
        Downgraded = "downgraded", Substitute = "substitute",
        /// On a day that the athlete chose for it.
        Chosen = "chosen",
    }
}
