//! What a break costs.
//!
//! After J. Daniels, "Daniels' Running Formula" (VDOT adjustment after time off): nothing for five days, then
//! 0.3 % a day down to 80 %; half of that, down to 90 %, where other endurance training filled the break.

use jiff::civil::Date;

/// Whether the athlete trained other endurance sports during the break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrossTraining {
    None,
    Regular,
}

const FREE_DAYS: f64 = 5.0;

/// The share of VDOT that is left after so many days without a run.
pub fn fitness_kept(days_off: u32, cross_training: CrossTraining) -> f64 {
    let (per_day, floor) = match cross_training {
        CrossTraining::None => (0.003, 0.80),
        CrossTraining::Regular => (0.0015, 0.90),
    };
    (1.0 - per_day * (f64::from(days_off) - FREE_DAYS)).clamp(floor, 1.0)
}

/// The longest stretch of days without a run between two dates, neither of which counts itself.
pub fn days_without(runs: &[Date], after: Date, before: Date) -> u32 {
    let mut marks: Vec<Date> = runs.iter().copied().filter(|&date| date > after && date < before).collect();
    marks.extend([after, before]);
    marks.sort_unstable();
    marks.windows(2).map(|pair| idle_days(pair[0], pair[1])).max().unwrap_or(0)
}

fn idle_days(from: Date, to: Date) -> u32 {
    let days = (to - from).get_days() - 1;
    u32::try_from(days).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;
    use jiff::civil::date;

    #[test]
    fn five_days_off_cost_nothing_and_three_weeks_about_five_percent() {
        assert_close(fitness_kept(0, CrossTraining::None), 1.0, 0.0);
        assert_close(fitness_kept(5, CrossTraining::None), 1.0, 0.0);
        assert_close(fitness_kept(6, CrossTraining::None), 0.997, 1e-12);
        assert_close(fitness_kept(21, CrossTraining::None), 0.952, 1e-12);
        assert_close(fitness_kept(21, CrossTraining::Regular), 0.976, 1e-12);
    }

    #[test]
    fn no_break_costs_more_than_the_floor() {
        assert_close(fitness_kept(71, CrossTraining::None), 0.802, 1e-12);
        assert_close(fitness_kept(72, CrossTraining::None), 0.80, 0.0);
        assert_close(fitness_kept(4_000, CrossTraining::None), 0.80, 0.0);
        assert_close(fitness_kept(4_000, CrossTraining::Regular), 0.90, 0.0);
    }

    #[test]
    fn the_longest_gap_counts_even_after_running_resumed() {
        let runs = [date(2026, 3, 2), date(2026, 2, 28), date(2026, 1, 10)];
        assert_eq!(days_without(&runs, date(2026, 1, 8), date(2026, 3, 3)), 48);
        assert_eq!(days_without(&[], date(2026, 3, 1), date(2026, 3, 3)), 1);
        assert_eq!(days_without(&[], date(2026, 3, 3), date(2026, 3, 3)), 0);
    }
}
