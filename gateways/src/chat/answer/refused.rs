//! A refusal of the write side, in the person's language and with its code.

use domain::ledger::Rejection;

use super::rejected;
use crate::chat::{Asker, reply::Reply};

pub(super) fn refused(asker: &Asker<'_>, rejection: &Rejection) -> Reply {
    rejected(asker.voice, rejection)
}
