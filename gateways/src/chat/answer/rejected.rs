//! A refused command, in the person's words.

use domain::ledger::Rejection;

use crate::chat::reply::{Button, Reply, Voice, keys};

/// What to do instead, and the code that finds the log line.
pub(in crate::chat) fn rejected(voice: Voice, rejection: &Rejection) -> Reply {
    let code = rejection.code.clone().into();
    let text = match voice.by_name(&format!("rejected.{}", rejection.code)) {
        Some(reason) => voice.say(keys::REJECTED, &[("code", code), ("reason", reason.into())]),
        None => voice.say(keys::REFUSED, &[("code", code)]),
    };
    let reply = Reply::paragraph(text);
    match rejection.code.as_str() {
        "plan.too-late-for-season" => reply.offering(vec![button(voice, "plan-block", "/plan block")]),
        "plan.too-few-days" | "plan.too-little-time" => {
            reply.offering(vec![button(voice, "plan-week", "/plan week new")])
        }
        _ => reply,
    }
}

/// A button of an answer, by the name that the texts know it by.
pub(super) fn button(voice: Voice, name: &'static str, command: &str) -> Button {
    Button::saying(voice.say(keys::ANSWER_BUTTON, &[("button", name.into())]), command)
}
