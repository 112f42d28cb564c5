//! Fixed data, the very SVG. Look at the pictures (`examples/gallery.rs`) before a golden file is accepted.

use domain::vocabulary::{Language, Units};
use pictures::{Look, Theme};

use crate::samples;

#[test]
fn the_same_data_gives_the_same_picture_for_ever() {
    let looks = [
        Look { language: Language::English, units: Units::Imperial, theme: Theme::Light },
        Look { language: Language::Spanish, units: Units::Metric, theme: Theme::Dark },
        Look { language: Language::Russian, units: Units::Metric, theme: Theme::Light },
    ];
    let short = samples::all().into_iter().filter(|(name, _)| !name.ends_with("three-years"));
    for ((name, draw), look) in short.zip(looks.into_iter().cycle()) {
        insta::assert_snapshot!(format!("{name}.{}", look.language), draw(look).as_str());
    }
}
