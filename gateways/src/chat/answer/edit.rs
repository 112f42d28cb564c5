//! An edited message corrects what it logged: the same workouts, with the new facts.

use domain::{
    Command,
    ids::told_workout_id,
    ledger::Rejection,
    workout::{Standing, WorkoutCommand},
};
use jiff::civil::Date;
use uuid::Uuid;

use super::{
    log::{ask, facts, log_one, told},
    refused::refused,
};
use crate::chat::{
    Asker, ChatError, Content, Desk,
    parse::{Context, Heard, LogDraft, Said, Understanding, hear},
    reply::{Part, Reply, keys},
};

pub(in crate::chat) async fn edited(desk: &Desk, asker: &Asker<'_>, text: &str) -> Result<Vec<Reply>, ChatError> {
    let origin = asker.origin();
    match hear(text, &Context { today: first_day(asker), ..asker.context() }) {
        Heard::Said(Said::Log(draft)) => put(desk, asker, &origin, &[draft]).await,
        Heard::Said(Said::Told(Understanding::Understood(drafts))) => put(desk, asker, &origin, &drafts).await,
        Heard::Said(Said::Told(Understanding::Torn(torn))) => Ok(vec![ask(asker, &torn, first_day(asker))]),
        // Other things are done when they are said; changing the words later changes nothing.
        _ if standing(desk, asker, &origin, 0).await?.is_none() => Ok(vec![]),
        _ => Ok(vec![Reply::paragraph(asker.voice.say(keys::EDITED_TO_NOTHING, &[]))]),
    }
}

/// The member's day on which the message was sent first: a word changed days later moves no workout.
fn first_day(asker: &Asker<'_>) -> Date {
    match asker.incoming.content {
        Content::Edited { first_sent_at: Some(at), .. } => at.to_zoned(asker.zone.clone()).date(),
        _ => asker.today,
    }
}

/// Makes the log hold these workouts as those of a message, whatever it held before.
pub(super) async fn put(
    desk: &Desk,
    asker: &Asker<'_>,
    origin: &str,
    drafts: &[LogDraft],
) -> Result<Vec<Reply>, ChatError> {
    let (mut workouts, mut undone, mut corrected) = (Vec::new(), Vec::new(), false);
    for (number, draft) in drafts.iter().enumerate() {
        let workout_id = told_workout_id(asker.member_id, origin, number);
        match put_one(desk, asker, number, workout_id, draft).await? {
            Ok(put) => corrected |= put == Put::Corrected,
            Err(rejection) => return Ok(vec![refused(asker, &rejection)]),
        }
        workouts.push(workout_id);
    }
    for number in drafts.len().. {
        let Some(workout_id) = standing(desk, asker, origin, number).await? else { break };
        let void = WorkoutCommand::Void { workout_id, reason: None };
        if desk.order(asker, &format!("void-{number}"), Command::Workout(void)).await?.is_ok() {
            undone.push(workout_id);
        }
    }
    let mut reply = told(asker, drafts, workouts);
    if corrected {
        reply.parts[0] = Part::Paragraph(asker.voice.say(keys::CORRECTED, &[]));
    }
    reply.keeps.undone = undone;
    Ok(vec![reply])
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Put {
    Logged,
    Corrected,
}

/// Logged if that can be: told again after a crash, the ledger gives the answer of the first time, and what this very
/// message logged is not taken for something older.
async fn put_one(
    desk: &Desk,
    asker: &Asker<'_>,
    number: usize,
    workout_id: Uuid,
    draft: &LogDraft,
) -> Result<Result<Put, Rejection>, ChatError> {
    let known = pg::workout_now(&desk.pool, workout_id).await?;
    let workout = facts(asker, draft, known.facts());
    match log_one(desk, asker, number, workout_id, workout.clone()).await? {
        // Without an event, these very facts were in the log.
        Ok(0) => return Ok(Ok(Put::Corrected)),
        Ok(_) => return Ok(Ok(Put::Logged)),
        Err(rejection) if rejection.code == "workout.already-logged" => {}
        Err(rejection) => return Ok(Err(rejection)),
    }
    let correct = WorkoutCommand::Correct { workout_id, workout: Box::new(workout) };
    let corrected = desk.order(asker, &format!("correct-{number}"), Command::Workout(correct)).await?;
    Ok(corrected.map(|_| Put::Corrected))
}

/// The workout of this number that a message put into the log, if it is there.
async fn standing(desk: &Desk, asker: &Asker<'_>, origin: &str, number: usize) -> Result<Option<Uuid>, ChatError> {
    let workout_id = told_workout_id(asker.member_id, origin, number);
    let known = pg::workout_now(&desk.pool, workout_id).await?;
    Ok((known.standing() == Some(Standing::Counted)).then_some(workout_id))
}
