//! Words about the athlete.

use super::words::words;

words! {
    /// Training background; decides starting volumes and how fast they may grow.
    Level, "level" { Beginner = "beginner", Intermediate = "intermediate", Advanced = "advanced" }
}

words! {
    /// Used only where a formula differs (training impulse); never required.
    Sex, "sex" { Female = "female", Male = "male", Other = "other" }
}

words! {
    /// How the athlete felt during a workout.
    Mood, "mood" {
        Great = "great", Good = "good", Ok = "ok", Tired = "tired", Stressed = "stressed", Terrible = "terrible",
    }
}

words! {
    /// Why the athlete trains.
    Goal, "goal" { FirstRace = "first-race", ImproveTime = "improve-time", StayFit = "stay-fit" }
}

words! {
    /// The language that the athlete is answered in.
    Language, "language" { English = "en", Spanish = "es", Russian = "ru" }
}

words! {
    /// How distances, weights and paces are printed. Inside, everything is metric.
    Units, "unit system" { Metric = "metric", Imperial = "imperial" }
}
