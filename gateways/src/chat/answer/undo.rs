//! `/undo`: takes out of the log what this chat logged last; the button under a confirmation, what that confirmed.

use domain::{Command, workout::WorkoutCommand};
use uuid::Uuid;

use super::{log::draft_of, refused::refused};
use crate::chat::{
    Asker, ChatError, Desk,
    reply::{Reply, keys, took_back},
};

pub(super) async fn undo(desk: &Desk, asker: &Asker<'_>, named: Vec<Uuid>) -> Result<Vec<Reply>, ChatError> {
    let workouts = if named.is_empty() { asker.talk.last_logged(&asker.incoming.chat) } else { named };
    let (mut undone, mut drafts) = (Vec::new(), Vec::new());
    for (number, workout_id) in workouts.into_iter().enumerate() {
        let void = WorkoutCommand::Void { workout_id, reason: None };
        match desk.order(asker, &format!("undo-{number}"), Command::Workout(void)).await? {
            Ok(_) => {
                drafts.extend(pg::workout_now(&desk.pool, workout_id).await?.facts().and_then(draft_of));
                undone.push(workout_id);
            }
            // By another message or gateway; told again, this message gets what it got the first time.
            Err(rejection) if rejection.code == "workout.already-voided" => {}
            Err(rejection) => return Ok(vec![refused(asker, &rejection)]),
        }
    }
    if undone.is_empty() {
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::NOTHING_TO_UNDO, &[]))]);
    }
    let mut reply = took_back(asker.voice, &drafts, asker.today);
    reply.keeps.undone = undone;
    Ok(vec![reply])
}
