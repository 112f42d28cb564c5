//! `/forget`, and once it is clear what goes, `/forget yes`

use super::{Args, Problem};
use crate::chat::{parse::Said, words::plain_text};

const YES: &[&str] = &["yes", "si", "да"];

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    match args.next() {
        None => Ok(Said::Forget),
        Some(word) if YES.contains(&plain_text(word).as_str()) => {
            Ok(Said::ForgetConfirmed { asked_on: args.asked_on()? })
        }
        Some(word) => Err(Problem::unexpected(word)),
    }
}
