//! Fitness, fatigue and form: what the days add up to.
//!
//! The impulse–response model of E. Banister and T. Calvert (1975) in the form of A. Coggan's performance manager
//! (H. Allen and A. Coggan, "Training and Racing with a Power Meter", 2006): chronic load (CTL, fitness) and acute load
//! (ATL, fatigue) are exponentially weighted daily loads with time constants of 42 and 7 days. Their difference the day
//! before is the balance (TSB, form) an athlete wakes up with.

/// 1 − e^(−1/42), the share of a day's surprise that fitness takes up. Written out, so that every machine and every
/// mathematics library computes the same bits.
pub const FITNESS_GAIN: f64 = 0.023528313347756735;
/// 1 − e^(−1/7), the same for fatigue.
pub const FATIGUE_GAIN: f64 = 0.1331221002498184;

/// Until so many days are known, fitness starts from nothing and is too low.
pub const WARM_UP_DAYS: u32 = 42;

/// Where an athlete stands at the end of a day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Form {
    /// Chronic training load (CTL).
    pub fitness: f64,
    /// Acute training load (ATL).
    pub fatigue: f64,
    /// Training stress balance (TSB) as shown on the day: the day before's fitness less its fatigue.
    pub balance: f64,
    /// Days since the first one, itself counted.
    pub days: u32,
}

impl Form {
    /// The end of the next day, on which the athlete did this much; a rest day is 0. Anything but a sensible load is 0.
    #[must_use]
    pub fn advance(self, day_load: f64) -> Self {
        let load = if day_load.is_finite() { day_load.max(0.0) } else { 0.0 };
        Self {
            fitness: self.fitness + (load - self.fitness) * FITNESS_GAIN,
            fatigue: self.fatigue + (load - self.fatigue) * FATIGUE_GAIN,
            balance: self.fitness - self.fatigue,
            days: self.days + 1,
        }
    }

    /// The form that the next day begins with.
    pub fn balance_tomorrow(self) -> f64 {
        self.fitness - self.fatigue
    }

    /// "Warming up, day n of 42": n while too few days are known for fitness to mean much.
    pub fn warming_up(self) -> Option<u32> {
        (self.days <= WARM_UP_DAYS).then_some(self.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::assert_close;
    use proptest::prelude::*;

    #[test]
    fn the_constants_are_their_exponentials() {
        assert_close(FITNESS_GAIN, 1.0 - (-1.0_f64 / 42.0).exp(), 1e-16);
        assert_close(FATIGUE_GAIN, 1.0 - (-1.0_f64 / 7.0).exp(), 1e-16);
    }

    #[test]
    fn four_equal_weeks_end_where_the_model_says() {
        let week = [0.0, 60.0, 80.0, 50.0, 0.0, 120.0, 90.0];
        let form = week.repeat(4).into_iter().fold(Form::default(), Form::advance);
        assert_eq!(form.days, 28);
        assert_close(form.fitness, 28.318, 0.000_5);
        assert_close(form.fatigue, 62.259, 0.000_5);
        assert_close(form.balance, -31.167, 0.000_5);
    }

    #[test]
    fn a_new_athlete_warms_up_for_six_weeks() {
        let mut form = Form::default().advance(50.0);
        assert_eq!(form.warming_up(), Some(1));
        for _ in 1..42 {
            form = form.advance(0.0);
        }
        assert_eq!(form.warming_up(), Some(42));
        assert_eq!(form.advance(0.0).warming_up(), None);
    }

    #[test]
    fn rest_lowers_fatigue_faster_than_fitness() {
        let trained = (0..60).fold(Form::default(), |form, _| form.advance(80.0));
        let rested = (0..10).fold(trained, |form, _| form.advance(0.0));
        assert!(rested.fatigue < trained.fatigue * 0.3 && rested.fitness > trained.fitness * 0.75);
        assert!(rested.balance > 0.0);
    }

    proptest! {
        #[test]
        fn form_equals_the_weighted_sum_of_all_days(loads in prop::collection::vec(0.0..400.0_f64, 1..200)) {
            let form = loads.iter().copied().fold(Form::default(), Form::advance);
            let weighted = |days: f64| -> f64 {
                let keep = (-1.0 / days).exp();
                loads.iter().rev().zip(0..).map(|(load, age)| load * (1.0 - keep) * keep.powi(age)).sum()
            };
            assert_close(form.fitness, weighted(42.0), 1e-8);
            assert_close(form.fatigue, weighted(7.0), 1e-8);
        }

        #[test]
        fn fitness_never_leaves_the_range_of_the_loads(loads in prop::collection::vec(0.0..400.0_f64, 1..200)) {
            let form = loads.iter().copied().fold(Form::default(), Form::advance);
            let most = loads.iter().copied().fold(0.0, f64::max);
            prop_assert!((0.0..=most).contains(&form.fitness) && (0.0..=most).contains(&form.fatigue));
        }

        #[test]
        fn senseless_loads_count_as_rest(fitness in 0.0..150.0_f64, load in prop::sample::select(vec![f64::NAN, f64::INFINITY, -5.0])) {
            let form = Form { fitness, ..Form::default() };
            prop_assert_eq!(form.advance(load), form.advance(0.0));
        }
    }
}
