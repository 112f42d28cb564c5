use proptest::prelude::*;

use super::super::effort::Durations;
use super::*;
use crate::test_support::assert_close;
use crate::vocabulary::{Ftp, MaxHeartRate, Rpe, SwimPace, ThresholdHeartRate, Vdot, Zone};

fn known() -> Thresholds {
    Thresholds {
        ftp: Ftp::try_new(250).ok(),
        threshold_heart_rate: ThresholdHeartRate::try_new(170).ok(),
        max_heart_rate: MaxHeartRate::try_new(190).ok(),
        resting_heart_rate: None,
        swim_pace: SwimPace::try_new(100).ok(),
        vdot: Vdot::try_new(50.0).ok(),
    }
}

/// An hour of which everything was measured.
fn hour(sport: Sport) -> Effort {
    Effort {
        distance_m: Some(if sport == Sport::Swim { 3_240.0 } else { 12_000.0 }),
        normalized_power: Some(200.0),
        average_heart_rate: Some(150.0),
        rpe: Rpe::try_new(6).ok(),
        zone: Some(Zone::Z3),
        ..Effort::new(sport, Durations::timer(3600.0))
    }
}

fn load(effort: &Effort) -> Load {
    load_of(effort, &known(), None).unwrap()
}

#[test]
fn a_ride_is_weighed_by_power_a_run_and_a_swim_by_pace() {
    assert_eq!(load(&hour(Sport::Bike)), Load { value: 64.0, method: LoadMethod::Power });
    assert_eq!(load(&hour(Sport::Swim)), Load { value: 72.9, method: LoadMethod::Pace });
    let run = load(&hour(Sport::Run));
    // 5:00 a kilometre against 4:15 at threshold.
    assert_close(run.value, 72.2, 0.3);
    assert_eq!(run.method, LoadMethod::Pace);
}

#[test]
fn the_next_best_measurement_stands_in() {
    let mut ride = hour(Sport::Bike);
    let mut methods = vec![load(&ride).method];
    ride.normalized_power = None;
    methods.push(load(&ride).method);
    ride.average_heart_rate = None;
    methods.push(load(&ride).method);
    ride.rpe = None;
    methods.push(load(&ride).method);
    ride.zone = None;
    assert_eq!(methods, [LoadMethod::Power, LoadMethod::HeartRate, LoadMethod::Rpe, LoadMethod::Zone]);
    assert_eq!(load_of(&ride, &known(), None), None);
}

#[test]
fn without_thresholds_how_it_felt_decides() {
    let load = load_of(&hour(Sport::Bike), &Thresholds::default(), None).unwrap();
    assert_eq!(load, Load { value: 85.71, method: LoadMethod::Rpe });
}

#[test]
fn a_sensor_that_slept_is_passed_over() {
    let ride = Effort { normalized_power: Some(0.0), ..hour(Sport::Bike) };
    assert_eq!(load(&ride).method, LoadMethod::HeartRate);
    let strapless = Effort { average_heart_rate: Some(0.0), ..ride };
    assert_eq!(load(&strapless).method, LoadMethod::Rpe);
}

#[test]
fn impossible_figures_are_passed_over() {
    let by_car = Effort { distance_m: Some(60_000.0), ..hour(Sport::Run) };
    assert_eq!(load(&by_car).method, LoadMethod::HeartRate);
    let garbage = Effort { graded_speed: Some(f64::NAN), average_heart_rate: Some(f64::INFINITY), ..hour(Sport::Run) };
    assert_eq!(load(&garbage).method, LoadMethod::Rpe);
}

#[test]
fn a_hilly_run_counts_by_its_flat_speed_and_its_moving_time() {
    let flat = hour(Sport::Run);
    let hilly = Effort { graded_speed: Some(12_000.0 / 3600.0 * 1.1), ..flat };
    assert_close(load(&hilly).value / load(&flat).value, 1.21, 0.001);
    let stopped = Durations { elapsed_s: Some(5400.0), timer_s: Some(4500.0), moving_s: Some(3600.0) };
    assert_eq!(load(&Effort { durations: stopped, ..flat }), load(&flat));
}

#[test]
fn heart_rate_and_feeling_count_the_time_the_watch_ran() {
    let durations = Durations { elapsed_s: Some(5400.0), timer_s: Some(3600.0), moving_s: Some(3000.0) };
    let felt = Effort { durations, rpe: Rpe::try_new(7).ok(), ..Effort::new(Sport::Strength, durations) };
    assert_eq!(load(&felt), Load { value: 100.0, method: LoadMethod::Rpe });
}

#[test]
fn a_workout_without_time_has_no_load_and_rest_has_none_either() {
    let timeless = Effort { durations: Durations::default(), ..hour(Sport::Bike) };
    assert_eq!(load_of(&timeless, &known(), None), None);
    assert_close(load(&Effort::new(Sport::Rest, Durations::default())).value, 0.0, 0.0);
}

#[test]
fn legs_add_up() {
    let legs = [hour(Sport::Swim), hour(Sport::Bike)];
    let sum = load_of_legs(&legs, &known(), None).unwrap();
    assert_eq!(sum, Load { value: 136.9, method: LoadMethod::Pace });
    assert_eq!(load_of_legs(&[], &known(), None), None);
}

#[test]
fn methods_are_spelled_the_same_in_json_and_in_print() {
    for method in [LoadMethod::Power, LoadMethod::Pace, LoadMethod::HeartRate, LoadMethod::Rpe, LoadMethod::Zone] {
        assert_eq!(serde_json::to_string(&method).unwrap(), format!("\"{}\"", method.as_str()));
    }
}

prop_compose! {
    fn any_effort()(
        sport in prop::sample::select(Sport::ALL),
        seconds in 60.0..86_400.0_f64,
        speed in prop::option::of(0.0..30.0_f64),
        power in prop::option::of(0.0..900.0_f64),
        beats in prop::option::of(0.0..260.0_f64),
        rpe in prop::option::of(1_u8..=10),
        zone in prop::option::of(prop::sample::select(Zone::ALL)),
    ) -> Effort {
        Effort {
            graded_speed: speed,
            normalized_power: power,
            average_heart_rate: beats,
            rpe: rpe.and_then(|rpe| Rpe::try_new(rpe).ok()),
            zone,
            ..Effort::new(sport, Durations::timer(seconds))
        }
    }
}

proptest! {
    #[test]
    fn load_is_finite_bounded_and_never_negative(effort in any_effort(), sex in prop::option::of(prop::sample::select(Sex::ALL))) {
        if let Some(load) = load_of(&effort, &known(), sex) {
            prop_assert!((0.0..=HIGHEST_LOAD).contains(&load.value));
        }
    }

    #[test]
    fn longer_at_the_same_intensity_is_never_less(effort in any_effort(), longer in 1.0..3.0_f64) {
        let seconds = effort.durations.session_s().unwrap() * longer;
        let long = Effort { durations: Durations::timer(seconds), ..effort };
        let (short, long) = (load_of(&effort, &known(), None), load_of(&long, &known(), None));
        prop_assert_eq!(short.map(|load| load.method), long.map(|load| load.method));
        prop_assert!(short.map(|load| load.value) <= long.map(|load| load.value));
    }

    #[test]
    fn harder_is_never_less(seconds in 600.0..20_000.0_f64, watts in 50.0..480.0_f64, more in 0.0..20.0_f64) {
        let ride = |watts| Effort { normalized_power: Some(watts), ..Effort::new(Sport::Bike, Durations::timer(seconds)) };
        prop_assert!(load(&ride(watts)).value <= load(&ride(watts + more)).value);
    }
}
