//! What an athlete's workouts add up to day by day, whenever they came and however they were changed.

use domain::{
    history::{AthleteHistory, Timeline, plus_days},
    member::MemberEvent,
    vocabulary::{
        Distance, Ftp, HeartRate, Power, Profile, RaceKind, Rpe, Sex, Sport, Thresholds, Vdot, WeekStart, Zone,
    },
    workout::{RaceEffort, WorkoutFacts},
};
use jiff::civil::{Date, date};

use super::{
    ledger::{New, World},
    sample::{Chance, corrected, facts, history_of, id, logged, of_member, voided},
};
use crate::analytics::{
    Analytics, Day, Period, bests, days, insight, predictions, progress, spread, totals, vdot_history, weeks, workouts,
};

pub(super) const JANA: u128 = 1;
pub(super) const FIRST: Date = date(2025, 1, 6);

pub(super) fn run(day: Date, seconds: u32, metres: u32) -> WorkoutFacts {
    facts(Sport::Run, &day.to_string(), Some(Zone::Z2), seconds, metres)
}

pub(super) fn race(day: Date, kind: RaceKind, seconds: u32, metres: u32) -> WorkoutFacts {
    WorkoutFacts { race: Some(RaceEffort { kind, race_id: None }), ..run(day, seconds, metres) }
}

pub(super) fn day(n: i32) -> Date {
    plus_days(FIRST, n)
}

pub(super) fn log(n: u128, facts: WorkoutFacts) -> New {
    logged(id(JANA), id(0x100 + n), facts)
}

/// The read model after these events, in pieces of so many.
pub(super) async fn after(events: &[New], piece: usize) -> World {
    let world = World::new().await;
    let projector = world.run(Analytics);
    for events in events.chunks(piece) {
        world.append_and_relay(events).await;
        world.caught_up::<Analytics>().await;
    }
    projector.stop().await;
    world.assert_equals_replay(Analytics).await;
    world
}

/// Every figure of an athlete, as text.
pub(super) async fn figures(world: &World, until: Date) -> String {
    let (pool, jana, from) = (&world.pool, id(JANA), FIRST);
    let mut text = serde_json::to_string_pretty(&days(pool, jana, from, until).await.unwrap()).unwrap();
    let mut add = |value: serde_json::Value| text.push_str(&value.to_string());
    let weeks_of = WeekStart::ALL.iter().map(|&start| Period::Week(start));
    for period in weeks_of.chain([Period::Month, Period::Year]) {
        add(serde_json::to_value(totals(pool, jana, period, from, until).await.unwrap()).unwrap());
    }
    add(serde_json::to_value(weeks(pool, jana, None, 100).await.unwrap()).unwrap());
    add(serde_json::to_value(workouts(pool, jana, None, 1_000).await.unwrap()).unwrap());
    add(serde_json::to_value(bests(pool, jana, from, until).await.unwrap()).unwrap());
    add(serde_json::to_value(vdot_history(pool, jana, from, until).await.unwrap()).unwrap());
    add(serde_json::to_value(predictions(pool, jana, until).await.unwrap()).unwrap());
    add(serde_json::to_value(spread(pool, jana, until).await.unwrap()).unwrap());
    add(serde_json::to_value(progress(pool, jana, until).await.unwrap()).unwrap());
    add(serde_json::to_value(insight(pool, jana, until).await.unwrap()).unwrap());
    text
}

/// A workout that chance picks, measured in one way or another.
fn any(chance: &mut Chance, day: Date) -> WorkoutFacts {
    let below = |chance: &mut Chance, limit: u32| u32::try_from(chance.below(limit.into())).unwrap();
    let sport = [Sport::Run, Sport::Bike, Sport::Swim][chance.below(3) as usize];
    let mut facts = facts(sport, &day.to_string(), None, 1_200 + below(chance, 6_000), 0);
    match chance.below(5) {
        0 => facts.avg_power = Power::try_new(150 + below(chance, 100) as u16).ok(),
        1 => facts.distance_m = Distance::try_new(2_000 + below(chance, 12_000)).ok(),
        2 => facts.avg_heart_rate = HeartRate::try_new(110 + below(chance, 60) as u8).ok(),
        3 => facts.rpe = Rpe::try_new(1 + below(chance, 10) as u8).ok(),
        _ => facts.zone = Zone::ALL.get(below(chance, 6) as usize).copied(),
    }
    if sport == Sport::Run && chance.below(6) == 0 {
        facts = race(day, RaceKind::TenKm, 2_300 + below(chance, 900), 10_000);
    }
    facts
}

pub(super) fn some_day(chance: &mut Chance) -> WorkoutFacts {
    let day = day(i32::try_from(chance.below(400)).unwrap());
    any(chance, day)
}

fn shuffle<T>(chance: &mut Chance, list: &mut [T]) {
    for n in (1..list.len()).rev() {
        list.swap(n, chance.below(n as u64 + 1) as usize);
    }
}

/// The same workouts in the end, whatever was said on the way: some came wrong and were corrected, some were never
/// done and voided, some voided and logged again.
pub(super) fn arrivals(chance: &mut Chance, end: &[WorkoutFacts]) -> Vec<New> {
    let mut streams: Vec<Vec<New>> = Vec::new();
    for (facts, n) in end.iter().zip(0..) {
        let wrong = some_day(chance);
        let (now, gone) = (|facts: &WorkoutFacts| log(n, facts.clone()), || voided(id(JANA), id(0x100 + n)));
        streams.push(match chance.below(4) {
            0 => vec![now(&wrong), corrected(id(JANA), id(0x100 + n), facts.clone())],
            1 => vec![now(&wrong), gone(), now(facts)],
            _ => vec![now(facts)],
        });
    }
    for n in 0..10 {
        let never = log(0x1000 + n, some_day(chance));
        streams.push(vec![never, voided(id(JANA), id(0x1100 + n))]);
    }
    // Whose turn it is, shuffled; what is said of one workout stays in order.
    let mut turns: Vec<usize> = (0..streams.len()).flat_map(|n| vec![n; streams[n].len()]).collect();
    shuffle(chance, &mut turns);
    let mut streams: Vec<_> = streams.into_iter().map(Vec::into_iter).collect();
    turns.into_iter().filter_map(|n| streams[n].next()).collect()
}

pub(super) fn known() -> Vec<New> {
    let thresholds = Thresholds {
        ftp: Ftp::try_new(240).ok(),
        vdot: Vdot::try_new(48.0).ok(),
        threshold_heart_rate: 168.try_into().ok(),
        max_heart_rate: 186.try_into().ok(),
        resting_heart_rate: 48.try_into().ok(),
        swim_pace: 105.try_into().ok(),
    };
    let profile = Profile { sex: Some(Sex::Female), ..Profile::default() };
    vec![
        of_member(id(JANA), MemberEvent::ProfileChanged { set: Box::new(profile), clear: vec![] }),
        of_member(id(JANA), MemberEvent::ThresholdsChanged { effective: FIRST, thresholds }),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_in_which_workouts_come_corrections_and_voids_leave_no_trace() {
    for seed in 1..=4 {
        let mut chance = Chance::new(seed);
        let end: Vec<_> = (0..80).map(|_| some_day(&mut chance)).collect();
        let in_order: Vec<New> = end.iter().zip(0..).map(|(facts, n)| log(n, facts.clone())).collect();
        let plain = after(&[known(), in_order].concat(), 200).await;
        let shuffled = after(&[known(), arrivals(&mut chance, &end)].concat(), 17).await;
        let expected = figures(&plain, day(420)).await;
        assert!(expected.contains("\"power\"") && expected.contains("heart-rate") && expected.len() > 10_000);
        assert!(expected == figures(&shuffled, day(420)).await, "seed {seed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_workout_changes_its_own_day_and_the_later_ones_only() {
    let so_far: Vec<New> = (0..60).map(|n| log(n, run(day(5 * i32::try_from(n).unwrap()), 3_600, 10_000))).collect();
    let late = log(99, run(day(12), 7_200, 20_000));
    let before = after(&so_far, 100).await;
    let behind = after(&[so_far, vec![late]].concat(), 60).await;
    let (from, to) = (FIRST, day(312));
    let was = days(&before.pool, id(JANA), from, to).await.unwrap();
    let is = days(&behind.pool, id(JANA), from, to).await.unwrap();
    assert_eq!((was.len(), is.len()), (313, 313));
    assert_eq!(was[..12], is[..12]);
    assert!(was[12..].iter().zip(&is[12..]).all(|(was, is)| is.fitness > was.fitness && is.fatigue > was.fatigue));
}

#[tokio::test(flavor = "multi_thread")]
async fn athletes_see_the_loads_that_the_planner_sees() {
    let mut chance = Chance::new(7);
    let mut events = Vec::new();
    for n in 0..120 {
        events.push(log(n, any(&mut chance, day(i32::try_from(n).unwrap() * 3))));
        if n % 20 == 10 {
            // Known from then on, and for earlier days too if that is said.
            let effective = day(i32::try_from(chance.below(300)).unwrap());
            let thresholds = Thresholds { ftp: Ftp::try_new(200 + n as u16).ok(), ..Thresholds::default() };
            events.push(of_member(id(JANA), MemberEvent::ThresholdsChanged { effective, thresholds }));
        }
        if n % 7 == 0 {
            events.push(corrected(id(JANA), id(0x100 + n), any(&mut chance, day(i32::try_from(n).unwrap()))));
        }
    }
    let events = [known(), events].concat();
    let planner: AthleteHistory = history_of(id(JANA), &events);
    let timeline = Timeline::before(&planner, day(365));
    for piece in [1_000, 9] {
        let world = after(&events, piece).await;
        let shown = days(&world.pool, id(JANA), FIRST, day(364)).await.unwrap();
        let first = shown[0].date;
        for Day { date, load, fitness, fatigue, .. } in &shown {
            assert_eq!(*load, timeline.day(*date).load, "{date}");
            let form = timeline.form(plus_days(*date, 1));
            assert_eq!((*fitness, *fatigue), (form.fitness, form.fatigue), "{date}");
        }
        assert_eq!(first, planner.workouts[0].date);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workout_is_measured_by_what_is_known_when_it_comes_or_is_corrected() {
    let ride = |n| {
        let day = day(n).to_string();
        WorkoutFacts { avg_power: Power::try_new(240).ok(), ..facts(Sport::Bike, &day, Some(Zone::Z1), 3_600, 0) }
    };
    let thresholds = Thresholds { ftp: Ftp::try_new(240).ok(), ..Thresholds::default() };
    let events = [
        log(1, ride(1)),
        log(2, ride(2)),
        of_member(id(JANA), MemberEvent::ThresholdsChanged { effective: FIRST, thresholds }),
        corrected(id(JANA), id(0x101), ride(1)),
        log(3, ride(3)),
    ];
    for piece in [1, 5] {
        let world = after(&events, piece).await;
        let shown = days(&world.pool, id(JANA), day(1), day(3)).await.unwrap();
        let loads: Vec<_> = shown.iter().map(|day| (day.load, day.method)).collect();
        assert_eq!(loads, [(100.0, Some("power")), (28.57, Some("zone")), (100.0, Some("power"))]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn form_warms_up_and_is_spread_over_the_week() {
    // The week of the model's check value, four times over, by zone: an hour in z4 is 100 points.
    let week = [0, 60, 80, 50, 0, 120, 90];
    let events: Vec<New> = (0..28)
        .filter(|n| week[*n as usize % 7] > 0)
        .map(|n| {
            let seconds = week[n as usize % 7] * 36;
            log(n, facts(Sport::Run, &day(i32::try_from(n).unwrap()).to_string(), Some(Zone::Z4), seconds, 0))
        })
        .collect();
    let world = after(&events, 100).await;
    let last = days(&world.pool, id(JANA), day(27), day(27)).await.unwrap()[0].clone();
    // The first day of all is a rest day, so the athlete begins a day later.
    assert_eq!((last.load, last.method, last.warming_up), (90.0, Some("zone"), Some(27)));
    let near = |is: f64, wanted: f64| assert!((is - wanted).abs() < 0.001, "{is} instead of {wanted}");
    near(last.fitness, 28.318);
    near(last.fatigue, 62.259);
    near(last.balance, -31.167);
    let spread = spread(&world.pool, id(JANA), day(27)).await.unwrap();
    assert_eq!((spread.week_load, spread.acute_chronic), (400.0, Some(1.0)));
    near(spread.monotony, 1.372);
    near(spread.strain, 400.0 * spread.monotony);
    let later = days(&world.pool, id(JANA), day(43), day(43)).await.unwrap();
    assert_eq!((later[0].load, later[0].warming_up), (0.0, None));
    assert_eq!(days(&world.pool, id(2), FIRST, day(40)).await.unwrap(), []);
}
