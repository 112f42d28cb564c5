//! Every evening once: whatever the zone, the time and the clocks do.

use domain::vocabulary::TimeZoneName;
use jiff::ToSpan;
use proptest::prelude::*;

use super::*;

/// Zones whose clocks change at midnight, by half an hour, by nothing, against the seasons, or that left out a day.
const ZONES: &[&str] = &[
    "Europe/Madrid",
    "Europe/Moscow",
    "America/New_York",
    "America/Santiago",
    "America/Nuuk",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Gaza",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "UTC",
];

fn zone(name: &str) -> TimeZone {
    name.parse::<TimeZoneName>().unwrap().time_zone().unwrap()
}

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

fn occasions_at(zone: &TimeZone, reminds_at: Option<Time>, now: &str) -> Vec<Occasion> {
    due(zone, reminds_at, at(now)).into_iter().map(|(occasion, _)| occasion).collect()
}

/// Three days before the next change of clocks, or the day itself where there is none within a year.
fn before_clocks_change(zone: &TimeZone, day: Date) -> Date {
    let from = day.to_zoned(TimeZone::UTC).unwrap().timestamp();
    let change = zone.following(from).next().map(|change| change.timestamp().to_zoned(zone.clone()).date());
    change.filter(|change| days_between(day, *change) < 366).map_or(day, |change| plus_days(change, -3))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_reminder_comes_once_on_every_evening_that_a_place_has(
        name in prop::sample::select(ZONES),
        (hour, minute) in (0..24_i8, 0..60_i8),
        // From 2011, when Apia left out a day, to 2029.
        start in 0..6_800_i32,
        phase in 0..60_i64,
    ) {
        let (zone, time) = (zone(name), jiff::civil::time(hour, minute, 0, 0));
        let first = before_clocks_change(&zone, plus_days(date(2011, 1, 1), start));
        let begin = first.to_zoned(zone.clone()).unwrap().timestamp();
        let last = plus_days(first, 6);
        let mut told: Vec<Date> = Vec::new();
        // A look a minute, beginning at any second; what is seen to is not told again.
        let mut now = begin.saturating_add(phase.seconds()).unwrap();
        while now.to_zoned(zone.clone()).date() <= last {
            for (occasion, _) in due(&zone, Some(time), now) {
                // The evening before the first look may be late.
                if let Occasion::Reminder(evening) = occasion && evening >= first && !told.contains(&evening) {
                    prop_assert_eq!(now.to_zoned(zone.clone()).date(), evening, "told on another day");
                    told.push(evening);
                }
            }
                now = now.saturating_add(60.seconds()).unwrap();
        }
        let exists = |day: &Date| day.to_zoned(zone.clone()).unwrap().date() == *day;
        let evenings: Vec<Date> = (0..=6).map(|n| plus_days(first, n)).filter(exists).collect();
        // The first and the last evening may lie outside of what was looked at.
        let inner = |days: &[Date]| days.iter().copied().filter(|day| *day > first && *day < last).collect::<Vec<_>>();
        prop_assert_eq!(inner(&told), inner(&evenings));
    }
}

#[test]
fn clocks_that_change_neither_repeat_nor_swallow_a_reminder() {
    let madrid = zone("Europe/Madrid");
    let half_past_two = time(2, 30, 0, 0);
    // Shown twice, the first time counts; shown never, the hour after.
    assert_eq!(moment(&madrid, date(2026, 10, 25), half_past_two), Some(at("2026-10-25T00:30:00Z")));
    assert_eq!(moment(&madrid, date(2026, 3, 29), half_past_two), Some(at("2026-03-29T01:30:00Z")));
    // Where clocks jump from eleven to midnight, half past eleven comes half an hour early and not on the next day.
    let nuuk = zone("America/Nuuk");
    let jumps = moment(&nuuk, date(2024, 3, 30), time(22, 30, 0, 0)).unwrap();
    assert_eq!(jumps.to_zoned(nuuk.clone()).date(), date(2024, 3, 30));
    assert_eq!(moment(&zone("Pacific/Apia"), date(2011, 12, 30), time(20, 0, 0, 0)), None, "a day that never was");
}

#[test]
fn nothing_comes_in_quiet_hours_but_what_was_chosen_for_them() {
    let madrid = zone("Europe/Madrid");
    // 18:00 is 16:00 in UTC; the nudge waits for the morning once it is late.
    assert_eq!(occasions_at(&madrid, None, "2026-05-05T16:00:00Z"), [Occasion::Nudge(date(2026, 5, 5))]);
    assert_eq!(occasions_at(&madrid, None, "2026-05-05T15:59:59Z"), []);
    assert_eq!(occasions_at(&madrid, None, "2026-05-05T19:30:00Z"), [], "half past nine");
    assert_eq!(occasions_at(&madrid, None, "2026-05-06T04:59:00Z"), [], "before seven");
    assert_eq!(occasions_at(&madrid, None, "2026-05-06T05:00:00Z"), [Occasion::Nudge(date(2026, 5, 5))]);
    let late = Some(time(22, 0, 0, 0));
    let reminder = Occasion::Reminder(date(2026, 5, 5));
    assert_eq!(occasions_at(&madrid, late, "2026-05-05T20:00:10Z"), [reminder]);
    assert_eq!(occasions_at(&madrid, late, "2026-05-05T20:15:00Z"), [], "too late to be what was chosen");
    let early = Some(time(20, 0, 0, 0));
    assert!(
        occasions_at(&madrid, early, "2026-05-05T19:00:00Z").contains(&reminder),
        "an hour late is better than never"
    );
}

#[test]
fn a_card_comes_every_second_sunday_and_an_insight_on_every_first() {
    let utc = TimeZone::UTC;
    let (mut cards, mut insights) = (Vec::new(), Vec::new());
    for day in 0..70 {
        let date = plus_days(date(2026, 4, 20), day);
        let now = date.to_datetime(time(19, 0, 0, 0)).to_zoned(utc.clone()).unwrap().timestamp();
        for (occasion, _) in due(&utc, None, now) {
            match occasion {
                Occasion::Card(day) if !cards.contains(&day) => cards.push(day),
                Occasion::Insight(day) if !insights.contains(&day) => insights.push(day),
                _ => {}
            }
        }
    }
    assert_eq!(cards, [date(2026, 4, 26), date(2026, 5, 10), date(2026, 5, 24), date(2026, 6, 7), date(2026, 6, 21)]);
    assert_eq!(insights, [date(2026, 5, 1), date(2026, 6, 1)]);
}
