//! Coming back after a break or an illness.
//!
//! After J. Daniels ("Daniels' Running Formula", adjusting after time off): up to a week lost is nothing much; then
//! start at three quarters to a half of what was done before. After an illness nothing hard for some days.

use jiff::civil::Date;

use crate::history::{AthleteHistory, Timeline, plus_days};

/// Days after an illness in which training stays light.
const AFTER_ILLNESS: i32 = 7;
/// Weeks before a break that tell what the athlete was used to.
const REMEMBERED_WEEKS: i32 = 12;

/// Share of the usual volume to come back with; `None` for an athlete who wasn't away.
pub(super) fn share(history: &AthleteHistory, timeline: &Timeline, start: Date) -> Option<f64> {
    let ill = history.readings.range(plus_days(start, -AFTER_ILLNESS)..=start).any(|(_, reading)| reading.ill);
    match timeline.days_since_training(start) {
        Some(22..) => Some(0.5),
        Some(15..) => Some(0.65),
        Some(8..) => Some(0.8),
        _ if ill => Some(0.7),
        _ => None,
    }
}

/// What a week was before the break: the heaviest of the last twelve weeks.
pub(super) fn usual_week(timeline: &Timeline, start: Date) -> u32 {
    timeline.heaviest_week(start, REMEMBERED_WEEKS)
}
