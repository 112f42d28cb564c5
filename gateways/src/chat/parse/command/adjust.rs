//! `/adjust`, and what its buttons say: `/adjust accept ID`, `/adjust undo ID`

use uuid::Uuid;

use super::{Args, Problem};
use crate::chat::parse::Said;

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let Some(verb) = args.next() else { return Ok(Said::Adjust) };
    let said: fn(Uuid) -> Said = match verb.to_lowercase().as_str() {
        "accept" => Said::AdjustAccept,
        "undo" => Said::AdjustUndo,
        _ => return Err(Problem::unexpected(verb)),
    };
    let id = args.required()?;
    Uuid::try_parse(id).map(said).map_err(|_| Problem::unexpected(id))
}
