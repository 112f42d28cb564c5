//! What a session is for, in a sentence.

use crate::{
    plan::{Message, Session, Tag, WorkoutKind},
    vocabulary::Sport,
};

pub(super) fn purpose(session: &Session) -> Message {
    let (word, text) = sentence(session);
    Message::new(format!("purpose.{}.{word}", session.sport), text).with("minutes", session.minutes)
}

fn sentence(session: &Session) -> (&'static str, &'static str) {
    if session.has(Tag::Substitute) {
        return ("substitute", "Keeps your fitness while what hurts gets its rest.");
    }
    if session.has(Tag::Downgraded) {
        return ("downgraded", "Easy instead of hard, so that what you did before can take effect.");
    }
    match (session.workout, session.sport) {
        (WorkoutKind::Recovery, _) => ("recovery", "Loosens you up; slower is better."),
        (WorkoutKind::Long, Sport::Bike) => ("long", "Builds the endurance that a long day in the saddle asks for."),
        (WorkoutKind::Long, _) => ("long", "Builds endurance and legs that hold for the distance."),
        (WorkoutKind::Technique, _) => ("technique", "Better technique: the cheapest speed there is in water."),
        (WorkoutKind::Tempo, _) => ("tempo", "Gets you used to a steady pace that is no longer easy."),
        (WorkoutKind::RacePace, _) => ("race-pace", "Teaches you the pace of your race."),
        (WorkoutKind::Threshold, _) => ("threshold", "Raises the pace that you can hold for an hour."),
        (WorkoutKind::Intervals, Sport::Swim) => ("intervals", "Raises the speed that you can hold in water."),
        (WorkoutKind::Intervals, _) => ("intervals", "Makes you faster in bouts that are hard and even."),
        (WorkoutKind::Repetitions, _) => {
            ("repetitions", "Fast and relaxed: speed and form, with full rest in between.")
        }
        (WorkoutKind::Vo2, _) => ("vo2", "Raises your oxygen uptake, the ceiling of everything else."),
        (WorkoutKind::Sharpening, _) => ("sharpening", "Short and sharp: keeps you fast while you rest for the race."),
        (WorkoutKind::Race, _) => ("race", "Race day."),
        (WorkoutKind::Endurance, _) => ("endurance", "Easy endurance: the base that the rest stands on."),
    }
}
