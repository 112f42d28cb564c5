//! Fixed data for every picture, shared by the golden files and the gallery.

use domain::{
    load::Form,
    vocabulary::{Sport, Zone},
};
use jiff::{ToSpan, civil::Date};
use pictures::{
    FormPicture, FormPoint, Look, Measure, Svg, VdotPicture, VdotPoint, VdotSource, VolumePicture, VolumeWeek,
    ZonesPicture,
};

pub(crate) const TODAY: Date = jiff::civil::date(2026, 3, 18);

/// A named picture of some data, ready to be drawn for anybody.
pub(crate) type Sample = (String, Box<dyn Fn(Look) -> Svg>);

/// Every picture of every history.
pub(crate) fn all() -> Vec<Sample> {
    let histories = [("empty", 0), ("one-day", 1), ("new", 30), ("season", 120), ("three-years", 1095)];
    histories.into_iter().flat_map(|(name, days)| of(name, days)).chain(strange()).collect()
}

fn of(name: &str, days: i32) -> Vec<Sample> {
    let (form, zones, vdot) = (form(days), zones(days), vdot(days));
    let (time, distance) = (volume(days, Measure::Time), volume(days, Measure::Distance));
    vec![
        (format!("form-{name}"), Box::new(move |look| form.draw(look))),
        (format!("hours-{name}"), Box::new(move |look| time.draw(look))),
        (format!("distance-{name}"), Box::new(move |look| distance.draw(look))),
        (format!("zones-{name}"), Box::new(move |look| zones.draw(look))),
        (format!("vdot-{name}"), Box::new(move |look| vdot.draw(look))),
    ]
}

/// Gaps and values that nobody trains.
fn strange() -> Vec<Sample> {
    let mut gaps = form(120);
    gaps.days.retain(|day| !(20..35).contains(&(day.date.day_of_year() % 60)));
    let mut huge = volume(60, Measure::Distance);
    huge.weeks.iter_mut().flat_map(|week| &mut week.amounts).for_each(|(_, amount)| *amount *= 1e7);
    vec![
        ("form-gaps".to_owned(), Box::new(move |look| gaps.draw(look))),
        ("distance-huge".to_owned(), Box::new(move |look| huge.draw(look))),
    ]
}

/// The load of a training week, in blocks of three weeks and an easy one, growing slowly.
fn load(day: i32) -> f64 {
    let week = [0.0, 62.0, 48.0, 85.0, 40.0, 70.0, 150.0][usize::try_from(day % 7).unwrap_or_default()];
    let block = if day / 7 % 4 == 3 { 0.6 } else { 0.9 };
    week * block * (1.0 + f64::from(day % 400) / 300.0)
}

pub(crate) fn form(days: i32) -> FormPicture {
    let ahead = if days > 20 { days / 8 } else { 0 };
    let mut form = Form::default();
    let first = TODAY - (days - 1).max(0).days();
    let point = |n: i32| {
        form = form.advance(load(n));
        FormPoint {
            date: first + n.days(),
            fitness: form.fitness,
            fatigue: form.fatigue,
            balance: form.balance,
            warming_up: form.warming_up(),
        }
    };
    FormPicture { today: TODAY, days: (0..if days == 0 { 0 } else { days + ahead }).map(point).collect() }
}

pub(crate) fn volume(days: i32, measure: Measure) -> VolumePicture {
    let weeks = (days + 6) / 7;
    let monday = TODAY - 2.days();
    let week = |n: i32| {
        let size = load(n * 7 + 6) / 100.0;
        let each = |sport, hours: f64, kmh: f64| {
            let amount = if measure == Measure::Time { hours * 3600.0 } else { hours * kmh * 1000.0 };
            (sport, amount * size)
        };
        let mut amounts = vec![each(Sport::Swim, 1.5, 2.8), each(Sport::Bike, 3.6, 28.0), each(Sport::Run, 2.7, 11.0)];
        if measure == Measure::Time && n % 2 == 0 {
            amounts.push(each(Sport::Strength, 0.6, 0.0));
        }
        VolumeWeek { first: monday - (7 * (weeks - 1 - n)).days(), amounts }
    };
    VolumePicture { measure, weeks: (0..weeks).filter(|n| n % 9 != 5).map(week).collect() }
}

pub(crate) fn zones(days: i32) -> ZonesPicture {
    let shares = [(Zone::Z1, 0.31), (Zone::Z2, 0.48), (Zone::Z3, 0.09), (Zone::Z4, 0.08), (Zone::Z5, 0.04)];
    let seconds = |share: f64| share * f64::from(days) * 3_900.0;
    ZonesPicture {
        first: TODAY - (days - 1).max(0).days(),
        last: TODAY,
        seconds: shares.into_iter().map(|(zone, share)| (zone, seconds(share))).collect(),
    }
}

pub(crate) fn vdot(days: i32) -> VdotPicture {
    let every = (days / 12).max(1);
    let run = |n: i32| VdotPoint {
        date: TODAY - n.days(),
        vdot: 49.8 - 0.004 * f64::from(n) + 0.6 * f64::from(n / every % 3),
        source: if n / every % 4 == 1 { VdotSource::Race } else { VdotSource::HardRun },
    };
    VdotPicture { runs: (0..days).step_by(usize::try_from(every).unwrap_or(1)).map(run).collect() }
}
