//! From what was told about one workout to what can be logged of it.

use domain::vocabulary::Sport;
use jiff::civil::Date;

use super::{
    details::Details,
    fact::{Amount, Fact, Found},
    line::Line,
    note::note,
    question::Question,
    reading::{Readings, readings},
    segment::Segment,
};
use crate::chat::parse::LogDraft;

/// The sports that are offered when none was named.
const OFFERED: [Sport; 5] = [Sport::Run, Sport::Bike, Sport::Swim, Sport::Strength, Sport::Other];

/// One workout, or a question with the workouts it may have been.
pub(super) struct Assembled {
    pub(super) question: Option<Question>,
    pub(super) drafts: Vec<LogDraft>,
}

impl Assembled {
    fn asking(question: Question) -> Self {
        Self { question: Some(question), drafts: Vec::new() }
    }
}

pub(super) fn assemble(line: &Line<'_>, facts: &[Found], segment: &Segment<'_>, days: &[Date]) -> Assembled {
    match segment.sport {
        Some(Sport::Multisport) | None => {
            let offered = OFFERED.iter().map(|&sport| of_sport(line, facts, segment, sport, days));
            let sure = offered.filter(|assembled| assembled.question.is_none());
            Assembled { question: Some(Question::WhichSport), drafts: sure.flat_map(|sure| sure.drafts).collect() }
        }
        Some(sport) => of_sport(line, facts, segment, sport, days),
    }
}

fn of_sport(line: &Line<'_>, facts: &[Found], segment: &Segment<'_>, sport: Sport, days: &[Date]) -> Assembled {
    let amounts: Vec<&Amount> = segment.amounts().collect();
    let details = match Details::of(&segment.facts) {
        Ok(details) => details,
        Err(question) => return Assembled::asking(question),
    };
    let (readings, question) = match readings(sport, &amounts, line.context.units) {
        Readings::One(reading) => (vec![reading], None),
        Readings::Several(readings) => (readings, Some(Question::WhichReading)),
        Readings::None(question) => return Assembled::asking(question),
    };
    let notes = note(line, facts, segment);
    let mut drafts: Vec<LogDraft> = Vec::new();
    for reading in &readings {
        for &date in days {
            let draft = LogDraft {
                distance: reading.distance,
                zone: details.zone,
                rpe: details.rpe,
                mood: details.mood,
                avg_heart_rate: details.avg_heart_rate,
                max_heart_rate: details.max_heart_rate,
                avg_power: details.avg_power,
                notes: notes.clone(),
                ..LogDraft::new(sport, date, reading.duration)
            };
            if !drafts.contains(&draft) {
                drafts.push(draft);
            }
        }
    }
    let question = question.or_else(|| (days.len() > 1).then_some(Question::WhichDay));
    Assembled { question, drafts }
}

/// The days each workout may have been on: its own, or those of the workout before it, or the first that is named.
pub(super) fn days_of(segments: &[Segment<'_>], today: Date) -> Result<Vec<Vec<Date>>, Question> {
    let own: Vec<Option<Vec<Date>>> = segments.iter().map(own_days).collect::<Result<_, _>>()?;
    let mut current = own.iter().flatten().next().cloned().unwrap_or_else(|| vec![today]);
    Ok(own
        .into_iter()
        .map(|days| {
            current = days.unwrap_or_else(|| current.clone());
            current.clone()
        })
        .collect())
}

fn own_days(segment: &Segment<'_>) -> Result<Option<Vec<Date>>, Question> {
    let mut days: Option<Vec<Date>> = None;
    for found in &segment.facts {
        let Fact::Days(told) = &found.fact else { continue };
        // "Monday 12 May": the second says which Monday.
        let both: Vec<Date> = match &days {
            Some(days) => days.iter().filter(|day| told.contains(day)).copied().collect(),
            None => told.clone(),
        };
        if both.is_empty() {
            return Err(Question::WhichDay);
        }
        days = Some(both);
    }
    Ok(days)
}
