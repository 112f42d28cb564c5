//! How much of a week may be run at one pace in one session.
//!
//! J. Daniels, "Daniels' Running Formula": T 10 % of the week's distance, I 8 % and 10 km, R 5 % and 8 km, M 20 %, 29 km
//! and 110 minutes. A triathlete's week is more than their running, so there the share is of the week's training time.

use crate::plan::Pace;

/// What the shares are taken of.
#[derive(Debug, Clone, Copy)]
pub(super) struct WeekSize {
    pub(super) minutes: f64,
    /// Distance on foot, for those who only run.
    pub(super) run_metres: Option<f64>,
}

/// Minutes that one session may hold at that pace, at so many metres a minute.
pub(super) fn minutes_at(pace: Pace, metres_per_minute: f64, week: WeekSize) -> f64 {
    let (share, metres, minutes) = match pace {
        Pace::Threshold => (0.10, f64::MAX, f64::MAX),
        Pace::Interval => (0.08, 10_000.0, f64::MAX),
        Pace::Repetition => (0.05, 8_000.0, f64::MAX),
        Pace::Marathon => (0.20, 29_000.0, 110.0),
        Pace::Easy => (1.0, f64::MAX, f64::MAX),
    };
    let of_week = week.run_metres.map_or(share * week.minutes, |all| share * all / metres_per_minute);
    of_week.min(metres / metres_per_minute).min(minutes)
}
