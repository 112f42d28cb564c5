//! `/checkin`: how the day is, on buttons. Each press is a reading of the day; the next one adds to it. On
//! another day they say nothing any more.

use super::Answer;
use crate::chat::{
    Asker,
    reply::{Button, Reply, keys},
};

pub(super) fn checkin(asker: &Asker<'_>) -> Answer {
    let label = |value: u8| asker.voice.say(keys::READINESS, &[("value", value.into())]);
    let rows = (1..=5_u8)
        .rev()
        .map(|value| vec![Button::saying(label(value), &format!("/fatigue {value} asked {}", asker.today))]);
    let question = Reply::paragraph(asker.voice.say(keys::CHECKIN_ASK, &[]));
    Ok(vec![rows.fold(question, Reply::offering)])
}

/// What else can be told of a day whose readiness is known.
pub(super) fn more(asker: &Asker<'_>, reply: Reply, readiness: u8) -> Reply {
    let (voice, today) = (asker.voice, asker.today);
    let row = |part: &'static str, values: std::ops::RangeInclusive<u8>| {
        let of = |value: u8| {
            let args = [("part", part.into()), ("value", value.to_string().into())];
            Button::saying(
                voice.say(keys::READING, &args),
                &format!("/fatigue {readiness} {part} {value} asked {today}"),
            )
        };
        values.map(of).collect::<Vec<_>>()
    };
    reply
        .offering(row("sleep", 5..=9))
        .offering(row("sore", 1..=5))
        .offering(vec![Button::saying(super::fatigue::ill(voice), &format!("/fatigue {readiness} ill asked {today}"))])
}
