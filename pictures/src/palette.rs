//! Colours that can be told apart by everybody.
//!
//! After M. Okabe and K. Ito, "Color Universal Design" (2008), darkened or lightened until each stands out from its
//! background. Tests hold the contrast and the distance between neighbours for the common kinds of colour blindness.

use domain::vocabulary::{Sport, Zone};

use crate::look::Theme;

/// The colours of one background, as `#rrggbb`.
#[derive(Debug)]
pub struct Palette {
    pub background: &'static str,
    /// Headings and values.
    pub ink: &'static str,
    /// Axis labels and captions.
    pub soft_ink: &'static str,
    pub grid: &'static str,
    /// The zero line, today.
    pub rule: &'static str,
    pub fitness: &'static str,
    pub fatigue: &'static str,
    pub form: &'static str,
    /// Behind the days whose fitness is still too low to mean much.
    pub warming_up: &'static str,
    /// Behind form below zero, far below zero, and fit for a race.
    pub below_zero: &'static str,
    pub overload: &'static str,
    pub race_ready: &'static str,
    pub vdot: &'static str,
    sports: [&'static str; 7],
    zones: [&'static str; 5],
}

static LIGHT: Palette = Palette {
    background: "#ffffff",
    ink: "#1b1e22",
    soft_ink: "#555b63",
    grid: "#e4e7ea",
    rule: "#8a9099",
    fitness: "#0066a6",
    fatigue: "#d05a00",
    form: "#00755a",
    warming_up: "#e9ecf0",
    below_zero: "#fbf3ea",
    overload: "#f6cfae",
    race_ready: "#cfeadf",
    vdot: "#0066a6",
    sports: ["#1b86c7", "#b5790a", "#00634c", "#cf74aa", "#d3d6da", "#666c74", "#4d3a8c"],
    zones: ["#93bde8", "#4c83b8", "#c9a227", "#b84a14", "#6d1846"],
};

static DARK: Palette = Palette {
    background: "#14171b",
    ink: "#f3f4f6",
    soft_ink: "#b3b9c1",
    grid: "#363d46",
    rule: "#79818b",
    fitness: "#5ab4ec",
    fatigue: "#f0a13a",
    form: "#35c79c",
    warming_up: "#2c333c",
    below_zero: "#221d19",
    overload: "#5a3517",
    race_ready: "#173f34",
    vdot: "#5ab4ec",
    sports: ["#4aa8e6", "#f0b540", "#1f9c7a", "#e3a0c6", "#4a5058", "#8d949d", "#7562c4"],
    zones: ["#3d6c9e", "#7fb0e0", "#e5c35a", "#ef8a4a", "#e05a94"],
};

impl Palette {
    pub fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    pub fn sport(&self, sport: Sport) -> &'static str {
        let [swim, bike, run, strength, rest, other, multisport] = self.sports;
        match sport {
            Sport::Swim => swim,
            Sport::Bike => bike,
            Sport::Run => run,
            Sport::Strength => strength,
            Sport::Rest => rest,
            Sport::Other => other,
            Sport::Multisport => multisport,
        }
    }

    pub fn zone(&self, zone: Zone) -> &'static str {
        let [z1, z2, z3, z4, z5] = self.zones;
        match zone {
            Zone::Z1 => z1,
            Zone::Z2 => z2,
            Zone::Z3 => z3,
            Zone::Z4 => z4,
            Zone::Z5 => z5,
        }
    }
}
