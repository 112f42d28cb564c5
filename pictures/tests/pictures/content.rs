//! What a picture says.

use domain::vocabulary::{Language, Sport, Units};
use jiff::ToSpan;
use pictures::{FormPicture, Look, Measure, Svg, Theme, VdotPicture, VolumePicture, VolumeWeek};

use crate::samples::{self, TODAY};

const LOOK: Look = Look { language: Language::English, units: Units::Metric, theme: Theme::Light };

fn says(svg: &Svg, words: &str) -> bool {
    svg.as_str().contains(&format!(">{words}</text>"))
}

fn dashes(svg: &Svg) -> usize {
    svg.as_str().matches("stroke-dasharray").count()
}

#[test]
fn the_plan_ahead_is_dashed_and_the_past_is_not() {
    let planned = samples::form(120);
    let mut past = planned.clone();
    past.days.retain(|day| day.date <= TODAY);
    // Three curves, and the legend's sign.
    assert_eq!(dashes(&planned.draw(LOOK)), 4);
    assert_eq!(dashes(&past.draw(LOOK)), 0);
    assert!(says(&planned.draw(LOOK), "plan") && !says(&past.draw(LOOK), "plan"));
    let all_planned = FormPicture { today: TODAY - 900.days(), ..planned };
    assert_eq!(dashes(&all_planned.draw(LOOK)), 4);
}

#[test]
fn a_new_athlete_is_told_the_day_of_warming_up() {
    assert!(says(&samples::form(30).draw(LOOK), "warming up, day 30 of 42"));
    let russian = Look { language: Language::Russian, ..LOOK };
    assert!(says(&samples::form(30).draw(russian), "разгон: день 30 из 42"));
    assert!(says(&samples::form(120).draw(LOOK), "warming up"), "the first weeks are marked");
}

#[test]
fn without_data_a_sentence_says_what_to_do() {
    let none = FormPicture { today: TODAY, days: Vec::new() };
    assert!(none.draw(LOOK).as_str().contains("Nothing to draw yet."));
    let rest = VolumeWeek { first: TODAY, amounts: vec![(Sport::Run, 0.0), (Sport::Bike, f64::NAN)] };
    let nothing = VolumePicture { measure: Measure::Time, weeks: vec![rest] };
    assert!(nothing.draw(LOOK).as_str().contains("No workouts"));
    assert!(!VdotPicture { runs: Vec::new() }.draw(LOOK).as_str().contains("polyline"));
}

#[test]
fn distances_and_paces_are_in_the_readers_units() {
    let miles = Look { units: Units::Imperial, ..LOOK };
    let marathon = VolumeWeek { first: TODAY, amounts: vec![(Sport::Run, 160_934.4)] };
    let volume = VolumePicture { measure: Measure::Distance, weeks: vec![marathon] };
    assert!(says(&volume.draw(LOOK), "kilometres") && says(&volume.draw(LOOK), "200"));
    assert!(says(&volume.draw(miles), "miles") && !says(&volume.draw(miles), "200"));
    let vdot = samples::vdot(120);
    // T pace of VDOT 50 is 4:15 a kilometre.
    assert!(says(&vdot.draw(LOOK), "threshold pace, min/km") && says(&vdot.draw(LOOK), "4:15"));
    assert!(says(&vdot.draw(miles), "threshold pace, min/mi") && !says(&vdot.draw(miles), "4:15"));
}

#[test]
fn a_gap_in_the_days_is_a_gap_in_the_lines() {
    let lines = |picture: &FormPicture| picture.draw(LOOK).as_str().matches("<polyline").count();
    let mut gap = samples::form(120);
    let whole = lines(&gap);
    gap.days.retain(|day| !(TODAY - 50.days()..TODAY - 40.days()).contains(&day.date));
    assert_eq!(lines(&gap), whole + 3, "one more piece of each curve");
}

#[test]
fn form_far_below_zero_is_shaded() {
    let shaded = |balance: f64| {
        let mut picture = samples::form(60);
        picture.days.iter_mut().for_each(|day| day.balance = balance);
        let overload = pictures::Palette::of(Theme::Light).overload;
        picture.draw(LOOK).as_str().matches(&format!(r#"fill="{overload}""#)).count()
    };
    // The legend's sign is always there.
    assert_eq!((shaded(-45.0), shaded(-5.0)), (2, 1));
}

#[test]
fn less_than_an_hour_in_every_zone_is_measured_in_minutes() {
    assert!(says(&samples::zones(1).draw(LOOK), "min") && !says(&samples::zones(1).draw(LOOK), "hours"));
    assert!(says(&samples::zones(30).draw(LOOK), "hours"));
}
