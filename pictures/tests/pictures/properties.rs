//! Whatever the data: well-formed, within the canvas, readable.

use crate::samples;
use domain::vocabulary::{Language, Sport, Units, Zone};
use jiff::{ToSpan, civil::Date};
use pictures::{
    FormPicture, FormPoint, Look, Measure, Svg, Theme, VdotPicture, VdotPoint, VdotSource, VolumePicture, VolumeWeek,
    ZonesPicture,
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use resvg::usvg::{Group, Node, Options, Rect, Tree, roxmltree::Document};

/// Ordinary, odd and impossible.
fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => -50.0..250.0_f64,
        1 => select(vec![0.0, -0.0, 1e-300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN]),
        1 => any::<f64>(),
    ]
}

/// Near each other, years apart, or anywhere in the calendar.
fn dates() -> impl Strategy<Value = Vec<Date>> {
    let around = |days: i32| vec((0..=days).prop_map(|day| samples::TODAY + (day - 600).days()), 0..60);
    let anywhere = (-9999_i16..=9999, 1_i8..=12, 1_i8..=28);
    prop_oneof![
        4 => around(70),
        2 => around(1500),
        1 => vec(anywhere.prop_map(|(year, month, day)| jiff::civil::date(year, month, day)), 0..6),
    ]
}

fn look() -> impl Strategy<Value = Look> {
    let languages = select(Language::ALL);
    (languages, select(Units::ALL), select(Theme::ALL)).prop_map(|(language, units, theme)| Look {
        language,
        units,
        theme,
    })
}

fn form() -> impl Strategy<Value = FormPicture> {
    let days = dates().prop_flat_map(|dates| {
        let values = vec((value(), value(), value(), option::of(1_u32..43)), dates.len());
        (Just(dates), values)
    });
    (days, -700_i32..700).prop_map(|((dates, values), today)| FormPicture {
        today: samples::TODAY + today.days(),
        days: dates
            .into_iter()
            .zip(values)
            .map(|(date, (fitness, fatigue, balance, warming_up))| FormPoint {
                date,
                fitness,
                fatigue,
                balance,
                warming_up,
            })
            .collect(),
    })
}

fn volume() -> impl Strategy<Value = VolumePicture> {
    let week = || vec((select(Sport::ALL), value().prop_map(|hours| hours * 3600.0)), 0..8);
    let weeks = dates().prop_flat_map(move |dates| {
        let amounts = vec(week(), dates.len());
        (Just(dates), amounts)
    });
    (weeks, select(vec![Measure::Time, Measure::Distance])).prop_map(|((dates, amounts), measure)| VolumePicture {
        measure,
        weeks: dates.into_iter().zip(amounts).map(|(first, amounts)| VolumeWeek { first, amounts }).collect(),
    })
}

fn zones() -> impl Strategy<Value = ZonesPicture> {
    let seconds = vec((select(Zone::ALL), value().prop_map(|minutes| minutes * 60.0)), 0..8);
    (dates(), seconds).prop_map(|(dates, seconds)| ZonesPicture {
        first: dates.first().copied().unwrap_or(samples::TODAY),
        last: dates.last().copied().unwrap_or(samples::TODAY),
        seconds,
    })
}

fn vdot() -> impl Strategy<Value = VdotPicture> {
    let runs = dates().prop_flat_map(|dates| {
        let values = vec((value(), select(vec![VdotSource::Race, VdotSource::HardRun])), dates.len());
        (Just(dates), values)
    });
    runs.prop_map(|(dates, values)| VdotPicture {
        runs: dates.into_iter().zip(values).map(|(date, (vdot, source))| VdotPoint { date, vdot, source }).collect(),
    })
}

/// Every drawn shape, and every word, as the rasteriser places them.
fn boxes(group: &Group, shapes: &mut Vec<Rect>, words: &mut Vec<Rect>) {
    for node in group.children() {
        match node {
            Node::Group(group) => boxes(group, shapes, words),
            Node::Text(text) => words.push(text.abs_bounding_box()),
            other => shapes.push(other.abs_stroke_bounding_box()),
        }
    }
}

/// Noto Sans, as the picture names it.
fn options() -> Options<'static> {
    let mut options = Options::default();
    options.fontdb_mut().load_font_data(include_bytes!("../../fonts/NotoSans-LatinCyrillic.ttf").to_vec());
    options
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom()
}

/// What must hold of every picture.
fn check(svg: &Svg) -> Result<(), TestCaseError> {
    let text = svg.as_str();
    let document = Document::parse(text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
    for node in document.descendants() {
        for attribute in node.attributes() {
            let value = attribute.value();
            prop_assert!(!value.contains("NaN") && !value.contains("inf"), "{value}");
            let size = ["width", "height", "font-size", "r"].contains(&attribute.name());
            let least = if attribute.name() == "font-size" { 12.0 } else { 0.0 };
            prop_assert!(!size || value.parse::<f64>().unwrap() >= least, "{} {value}", attribute.name());
        }
    }
    let tree = Tree::from_str(text, &options()).unwrap();
    let canvas = Rect::from_xywh(0.0, 0.0, tree.size().width(), tree.size().height()).unwrap();
    let within = |b: &Rect| {
        b.left() >= -0.1 && b.top() >= -0.1 && b.right() <= canvas.right() + 0.1 && b.bottom() <= canvas.bottom() + 0.1
    };
    let (mut shapes, mut words) = (Vec::new(), Vec::new());
    boxes(tree.root(), &mut shapes, &mut words);
    prop_assert!(!words.is_empty(), "a picture without words");
    prop_assert_eq!(words.len(), document.descendants().filter(|node| node.has_tag_name("text")).count());
    for drawn in shapes.iter().chain(&words) {
        prop_assert!(within(drawn), "{drawn:?} is outside {canvas:?}\n{text}");
    }
    for (at, a) in words.iter().enumerate() {
        for b in &words[at + 1..] {
            prop_assert!(!overlap(a, b), "words over each other: {a:?} {b:?}\n{text}");
        }
    }
    Ok(())
}

#[test]
fn every_sample_can_be_read_in_every_language() {
    for (name, draw) in samples::all() {
        for language in Language::ALL.iter().copied() {
            for units in Units::ALL.iter().copied() {
                check(&draw(Look { language, units, theme: Theme::Light }))
                    .unwrap_or_else(|error| panic!("{name} {language}: {error}"));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_form_can_be_drawn(picture in form(), look in look()) {
        check(&picture.draw(look))?;
        prop_assert_eq!(picture.draw(look), picture.draw(look));
    }

    #[test]
    fn any_volume_can_be_drawn(picture in volume(), look in look()) {
        check(&picture.draw(look))?;
    }

    #[test]
    fn any_zone_split_can_be_drawn(picture in zones(), look in look()) {
        check(&picture.draw(look))?;
    }

    #[test]
    fn any_vdot_history_can_be_drawn(picture in vdot(), look in look()) {
        check(&picture.draw(look))?;
    }
}
