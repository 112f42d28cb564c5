//! What was trained, in words.

use domain::{
    units::{format_clock, format_distance, format_swim_distance},
    vocabulary::{Sport, Units},
    workout::{Source, WorkoutEvent, WorkoutFacts},
};

pub(super) fn sentence(event: &WorkoutEvent) -> String {
    match event {
        WorkoutEvent::WorkoutLogged { source, workout, .. } => {
            format!("{} was logged {}.", described(workout), from(source))
        }
        WorkoutEvent::WorkoutCorrected { workout } => {
            format!("The workout was corrected; it is now {}.", lower(&described(workout)))
        }
        WorkoutEvent::WorkoutVoided { reason: None } => "The workout was voided; it no longer counts.".to_owned(),
        WorkoutEvent::WorkoutVoided { reason: Some(reason) } => {
            format!("The workout was voided and no longer counts: \"{reason}\".")
        }
    }
}

fn described(workout: &WorkoutFacts) -> String {
    let what = match workout.sport {
        Sport::Swim => "A swim",
        Sport::Bike => "A ride",
        Sport::Run => "A run",
        Sport::Strength => "A strength session",
        Sport::Rest => "A day of rest",
        Sport::Other => "An activity",
        Sport::Multisport => "A multisport workout",
    };
    let mut text = if workout.race.is_some() { format!("{what} as a race") } else { what.to_owned() };
    if let Some(distance) = workout.distance_m {
        let metres = f64::from(distance.get());
        let swim = workout.sport == Sport::Swim;
        let print = if swim { format_swim_distance } else { format_distance };
        text.push_str(&format!(" of {}", print(metres, Units::Metric)));
    }
    text.push_str(&format!(" in {} on {}", format_clock(f64::from(workout.duration.active_s())), workout.local_date));
    text.extend(workout.zone.map(|zone| format!(", {zone}")));
    text.extend(workout.rpe.map(|rpe| format!(", effort {} of 10", rpe.get())));
    text
}

fn from(source: &Source) -> String {
    match source {
        Source::Typed => "by hand".to_owned(),
        Source::Api => "by a program".to_owned(),
        Source::File { name: Some(name), .. } => format!("from the file \"{name}\""),
        Source::File { name: None, .. } => "from a file".to_owned(),
    }
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
