//! A numbered button: what it means is said by the question that is open.

use domain::conversation::{OpenQuestion, Topic};

use super::{edit::put, log::chosen_drafts, onboarding::confirmed};
use crate::chat::{
    Asker, ChatError, Desk,
    reply::{Reply, keys},
};

pub(in crate::chat) async fn chosen(desk: &Desk, asker: &Asker<'_>, number: usize) -> Result<Vec<Reply>, ChatError> {
    let open = asker.talk.question();
    let Some((question, choice)) = open.and_then(|open| Some((open, open.choices.get(number)?.as_str()))) else {
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::NOTHING_ASKED, &[]))]);
    };
    match question.topic {
        Topic::Workout => workout(desk, asker, question, choice).await,
        Topic::ReadBack => confirmed(desk, asker).await,
        _ => Ok(vec![Reply::paragraph(asker.voice.say(keys::NOTHING_ASKED, &[]))]),
    }
}

/// The workouts behind the choice are those of the message that was asked about.
async fn workout(
    desk: &Desk,
    asker: &Asker<'_>,
    question: &OpenQuestion,
    choice: &str,
) -> Result<Vec<Reply>, ChatError> {
    let own = asker.origin();
    let origin = question.origin.as_ref().map_or(own.as_str(), |origin| origin.as_str());
    put(desk, asker, origin, &chosen_drafts(asker, choice)).await
}
