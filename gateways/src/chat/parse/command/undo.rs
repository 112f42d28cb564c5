//! `/undo`, and what the button under a confirmation says: `/undo ID…`

use uuid::Uuid;

use super::{Args, Problem};
use crate::chat::parse::Said;

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let mut workouts = Vec::new();
    while let Some(word) = args.next() {
        workouts.push(Uuid::try_parse(word).map_err(|_| Problem::unexpected(word))?);
    }
    Ok(Said::Undo { workouts })
}
