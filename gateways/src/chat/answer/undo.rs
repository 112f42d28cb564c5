//! `/undo`: takes out of the log what this chat logged last.

use domain::{Command, workout::WorkoutCommand};

use super::{log::draft_of, refused::refused};
use crate::chat::{
    Asker, ChatError, Desk,
    reply::{Reply, keys, took_back},
};

pub(super) async fn undo(desk: &Desk, asker: &Asker<'_>) -> Result<Vec<Reply>, ChatError> {
    let workouts = asker.talk.last_logged(&asker.incoming.chat);
    if workouts.is_empty() {
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::NOTHING_TO_UNDO, &[]))]);
    }
    let mut drafts = Vec::new();
    for (number, &workout_id) in workouts.iter().enumerate() {
        let void = WorkoutCommand::Void { workout_id, reason: None };
        match desk.order(asker, &format!("undo-{number}"), Command::Workout(void)).await? {
            Err(rejection) if rejection.code != "workout.already-voided" => {
                return Ok(vec![refused(asker, &rejection)]);
            }
            _ => drafts.extend(pg::workout_now(&desk.pool, workout_id).await?.facts().and_then(draft_of)),
        }
    }
    let mut reply = took_back(asker.voice, &drafts, asker.today);
    reply.keeps.undone = workouts;
    Ok(vec![reply])
}
