//! Thresholds through time: what an athlete's numbers were on a given day.

use jiff::civil::Date;

use crate::vocabulary::Thresholds;

/// Dated thresholds. Each entry changes only what it names; everything else stays as it was.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ThresholdTimeline(Vec<Entry>);

#[derive(Debug, Clone, Copy, PartialEq)]
struct Entry {
    from: Date,
    set: Thresholds,
    /// This entry over all before it.
    known: Thresholds,
}

impl ThresholdTimeline {
    /// Entries of one date are taken in the order given, the later over the earlier.
    pub fn new(entries: impl IntoIterator<Item = (Date, Thresholds)>) -> Self {
        let mut timeline = Self::default();
        for (from, set) in entries {
            timeline.set(from, set);
        }
        timeline
    }

    /// Adds thresholds valid from a date, which may lie before others already known.
    pub fn set(&mut self, from: Date, set: Thresholds) {
        let at = self.0.partition_point(|entry| entry.from <= from);
        self.0.insert(at, Entry { from, set, known: Thresholds::default() });
        let mut known = at.checked_sub(1).map(|before| self.0[before].known).unwrap_or_default();
        for entry in &mut self.0[at..] {
            known = entry.set.over(known);
            entry.known = known;
        }
    }

    /// The thresholds of a day; empty before the first entry.
    pub fn as_of(&self, date: Date) -> Thresholds {
        let after = self.0.partition_point(|entry| entry.from <= date);
        after.checked_sub(1).map(|last| self.0[last].known).unwrap_or_default()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{Ftp, ThresholdHeartRate};
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    const JANUARY: Date = date(2026, 1, 1);

    fn ftp(watts: u16) -> Thresholds {
        Thresholds { ftp: Ftp::try_new(watts).ok(), ..Thresholds::default() }
    }

    fn heart_rate(beats: u8) -> Thresholds {
        Thresholds { threshold_heart_rate: ThresholdHeartRate::try_new(beats).ok(), ..Thresholds::default() }
    }

    #[test]
    fn a_day_keeps_the_thresholds_it_had() {
        let timeline = ThresholdTimeline::new([(date(2026, 1, 10), ftp(200)), (date(2026, 3, 1), ftp(250))]);
        assert!(timeline.as_of(date(2026, 1, 9)).is_empty());
        assert_eq!(timeline.as_of(date(2026, 1, 10)), ftp(200));
        assert_eq!(timeline.as_of(date(2026, 2, 28)), ftp(200));
        assert_eq!(timeline.as_of(date(2026, 3, 1)), ftp(250));
    }

    #[test]
    fn an_entry_changes_only_what_it_names() {
        let timeline = ThresholdTimeline::new([(date(2026, 1, 10), ftp(200)), (date(2026, 2, 1), heart_rate(170))]);
        assert_eq!(timeline.as_of(date(2026, 2, 2)), heart_rate(170).over(ftp(200)));
    }

    #[test]
    fn a_correction_of_the_same_day_wins() {
        let timeline = ThresholdTimeline::new([(JANUARY, ftp(200)), (JANUARY, ftp(210))]);
        assert_eq!(timeline.as_of(JANUARY), ftp(210));
    }

    proptest! {
        #[test]
        fn a_lookup_equals_laying_all_earlier_entries_over_each_other(
            entries in prop::collection::vec((0_i32..60, prop::option::of(50_u16..600), prop::option::of(100_u8..220)), 0..12),
            day in 0_i32..70,
        ) {
            let mut entries: Vec<(Date, Thresholds)> = entries
                .into_iter()
                .map(|(day, watts, beats)| {
                    let set = watts.map(ftp).unwrap_or_default().over(beats.map(heart_rate).unwrap_or_default());
                    (JANUARY + day.days(), set)
                })
                .collect();
            let timeline = ThresholdTimeline::new(entries.iter().copied());
            entries.sort_by_key(|(date, _)| *date);
            let today = JANUARY + day.days();
            let expected = entries
                .into_iter()
                .filter(|(date, _)| *date <= today)
                .fold(Thresholds::default(), |known, (_, set)| set.over(known));
            prop_assert_eq!(timeline.as_of(today), expected);
        }
    }
}
