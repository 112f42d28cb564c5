//! `/start [referral]`

use super::{Args, Problem};
use crate::chat::parse::Said;

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let referral = args.text()?;
    Ok(Said::Start { referral })
}
