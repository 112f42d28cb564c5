//! A session as people read it.

use domain::{
    plan::{Message, Session, Step, Target},
    units::format_clock,
    vocabulary::Sport,
};
use jiff::civil::Date;
use projections::plans::{PlannedSession, State};

use super::rejected::button;
use crate::chat::reply::{Button, Part, Voice, keys};

/// A session in one line: day, what, how long, how hard, and what became of it.
pub(in crate::chat) fn line(voice: Voice, planned: &PlannedSession, today: Date) -> String {
    format!("{} · {}", voice.date(planned.session.date, today), of_day(voice, planned))
}

/// The same under a head that names the day.
pub(super) fn of_day(voice: Voice, planned: &PlannedSession) -> String {
    let mut line = what(voice, &planned.session);
    let state = match planned.state {
        State::Planned => return line,
        State::Moved => "moved",
        State::Done => "done",
        State::Skipped => "skipped",
        State::Missed => "missed",
    };
    line.push_str(" · ");
    line.push_str(&voice.say(keys::SESSION_STATE, &[("state", state.into())]));
    line
}

pub(super) fn bare_line(voice: Voice, session: &Session, today: Date) -> String {
    format!("{} · {}", voice.date(session.date, today), what(voice, session))
}

/// Without its day.
pub(super) fn what(voice: Voice, session: &Session) -> String {
    let key = if session.is_eased() { keys::WORKOUT_EASED } else { keys::WORKOUT_KIND };
    let kind = voice.say(key, &[("kind", session.workout.as_str().into())]);
    let mut parts = vec![
        format!("{}: {kind}", voice.sport(session.sport)),
        minutes(voice, session.minutes.into()),
        session.zone.as_str().to_uppercase(),
    ];
    // Nobody plans to the metre.
    parts.extend(session.metres.map(|metres| voice.distance(session.sport, f64::from((metres + 50) / 100 * 100))));
    parts.join(" · ")
}

/// A day that a line begins with: in Spanish and Russian its name is small elsewhere.
pub(super) fn capital(day: &str) -> String {
    let mut letters = day.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub(super) fn minutes(voice: Voice, minutes: u32) -> String {
    voice.say(keys::MINUTES, &[("number", minutes.to_string().into())])
}

/// What it is for, why it is not what it would have been, and how it is built.
pub(super) fn details(voice: Voice, session: &Session) -> Vec<Part> {
    let mut parts = vec![Part::Paragraph(voice.say(keys::PURPOSE, &[("purpose", purpose(session).into())]))];
    if let Some(note) = &session.note {
        let note = note.key.strip_prefix("note.").unwrap_or(&note.key).to_owned();
        parts.push(Part::Paragraph(voice.say(keys::SESSION_NOTE, &[("note", note.into())])));
    }
    if !session.steps.is_empty() {
        parts.push(Part::List(session.steps.iter().map(|step| step_line(voice, session.sport, step)).collect()));
    }
    parts
}

/// The planner's key without its sport, but where the sport has a sentence of its own.
fn purpose(session: &Session) -> String {
    let Message { key, .. } = &session.purpose;
    let word = key.rsplit('.').next().unwrap_or_default();
    match (word, session.sport) {
        ("long", Sport::Bike) => "long-bike".to_owned(),
        ("intervals", Sport::Swim) => "intervals-swim".to_owned(),
        _ => word.to_owned(),
    }
}

fn step_line(voice: Voice, sport: Sport, step: &Step) -> String {
    let part = voice.say(keys::STEP_PART, &[("part", step.part.as_str().into())]);
    let bout = format_clock(f64::from(step.seconds));
    let bouts = if step.times > 1 { format!("{} × {bout}", step.times) } else { bout };
    let mut line = format!("{part}: {bouts} {}", step.zone.as_str().to_uppercase());
    if let Some(target) = step.target {
        line.push_str(&format!(" ({})", aim(voice, sport, target)));
    }
    if step.times > 1 && step.recovery_s > 0 {
        let clock = format_clock(f64::from(step.recovery_s));
        line.push_str(&format!(", {}", voice.say(keys::RECOVERY, &[("clock", clock.into())])));
    }
    line
}

fn aim(voice: Voice, sport: Sport, target: Target) -> String {
    let span = |low: String, high: String| if low == high { low } else { format!("{low} – {high}") };
    let number = |key, value: u16| voice.say(key, &[("number", value.to_string().into())]);
    match target {
        Target::Watts { low, high } => span(low.to_string(), number(keys::POWER, high)),
        Target::HeartRate { low, high } => span(low.to_string(), number(keys::HEART_RATE, high)),
        Target::RunPace { fast_s, slow_s } => {
            let pace = |seconds: u16| voice.pace(sport, 1_000.0, f64::from(seconds));
            span(clock_of(pace(fast_s), &pace(slow_s)), pace(slow_s))
        }
        Target::SwimPace { fast_s, slow_s } => {
            let pace = |seconds: u16| voice.pace(sport, 100.0, f64::from(seconds));
            span(clock_of(pace(fast_s), &pace(slow_s)), pace(slow_s))
        }
    }
}

/// The unit once, behind the slower: a line of a telephone is short.
pub(super) fn clock_of(fast: String, slow: &str) -> String {
    if fast == slow { fast } else { fast.split(' ').next().unwrap_or_default().to_owned() }
}

/// Done, skip, move. They name the session itself: a list that has changed since makes no other session of it.
pub(in crate::chat) fn buttons(voice: Voice, session: &Session) -> Vec<Button> {
    let press = |name, command: &str| button(voice, name, &format!("/{command} {}", session.id));
    let mut buttons = vec![press("done", "done"), press("skip", "skip")];
    if !session.is_race() {
        buttons.push(press("move", "move"));
    }
    buttons
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        plan::WorkoutKind,
        vocabulary::{Language, Units, Zone},
    };
    use jiff::civil::date;
    use uuid::Uuid;

    fn told(language: Language, session: &Session) -> String {
        what(Voice { language, units: Units::Metric }, session)
    }

    #[test]
    fn a_session_that_was_made_easy_is_called_what_it_is_now_in_every_language() {
        let mut session = Session::new(Uuid::nil(), date(2025, 5, 19), Sport::Bike, WorkoutKind::Vo2, Zone::Z5, 30);
        assert_eq!(told(Language::English, &session), "Bike: VO2 max · 30 min · Z5");
        session.ease();
        assert_eq!(told(Language::English, &session), "Bike: easy instead of VO2 max · 30 min · Z2");
        assert_eq!(told(Language::Spanish, &session), "Bici: suave en vez de VO2 máx · 30 min · Z2");
        assert_eq!(told(Language::Russian, &session), "Велосипед: легко вместо МПК · 30 мин · Z2");
    }

    #[test]
    fn a_sport_that_has_a_purpose_of_its_own_is_told_it() {
        let of = |sport, key: &str| {
            let mut session = Session::new(Uuid::nil(), date(2025, 5, 19), sport, WorkoutKind::Long, Zone::Z2, 90);
            session.purpose = Message::new(key, "");
            purpose(&session)
        };
        assert_eq!(of(Sport::Bike, "purpose.bike.long"), "long-bike");
        assert_eq!(of(Sport::Run, "purpose.run.long"), "long");
        assert_eq!(of(Sport::Swim, "purpose.swim.intervals"), "intervals-swim");
        assert_eq!(of(Sport::Run, "purpose.run.intervals"), "intervals");
    }

    #[test]
    fn what_was_easy_anyway_keeps_its_name() {
        for kind in [WorkoutKind::Long, WorkoutKind::Endurance, WorkoutKind::Technique, WorkoutKind::RacePace] {
            let session = Session::new(Uuid::nil(), date(2025, 5, 19), Sport::Run, kind, Zone::Z2, 30);
            assert!(!told(Language::English, &session).contains("instead"), "{kind}");
        }
    }
}
