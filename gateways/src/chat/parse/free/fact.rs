//! What a few words of a message tell.

use domain::vocabulary::{Mood, Sport};
use jiff::civil::Date;

use crate::chat::words::{Tense, Turn};

#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Fact {
    Sport(Sport, Tense),
    Amount(Amount),
    HeartRate(f64),
    MaxHeartRate(f64),
    Power(f64),
    Rpe(f64),
    Zone(f64),
    Mood(Mood),
    /// The RPE that a wording stands for.
    Effort(u8),
    /// The days it may have been; more than one must be asked about.
    Days(Vec<Date>),
    Turn(Turn),
    /// Numbers that say nothing about the whole workout: intervals, degrees, a time of the day.
    Aside,
    /// A note in quotation marks.
    Quote,
}

/// How far, how long, how fast; some can be read in several ways.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Amount {
    Metres(f64),
    Seconds(f64),
    /// "30m".
    MetresOrMinutes {
        value: f64,
        grouped: f64,
    },
    /// 52:30 is m:ss or h:mm.
    Clock(Vec<u32>),
    /// "at 5:30": a pace or a time of the day.
    ClockAt(Vec<u32>),
    /// Seconds a metre.
    Pace(f64),
    /// A pace without its length, which follows from the sport and the member's units.
    BarePace(f64),
    /// A number without a unit; after "in" or "for" it is minutes.
    Bare {
        value: f64,
        grouped: f64,
        minutes_only: bool,
    },
}

/// A fact and the tokens that told it.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Found {
    pub(in super::super) fact: Fact,
    pub(in super::super) from: usize,
    pub(in super::super) to: usize,
}
