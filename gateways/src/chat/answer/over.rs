//! Buttons that were pressed on a later day than the one they asked about: nothing is done, and how to ask anew is told.

use jiff::civil::Date;

use super::Answer;
use crate::chat::{
    Asker,
    reply::{Reply, keys},
};

pub(super) fn over(asker: &Asker<'_>, question: &'static str, asked_on: Date) -> Answer {
    let date = asker.voice.date(asked_on, asker.today);
    let args = [("date", date.into()), ("question", question.into())];
    Ok(vec![Reply::paragraph(asker.voice.say(keys::QUESTION_OVER, &args))])
}
