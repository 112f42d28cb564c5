//! A question about a workout, with what can be answered on buttons.

use domain::{units::format_clock, vocabulary::Sport};
use jiff::civil::Date;

use crate::chat::{
    parse::{Choice, Measure, Question, Torn},
    reply::{Button, Reply, Voice, keys},
};

pub fn asked(voice: Voice, torn: &Torn, today: Date) -> Reply {
    let mut reply = Reply::paragraph(question(voice, &torn.question, !torn.choices.is_empty()));
    let whole = torn.choices.len() == 1 && torn.question == Question::IsThisRight;
    for (number, choice) in torn.choices.iter().enumerate() {
        reply = reply.offering(vec![Button::choosing(label(voice, choice, today), number)]);
    }
    if whole {
        reply = reply.and(crate::chat::reply::Part::List(lines(voice, &torn.choices[0], today)));
        reply.buttons = vec![vec![Button::choosing(voice.say(keys::BUTTON_YES, &[]), 0)]];
    }
    // Behind the choices: leaves this question and no later one.
    reply.offering(vec![Button::choosing(voice.say(keys::BUTTON_CANCEL, &[]), torn.choices.len())])
}

pub(super) fn question(voice: Voice, question: &Question, choices: bool) -> String {
    match *question {
        Question::WhichSport => voice.say(keys::ASK_WHICH_SPORT, &[]),
        Question::HowLong { sport, metres: Some(metres) } => {
            voice.say(keys::ASK_HOW_LONG_DISTANCE, &[("distance", voice.distance(sport, metres).into())])
        }
        Question::HowLong { metres: None, .. } => voice.say(keys::ASK_HOW_LONG, &[]),
        Question::WhichDay => voice.say(keys::ASK_WHICH_DAY, &[]),
        Question::WhichReading => voice.say(keys::ASK_WHICH_READING, &[]),
        Question::IsThisRight => voice.say(keys::ASK_IS_THIS_RIGHT, &[]),
        Question::Implausible { sport, metres, seconds } => implausible(voice, sport, metres, seconds, choices),
        Question::Contradiction => voice.say(keys::ASK_CONTRADICTION, &[]),
        Question::OutOfRange { what, given, min, max } => out_of_range(voice, what, [given, min, max]),
    }
}

fn implausible(voice: Voice, sport: Sport, metres: f64, seconds: f64, choices: bool) -> String {
    let key = if choices { keys::ASK_IMPLAUSIBLE_CHOICE } else { keys::ASK_IMPLAUSIBLE };
    let distance = voice.distance(sport, metres);
    voice.say(key, &[("distance", distance.into()), ("time", format_clock(seconds).into())])
}

fn out_of_range(voice: Voice, what: Measure, [given, min, max]: [f64; 3]) -> String {
    let number = |value| voice.number(value, 2).into();
    let args = [("what", what.as_str().into()), ("given", number(given)), ("min", number(min)), ("max", number(max))];
    voice.say(keys::ASK_OUT_OF_RANGE, &args)
}

fn lines(voice: Voice, choice: &Choice, today: Date) -> Vec<String> {
    choice.logs.iter().map(|log| super::log::line(voice, log, today)).collect()
}

/// Buttons are short: the workouts without their notes.
fn label(voice: Voice, choice: &Choice, today: Date) -> String {
    let bare = Choice {
        logs: choice.logs.iter().map(|log| crate::chat::parse::LogDraft { notes: None, ..log.clone() }).collect(),
    };
    lines(voice, &bare, today).join(" + ")
}
