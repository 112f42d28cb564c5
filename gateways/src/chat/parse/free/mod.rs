//! Workouts told in one's own words, in English, Spanish or Russian.
//!
//! A text becomes tokens (`token`), tokens become facts (`read`, and a file for each kind: `amount`, `clock`, `day`, `label`),
//! facts are shared out among workouts (`segment`), and every way to read the numbers of a workout is weighed
//! against what a body can do (`reading`, `plausible`). One way left: understood. More or none: a question.
//! What a message is about at all is decided in `intent`.

mod amount;
mod assemble;
mod clock;
mod day;
mod details;
mod fact;
mod intent;
mod label;
mod line;
mod note;
mod plausible;
mod question;
mod read;
mod reading;
mod segment;
mod token;

use self::{
    assemble::{Assembled, assemble, days_of},
    intent::{Intent, intent},
    segment::segments,
};
use super::{Context, LogDraft};

pub(super) use self::{
    details::Details,
    fact::{Amount, Fact},
    line::Line,
    plausible::is_plausible,
    reading::distance,
    token::Kind,
};
pub use question::{Choice, Measure, Question, Torn, Understanding};

/// Longer texts are stories. What is read of a workout is found in far less.
const LONGEST: usize = 2_000;
/// More buttons than this are no help.
const MOST_CHOICES: usize = 6;

/// What a text tells of workouts.
pub fn understand(text: &str, context: &Context<'_>) -> Understanding {
    if text.chars().count() > LONGEST {
        return Understanding::NotAWorkout;
    }
    let line = Line::new(text, context);
    let facts = line.facts();
    let (facts, sure) = match intent(&line, facts) {
        Intent::Nothing => return Understanding::NotAWorkout,
        Intent::Workout(facts) => (facts, true),
        Intent::Hedged(facts) => (facts, false),
    };
    let segments = segments(&line, &facts);
    let assembled: Vec<Assembled> = match days_of(&segments, context.today) {
        Ok(days) => segments.iter().zip(&days).map(|(one, days)| assemble(&line, &facts, one, days)).collect(),
        Err(question) => return torn(question, Vec::new()),
    };
    let question = assembled.iter().find_map(|one| one.question.clone());
    let choices = choices(&assembled);
    match (question, sure) {
        (None, true) => Understanding::Understood(choices.into_iter().next().unwrap_or_default()),
        (None, false) => torn(Question::IsThisRight, choices),
        (Some(question), _) => torn(question, choices),
    }
}

/// Whether a text says on which day something was.
pub fn names_a_day(text: &str, context: &Context<'_>) -> bool {
    Line::new(text, context).facts().iter().any(|found| matches!(found.fact, Fact::Days(_)))
}

fn torn(question: Question, choices: Vec<Vec<LogDraft>>) -> Understanding {
    let choices = choices.into_iter().map(|logs| Choice { logs }).collect();
    Understanding::Torn(Torn { question, choices })
}

/// Every way to put the workouts together; none when one of them has no reading.
fn choices(assembled: &[Assembled]) -> Vec<Vec<LogDraft>> {
    let mut choices: Vec<Vec<LogDraft>> = vec![vec![]];
    for one in assembled {
        let with = |logs: &Vec<LogDraft>| {
            let logs = logs.clone();
            one.drafts.iter().map(move |draft| [logs.clone(), vec![draft.clone()]].concat()).collect::<Vec<_>>()
        };
        choices = choices.iter().flat_map(with).take(MOST_CHOICES).collect();
    }
    choices
}
