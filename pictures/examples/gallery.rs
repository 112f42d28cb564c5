//! Every sample in every language, light and dark, as SVG and PNG, to be looked at.
//! `cargo run -p paceledger-pictures --example gallery -- target/gallery`

use std::{error::Error, fs, path::Path};

use domain::vocabulary::{Language, Units};
use pictures::{Look, Theme};

#[path = "../tests/pictures/samples.rs"]
mod samples;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder for the pictures")?;
    let only = std::env::args().nth(2).unwrap_or_default();
    fs::create_dir_all(&folder)?;
    for (name, draw) in samples::all() {
        for (language, units, theme) in looks() {
            let file = format!("{name}.{language}.{theme:?}").to_lowercase();
            if !file.contains(&only) {
                continue;
            }
            let svg = draw(Look { language, units, theme });
            fs::write(Path::new(&folder).join(format!("{file}.svg")), svg.as_str())?;
            fs::write(Path::new(&folder).join(format!("{file}.png")), svg.to_png()?)?;
        }
    }
    Ok(())
}

fn looks() -> impl Iterator<Item = (Language, Units, Theme)> {
    let units = |language| if language == Language::English { Units::Imperial } else { Units::Metric };
    Language::ALL
        .iter()
        .flat_map(move |language| Theme::ALL.iter().map(move |theme| (*language, units(*language), *theme)))
}
