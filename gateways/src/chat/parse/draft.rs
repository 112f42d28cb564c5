//! A workout as it was told.

use std::fmt;

use domain::{
    units::format_clock,
    vocabulary::{Distance, Duration, HeartRate, Mood, Power, Rpe, Sport, Text, Zone},
};
use jiff::civil::Date;

/// What the log will hold once the member's time zone and an id are added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogDraft {
    pub sport: Sport,
    pub date: Date,
    pub duration: Duration,
    pub distance: Option<Distance>,
    pub zone: Option<Zone>,
    pub rpe: Option<Rpe>,
    pub mood: Option<Mood>,
    pub avg_heart_rate: Option<HeartRate>,
    pub max_heart_rate: Option<HeartRate>,
    pub avg_power: Option<Power>,
    pub notes: Option<Text<2000>>,
}

impl LogDraft {
    pub(super) const fn new(sport: Sport, date: Date, duration: Duration) -> Self {
        Self {
            sport,
            date,
            duration,
            distance: None,
            zone: None,
            rpe: None,
            mood: None,
            avg_heart_rate: None,
            max_heart_rate: None,
            avg_power: None,
            notes: None,
        }
    }
}

/// The line that reads back as this very draft, whoever types it.
impl fmt::Display for LogDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.duration.get();
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        write!(f, "{} {hours}:{minutes:02}:{:02}", self.sport, seconds % 60)?;
        if let Some(metres) = self.distance.map(Distance::get) {
            write!(f, " {}.{:03} km", metres / 1000, metres % 1000)?;
        }
        if let Some(zone) = self.zone {
            write!(f, " {zone}")?;
        }
        if let Some(rpe) = self.rpe {
            write!(f, " rpe {}", rpe.get())?;
        }
        if let Some(rate) = self.avg_heart_rate {
            write!(f, " hr {}", rate.get())?;
        }
        if let Some(rate) = self.max_heart_rate {
            write!(f, " max hr {}", rate.get())?;
        }
        if let Some(power) = self.avg_power {
            write!(f, " {} w", power.get())?;
        }
        if let Some(mood) = self.mood {
            write!(f, " felt {mood}")?;
        }
        write!(f, " {}", self.date)?;
        match &self.notes {
            Some(notes) => write!(f, " \"{notes}\""),
            None => Ok(()),
        }
    }
}

impl LogDraft {
    /// How long it took, as on a watch.
    pub fn clock(&self) -> String {
        format_clock(f64::from(self.duration.get()))
    }
}
