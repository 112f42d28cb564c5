//! What is asked when a message can't be trusted to mean one thing.

use domain::vocabulary::Sport;

use crate::chat::parse::LogDraft;

/// What came of a free text.
#[derive(Debug, Clone, PartialEq)]
pub enum Understanding {
    /// Workouts, whole and believable.
    Understood(Vec<LogDraft>),
    /// A workout, but something must be asked first.
    Torn(Torn),
    NotAWorkout,
}

/// A question, with an answer behind every button. Whoever answers by typing says the whole again,
/// or adds the missing part: the text and the answer, one behind the other, are read anew.
#[derive(Debug, Clone, PartialEq)]
pub struct Torn {
    pub question: Question,
    pub choices: Vec<Choice>,
}

/// What is logged when its button is pressed.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub logs: Vec<LogDraft>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    WhichSport,
    HowLong {
        sport: Sport,
        metres: Option<f64>,
    },
    WhichDay,
    /// "bike 100": minutes or kilometres; "7:30": hours or minutes.
    WhichReading,
    /// Everything is there, but the message hedges: it asks, plans or denies as well.
    IsThisRight,
    /// Nobody is that fast, or that slow.
    Implausible {
        sport: Sport,
        metres: f64,
        seconds: f64,
    },
    /// Two numbers for one thing.
    Contradiction,
    OutOfRange {
        what: Measure,
        given: f64,
        min: f64,
        max: f64,
    },
}

/// What a number was given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    Minutes,
    Kilometres,
    Rpe,
    Zone,
    HeartRate,
    Power,
}

impl Measure {
    pub const ALL: [Self; 6] = [Self::Minutes, Self::Kilometres, Self::Rpe, Self::Zone, Self::HeartRate, Self::Power];

    /// The word by which the texts know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Kilometres => "kilometres",
            Self::Rpe => "rpe",
            Self::Zone => "zone",
            Self::HeartRate => "heart-rate",
            Self::Power => "power",
        }
    }
}
