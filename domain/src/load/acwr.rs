//! The ratio of acute to chronic load: this week against the usual week of the last four.
//!
//! B. Hulin and others, 2014, and T. Gabbett, "The training–injury prevention paradox", 2016. Shown to those who ask for
//! it, never used to allow or forbid: F. Impellizzeri and others, "Acute:chronic workload ratio: conceptual issues and
//! fundamental pitfalls", 2020, show that it doesn't predict injury.

/// Mean of the last 7 days over the mean of the last 28, oldest first; `None` where there was no load at all.
pub fn acute_chronic_ratio(last_28_days: &[f64; 28]) -> Option<f64> {
    let chronic = last_28_days.iter().sum::<f64>() / 28.0;
    let acute = last_28_days[21..].iter().sum::<f64>() / 7.0;
    (chronic > 0.0).then(|| acute / chronic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_month_is_one_and_a_first_week_four() {
        assert_eq!(acute_chronic_ratio(&[50.0; 28]), Some(1.0));
        let mut returning = [0.0; 28];
        returning[21..].fill(50.0);
        assert_eq!(acute_chronic_ratio(&returning), Some(4.0));
        assert_eq!(acute_chronic_ratio(&[0.0; 28]), None);
    }
}
