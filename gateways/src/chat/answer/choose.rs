//! A numbered button: what it means is said by the question that it belongs to, for as long as that is open.

use domain::conversation::{OpenQuestion, Topic};

use super::{cancel::cancel, edit::put, log::chosen_drafts, onboarding};
use crate::chat::{
    Asker, ChatError, Desk,
    reply::{Mark, Reply, keys},
};

/// What leaves a question about a workout, among its choices.
pub(super) const LEAVE: &str = "/cancel";

pub(in crate::chat) async fn chosen(
    desk: &Desk,
    asker: &Asker<'_>,
    question: Mark,
    number: usize,
) -> Result<Vec<Reply>, ChatError> {
    let Some((open, choice)) = open(asker, question, number) else {
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::NOTHING_ASKED, &[]))]);
    };
    match open.topic {
        Topic::Workout if choice == LEAVE => Ok(cancel(asker)),
        Topic::Workout => workout(desk, asker, open, choice).await,
        Topic::Onboarding | Topic::Update => onboarding::typed(desk, asker, open, choice)
            .await
            .map(|answered| answered.unwrap_or_else(|again| vec![again])),
        Topic::ReadBack => onboarding::confirmed(desk, asker).await,
        _ => Ok(vec![Reply::paragraph(asker.voice.say(keys::NOTHING_ASKED, &[]))]),
    }
}

/// A button under a question that is answered must not answer the one that is open now.
fn open<'a>(asker: &Asker<'a>, question: Mark, number: usize) -> Option<(&'a OpenQuestion, &'a str)> {
    let asked_to = asker.talk.asked_to()?;
    let open = asker.talk.question().filter(|_| Mark::of(asked_to.as_str()) == question)?;
    Some((open, open.choices.get(number)?.as_str()))
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
