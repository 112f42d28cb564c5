//! What was logged, read back.

use jiff::civil::Date;
use uuid::Uuid;

use crate::chat::{
    parse::LogDraft,
    reply::{Button, Part, Reply, Voice, keys},
};

/// The confirmation, with a button that takes back what it confirms, whatever was logged since.
pub fn logged(voice: Voice, logs: &[LogDraft], workouts: &[Uuid], today: Date) -> Reply {
    let head = voice.say(keys::LOGGED, &[("count", logs.len().into())]);
    let lines = logs.iter().map(|log| line(voice, log, today)).collect();
    let command = workouts.iter().fold("/undo".to_owned(), |command, workout| format!("{command} {workout}"));
    let undo = Button::saying(voice.say(keys::BUTTON_UNDO, &[]), &command);
    Reply::paragraph(head).and(Part::List(lines)).offering(vec![undo])
}

/// What was taken out of the log again.
pub fn took_back(voice: Voice, logs: &[LogDraft], today: Date) -> Reply {
    let lines = logs.iter().map(|log| line(voice, log, today)).collect();
    Reply::paragraph(voice.say(keys::TOOK_BACK, &[("count", logs.len().into())])).and(Part::List(lines))
}

pub fn not_a_workout(voice: Voice) -> Reply {
    Reply::paragraph(voice.say(keys::NOT_A_WORKOUT, &[]))
}

/// Everything that was understood, so that nothing is understood in silence.
pub(super) fn line(voice: Voice, log: &LogDraft, today: Date) -> String {
    let number = |key, value: u16| voice.say(key, &[("number", value.to_string().into())]);
    let mut parts = vec![voice.sport(log.sport), log.clock()];
    if let Some(metres) = log.distance.map(|distance| f64::from(distance.get())) {
        parts.push(voice.distance(log.sport, metres));
        parts.push(voice.pace(log.sport, metres, f64::from(log.duration.get())));
    }
    parts.extend(log.zone.map(|zone| zone.as_str().to_uppercase()));
    parts.extend(log.rpe.map(|rpe| number(keys::EFFORT, rpe.get().into())));
    parts.extend(log.avg_heart_rate.map(|rate| number(keys::HEART_RATE, rate.get().into())));
    parts.extend(log.max_heart_rate.map(|rate| format!("≤ {}", number(keys::HEART_RATE, rate.get().into()))));
    parts.extend(log.avg_power.map(|power| number(keys::POWER, power.get())));
    parts.extend(log.mood.map(|mood| voice.say(keys::MOOD, &[("mood", mood.as_str().into())])));
    if log.date != today {
        parts.push(voice.date(log.date, today));
    }
    parts.extend(log.notes.as_ref().map(|notes| voice.say(keys::NOTES, &[("text", notes.to_string().into())])));
    parts.join(" · ")
}
