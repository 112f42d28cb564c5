//! `/link [code]`

use domain::vocabulary::Text;

use super::{Args, Problem};
use crate::chat::parse::Said;

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let Some(code) = args.next() else { return Ok(Said::Link { code: None }) };
    let fits = code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let text = Text::try_new(code).ok().filter(|_| fits).ok_or_else(|| Problem::unexpected(code))?;
    Ok(Said::Link { code: Some(text) })
}
