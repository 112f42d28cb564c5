//! What happens to a day's reading.

use jiff::civil::Date;

use crate::{catalogue::events, vocabulary::FatigueReading};

events! {
    /// The history of one athlete's one day.
    FatigueDayEvent of "fatigue-day" {
        /// The day's first reading of how fresh or tired the athlete is.
        FatigueRecorded "1.0" { date: Date, reading: FatigueReading }
        /// The day's reading changed; this is the whole of it, with what earlier readings gave and this one left alone.
        FatigueCorrected "1.0" { date: Date, reading: FatigueReading }
    }
}
