//! Workouts into the log: by `/log`, in one's own words, or after a question.

use domain::{
    Command,
    conversation::{OpenQuestion, Topic},
    ids::told_workout_id,
    ledger::Rejection,
    vocabulary::{Durations, Text, TimeZoneName},
    workout::{Source, WorkoutCommand, WorkoutFacts},
};
use jiff::{Timestamp, ToSpan, civil::Date, civil::time};
use uuid::Uuid;

use super::{choose::LEAVE, refused::refused};
use crate::chat::{
    Asker, ChatError, Desk,
    parse::{Choice, Context, LogDraft, Torn, Understanding, names_a_day, understand},
    reply::{Reply, asked, logged},
};

/// What a message told for the first time.
pub(super) async fn log(desk: &Desk, asker: &Asker<'_>, drafts: &[LogDraft]) -> Result<Vec<Reply>, ChatError> {
    let origin = asker.origin();
    let mut workouts = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        let workout_id = told_workout_id(asker.member_id, &origin, number);
        match log_one(desk, asker, number, workout_id, facts(asker, draft, None)).await? {
            Ok(_) => workouts.push(workout_id),
            // Its edited version came first and says more: there is nothing left to tell.
            Err(rejection) if rejection.code == "workout.already-logged" => return Ok(vec![]),
            Err(rejection) => {
                // Those before it are in the log, and have to be known for `/undo`.
                let logged = (!workouts.is_empty()).then(|| told(asker, &drafts[..number], workouts));
                return Ok(logged.into_iter().chain([refused(asker, &rejection)]).collect());
            }
        }
    }
    Ok(vec![told(asker, drafts, workouts)])
}

/// The confirmation. A question about a workout is answered by it, another one stays.
pub(super) fn told(asker: &Asker<'_>, drafts: &[LogDraft], workouts: Vec<Uuid>) -> Reply {
    let mut reply = logged(asker.voice, drafts, &workouts, asker.today);
    reply.keeps.logged = workouts;
    reply.keeps.closes = asker.talk.question().is_some_and(|question| question.topic == Topic::Workout);
    reply
}

/// The position at which it was logged, or 0 when the log held these very facts.
pub(super) async fn log_one(
    desk: &Desk,
    asker: &Asker<'_>,
    number: usize,
    workout_id: Uuid,
    workout: WorkoutFacts,
) -> Result<Result<u64, Rejection>, ChatError> {
    let log = WorkoutCommand::Log { workout_id, source: Source::Typed, workout: Box::new(workout) };
    desk.order(asker, &format!("log-{number}"), Command::Workout(log)).await
}

/// A question with its choices, each a line that reads back as the workouts it stands for. `asked_on` is the day that the
/// message calls today.
pub(super) fn ask(asker: &Asker<'_>, torn: &Torn, asked_on: Date) -> Reply {
    ask_about(asker, torn, said(asker), &asker.origin(), asked_on)
}

fn ask_about(asker: &Asker<'_>, torn: &Torn, about: &str, origin: &str, asked_on: Date) -> Reply {
    let line = |choice: &Choice| {
        let drafts: Vec<String> = choice.logs.iter().map(LogDraft::to_string).collect();
        Text::try_new(&drafts.join("\n"))
    };
    let question = OpenQuestion {
        topic: Topic::Workout,
        about: Text::try_new(about).ok(),
        origin: Text::try_new(origin).ok(),
        asked_on: Some(asked_on),
        choices: torn.choices.iter().map(line).chain([Text::try_new(LEAVE)]).filter_map(Result::ok).collect(),
    };
    asked(asker.voice, torn, asker.today).asking(question)
}

fn said<'a>(asker: &Asker<'a>) -> &'a str {
    match &asker.incoming.content {
        crate::chat::Content::Text { text, .. } | crate::chat::Content::Edited { text, .. } => text,
        _ => "",
    }
}

/// The workouts behind a choice. They were asked about and confirmed: what is doubted again is believed now.
pub(super) fn chosen_drafts(asker: &Asker<'_>, choice: &str) -> Vec<LogDraft> {
    let draft = |line: &str| match understand(line, &asker.context()) {
        Understanding::Understood(drafts) => drafts,
        Understanding::Torn(Torn { choices, .. }) => choices.into_iter().next().map(|one| one.logs).unwrap_or_default(),
        Understanding::NotAWorkout => vec![],
    };
    choice.lines().flat_map(draft).collect()
}

/// What was missing, typed: the text of before and this one, one behind the other, read anew. The workout belongs to the
/// day of the first, however late the second comes, unless the second names a day itself.
pub(in crate::chat) async fn completed(
    desk: &Desk,
    asker: &Asker<'_>,
    open: &OpenQuestion,
    text: &str,
) -> Result<Option<Vec<Reply>>, ChatError> {
    let (Some(about), Some(origin)) = (&open.about, &open.origin) else { return Ok(None) };
    let (now, asked_on) = (asker.context(), open.asked_on.unwrap_or(asker.today));
    let read_on = if names_a_day(text, &now) { asker.today } else { asked_on };
    let whole = format!("{about} {text}");
    match understand(&whole, &Context { today: read_on, ..now }) {
        Understanding::Understood(drafts) => super::edit::put(desk, asker, origin.as_str(), &drafts).await.map(Some),
        // Days later, half a workout that doesn't complete the other is half of a new one.
        Understanding::Torn(_)
            if asked_on < asker.today && matches!(understand(text, &now), Understanding::Torn(_)) =>
        {
            Ok(None)
        }
        Understanding::Torn(torn) => match understand(about.as_str(), &Context { today: asked_on, ..now }) {
            // It brought nothing: asked again, with nothing to drag along.
            Understanding::Torn(open) if open.question == torn.question && open.choices.len() >= torn.choices.len() => {
                Ok(Some(vec![ask_about(asker, &open, about.as_str(), origin.as_str(), asked_on)]))
            }
            _ => Ok(Some(vec![ask_about(asker, &torn, &whole, origin.as_str(), read_on)])),
        },
        Understanding::NotAWorkout => Ok(None),
    }
}

/// What the log holds of a draft. `known` is what it held before: the start is not moved without need.
pub(super) fn facts(asker: &Asker<'_>, draft: &LogDraft, known: Option<&WorkoutFacts>) -> WorkoutFacts {
    let utc = || TimeZoneName::try_new("UTC").ok();
    let known = known.filter(|known| known.local_date == draft.date);
    let zone = known.map(|known| &known.time_zone).or(asker.member.time_zone()).cloned().or_else(utc);
    WorkoutFacts {
        sport: draft.sport,
        start: known.map_or_else(|| start(asker, draft), |known| known.start),
        time_zone: zone.unwrap_or_else(|| unreachable!("UTC is a zone's name")),
        local_date: draft.date,
        duration: Durations::of_elapsed(draft.duration),
        distance_m: draft.distance,
        zone: draft.zone,
        rpe: draft.rpe,
        mood: draft.mood,
        aches: vec![],
        notes: draft.notes.clone(),
        weather: None,
        avg_heart_rate: draft.avg_heart_rate,
        max_heart_rate: draft.max_heart_rate,
        avg_power: draft.avg_power,
        normalized_power: None,
        ascent_m: None,
        legs: vec![],
        tags: vec![],
        race: None,
    }
}

/// Of today: it has just ended. Of another day: noon of it.
fn start(asker: &Asker<'_>, draft: &LogDraft) -> Timestamp {
    let at = |date: Date, clock| date.to_datetime(clock).to_zoned(asker.zone.clone()).map(|zoned| zoned.timestamp());
    let noon = at(draft.date, time(12, 0, 0, 0)).unwrap_or(asker.now);
    if draft.date != asker.today {
        return noon;
    }
    let began = asker.now.checked_sub(i64::from(draft.duration.get()).seconds()).unwrap_or(asker.now);
    if began.to_zoned(asker.zone.clone()).date() == draft.date {
        return began;
    }
    // It began before midnight, but counts for the day that was told.
    draft.date.to_zoned(asker.zone.clone()).map_or(asker.now, |midnight| midnight.timestamp())
}

/// The words for what the log holds.
pub(super) fn draft_of(facts: &WorkoutFacts) -> Option<LogDraft> {
    Some(LogDraft {
        sport: facts.sport,
        date: facts.local_date,
        duration: facts.duration.elapsed().or(facts.duration.timer()).or(facts.duration.moving())?,
        distance: facts.distance_m,
        zone: facts.zone,
        rpe: facts.rpe,
        mood: facts.mood,
        avg_heart_rate: facts.avg_heart_rate,
        max_heart_rate: facts.max_heart_rate,
        avg_power: facts.avg_power,
        notes: facts.notes.clone(),
    })
}
