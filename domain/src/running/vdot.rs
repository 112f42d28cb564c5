//! VDOT: one number for running fitness, from a distance and the time it took, and back.
//!
//! J. Daniels and J. Gilbert, "Oxygen Power", 1979; the same curves underlie the tables of J. Daniels,
//! "Daniels' Running Formula". Values are kept between 20 and 85, where those tables make sense.

use super::oxygen::{oxygen_cost, sustainable_share};
use crate::vocabulary::Vdot;

/// Race times are looked for between one minute and twenty hours.
const SEARCHED_MINUTES: (f64, f64) = (1.0, 1200.0);

/// Each halving doubles the precision; sixty bring it below the last bit that matters.
const HALVINGS: u32 = 60;

/// VDOT as the formula has it, without limits.
pub fn raw_vdot(distance_m: f64, time_s: f64) -> f64 {
    let minutes = time_s / 60.0;
    oxygen_cost(distance_m / minutes) / sustainable_share(minutes)
}

/// VDOT of a race or an all-out run. Slower than 20 counts as 20; faster than 85 says nothing, because it is
/// more likely a wrong distance or a bicycle than a record.
pub fn vdot_of(distance_m: f64, time_s: f64) -> Option<Vdot> {
    if !(distance_m > 0.0 && time_s > 0.0) {
        return None;
    }
    let raw = raw_vdot(distance_m, time_s);
    (raw <= Vdot::MAX).then(|| held_within_limits(raw))
}

/// The time in seconds in which a runner of this VDOT races a distance; `None` beyond twenty hours.
pub fn race_time(vdot: Vdot, distance_m: f64) -> Option<f64> {
    let (shortest, longest) = SEARCHED_MINUTES;
    let too_far = raw_vdot(distance_m, longest * 60.0) > vdot.get();
    let too_short = raw_vdot(distance_m, shortest * 60.0) < vdot.get();
    (distance_m > 0.0 && !too_far && !too_short).then(|| bisect(vdot.get(), distance_m) * 60.0)
}

/// Minutes at which the distance is worth the VDOT: the longer it takes, the less it is worth.
fn bisect(vdot: f64, distance_m: f64) -> f64 {
    let (mut too_fast, mut too_slow) = SEARCHED_MINUTES;
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(too_fast, too_slow);
        if raw_vdot(distance_m, middle * 60.0) > vdot { too_fast = middle } else { too_slow = middle }
    }
    f64::midpoint(too_fast, too_slow)
}

/// The nearest VDOT within the limits.
pub(crate) fn held_within_limits(value: f64) -> Vdot {
    Vdot::try_new(value.clamp(Vdot::MIN, Vdot::MAX)).expect("a number held within the limits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::running::race_distance_m;
    use crate::test_support::{assert_close, assert_within_percent, seconds};
    use crate::vocabulary::RaceKind;
    use proptest::prelude::*;

    #[test]
    fn known_races_give_their_known_vdot() {
        assert_close(raw_vdot(5_000.0, 20.0 * 60.0), 49.81, 0.005);
        assert_close(raw_vdot(10_000.0, 50.0 * 60.0), 40.01, 0.005);
    }

    #[test]
    fn race_times_follow_the_published_table() {
        let table = [
            (30.0, ["30:40", "63:46", "2:21:04", "4:49:17"]),
            (40.0, ["24:08", "50:03", "1:50:59", "3:49:45"]),
            (50.0, ["19:57", "41:21", "1:31:35", "3:10:49"]),
            (60.0, ["17:03", "35:22", "1:18:09", "2:43:25"]),
            (70.0, ["14:55", "31:00", "1:08:21", "2:23:10"]),
        ];
        let races = [RaceKind::FiveKm, RaceKind::TenKm, RaceKind::HalfMarathon, RaceKind::Marathon];
        for (vdot, times) in table {
            for (race, time) in races.into_iter().zip(times) {
                let predicted = race_time(Vdot::try_new(vdot).unwrap(), race_distance_m(race).unwrap()).unwrap();
                assert_within_percent(predicted, seconds(time), 0.35);
            }
        }
    }

    #[test]
    fn a_slow_race_counts_as_the_lowest_vdot_and_an_impossible_one_as_nothing() {
        assert_eq!(vdot_of(5_000.0, 50.0 * 60.0).map(Vdot::get), Some(20.0));
        assert_eq!(vdot_of(10_000.0, 15.0 * 60.0), None);
        assert_eq!(vdot_of(5_000.0, 0.0), None);
        assert_eq!(vdot_of(0.0, 600.0), None);
        assert_eq!(vdot_of(f64::NAN, 600.0), None);
    }

    #[test]
    fn a_distance_nobody_finishes_in_twenty_hours_has_no_time() {
        assert_eq!(race_time(Vdot::try_new(20.0).unwrap(), 1_000_000.0), None);
        assert_eq!(race_time(Vdot::try_new(50.0).unwrap(), 0.0), None);
    }

    proptest! {
        #[test]
        fn a_predicted_time_is_worth_the_vdot_it_came_from(vdot in 20.0..=85.0_f64, distance in 1_500.0..60_000.0_f64) {
            let vdot = Vdot::try_new(vdot).unwrap();
            let time = race_time(vdot, distance).unwrap();
            assert_close(raw_vdot(distance, time), vdot.get(), 1e-6);
        }

        #[test]
        fn the_fitter_the_faster(vdot in 20.0..84.0_f64, more in 0.1..1.0_f64, distance in 1_500.0..60_000.0_f64) {
            let slower = race_time(Vdot::try_new(vdot).unwrap(), distance).unwrap();
            let faster = race_time(Vdot::try_new(vdot + more).unwrap(), distance).unwrap();
            prop_assert!(faster < slower);
        }
    }
}
