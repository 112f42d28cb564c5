//! `/zones`: the athlete's own beats, watts and paces.

use domain::{
    vocabulary::{Sport, Thresholds, Zone},
    zones::{Band, PaceBand, Zones},
};

use super::{Answer, rejected::button, sessions::clock_of};
use crate::chat::{
    Asker,
    reply::{Part, Reply, keys},
};

pub(super) fn zones(asker: &Asker<'_>) -> Answer {
    let held = thresholds(asker);
    let zones = Zones::of(&held);
    let voice = asker.voice;
    let watts = zones.power.map(|of| ("power", column(|zone| band(of.band(zone)))));
    let beats = zones.heart_rate.map(|of| ("heart-rate", column(|zone| band(of.band(zone)))));
    let running = zones.run.map(|of| ("run-pace", column(|zone| pace(asker, Sport::Run, 1_000.0, of.band(zone)))));
    let swimming = zones.swim.map(|of| ("swim-pace", column(|zone| pace(asker, Sport::Swim, 100.0, of.band(zone)))));
    let columns: Vec<(&'static str, Vec<String>)> = [watts, beats, running, swimming].into_iter().flatten().collect();
    if columns.is_empty() {
        let set = button(voice, "help-set", "/help set");
        return Ok(vec![Reply::paragraph(voice.say(keys::ZONES_NONE, &[])).offering(vec![set])]);
    }
    let name = |column: &'static str| voice.say(keys::COLUMN, &[("column", column.into())]);
    let head = std::iter::once(name("zone")).chain(columns.iter().map(|(column, _)| name(column))).collect();
    let rows = Zone::ALL.iter().enumerate().map(|(at, zone)| {
        let cells = columns.iter().map(|(_, cells)| cells[at].clone());
        std::iter::once(zone.as_str().to_uppercase()).chain(cells).collect()
    });
    let table = Part::Table { head, rows: rows.collect() };
    Ok(vec![Reply::paragraph(voice.say(keys::ZONES_HEAD, &[])).and(table)])
}

/// What holds today.
pub(super) fn thresholds(asker: &Asker<'_>) -> Thresholds {
    let held = asker.member.thresholds().range(..=asker.today);
    held.fold(Thresholds::default(), |known, (_, set)| set.over(known))
}

fn column(cell: impl Fn(Zone) -> String) -> Vec<String> {
    Zone::ALL.iter().map(|zone| cell(*zone)).collect()
}

fn band(Band { low, high }: Band) -> String {
    format!("{low} – {high}")
}

fn pace(asker: &Asker<'_>, sport: Sport, metres: f64, PaceBand { fast, slow }: PaceBand) -> String {
    let of = |seconds: u16| asker.voice.pace(sport, metres, f64::from(seconds));
    format!("{} – {}", clock_of(of(fast), &of(slow)), of(slow))
}
