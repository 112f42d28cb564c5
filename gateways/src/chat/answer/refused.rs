//! A refusal of the write side, in the person's language and with its code.

use domain::ledger::Rejection;

use crate::chat::{
    Asker,
    reply::{Reply, keys},
};

pub(super) fn refused(asker: &Asker<'_>, rejection: &Rejection) -> Reply {
    Reply::paragraph(asker.voice.say(keys::REFUSED, &[("code", rejection.code.clone().into())]))
}
