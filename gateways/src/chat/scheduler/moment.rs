//! A time of the clock on a day, as an instant.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

/// When a clock there shows this. Shown twice, as in the night that clocks go back, the first time counts; not shown at
/// all, as in the night that they go forward, what it would have been, or, where that is the next day already, the last
/// moment before. None on a day that a place left out altogether.
pub(super) fn moment(zone: &TimeZone, date: Date, time: Time) -> Option<Timestamp> {
    let shown = zone.to_ambiguous_timestamp(date.to_datetime(time));
    let on_the_day = |instant: &Timestamp| instant.to_zoned(zone.clone()).date() == date;
    let usual = shown.compatible().ok().filter(on_the_day);
    usual.or_else(|| shown.earlier().ok().filter(on_the_day))
}
