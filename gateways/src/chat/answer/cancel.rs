//! `/cancel`: leaves the current question.

use crate::chat::{
    Asker,
    reply::{Reply, keys},
};

pub(super) fn cancel(asker: &Asker<'_>) -> Vec<Reply> {
    let key = if asker.talk.question().is_some() { keys::CANCELLED } else { keys::NOTHING_TO_CANCEL };
    vec![Reply::paragraph(asker.voice.say(key, &[])).closing()]
}
