//! The athlete's own numbers, each from some day on.

use jiff::civil::Date;

use super::{Member, MemberError, MemberEvent, injuries::check_date};
use crate::vocabulary::{MaxHeartRate, RestingHeartRate, ThresholdHeartRate, Thresholds};

impl Member {
    /// The thresholds that hold on a day.
    pub fn thresholds_on(&self, date: Date) -> Thresholds {
        self.thresholds.range(..=date).fold(Thresholds::default(), |earlier, (_, &set)| set.over(earlier))
    }

    pub(super) fn change_thresholds(
        &self,
        effective: Date,
        thresholds: Thresholds,
        sent_on: Date,
    ) -> Result<Vec<MemberEvent>, MemberError> {
        check_date(effective, sent_on)?;
        if thresholds.is_empty() {
            return Err(MemberError::NoThresholds);
        }
        let known = self.thresholds_on(effective);
        check_heart_rates(thresholds.over(known))?;
        let thresholds = differing(thresholds, known);
        if thresholds.is_empty() {
            return Ok(vec![]);
        }
        Ok(vec![MemberEvent::ThresholdsChanged { effective, thresholds }])
    }
}

fn differing(set: Thresholds, known: Thresholds) -> Thresholds {
    fn new<T: PartialEq>(set: Option<T>, known: Option<T>) -> Option<T> {
        if set == known { None } else { set }
    }
    Thresholds {
        ftp: new(set.ftp, known.ftp),
        threshold_heart_rate: new(set.threshold_heart_rate, known.threshold_heart_rate),
        max_heart_rate: new(set.max_heart_rate, known.max_heart_rate),
        resting_heart_rate: new(set.resting_heart_rate, known.resting_heart_rate),
        swim_pace: new(set.swim_pace, known.swim_pace),
        vdot: new(set.vdot, known.vdot),
    }
}

fn check_heart_rates(after: Thresholds) -> Result<(), MemberError> {
    let rates: Vec<u8> = [
        after.resting_heart_rate.map(RestingHeartRate::get),
        after.threshold_heart_rate.map(ThresholdHeartRate::get),
        after.max_heart_rate.map(MaxHeartRate::get),
    ]
    .into_iter()
    .flatten()
    .collect();
    if rates.is_sorted_by(|lower, higher| lower < higher) { Ok(()) } else { Err(MemberError::HeartRates) }
}
