//! `/injury BODYPART SEVERITY [note]`, `/injury healed BODYPART`

use domain::vocabulary::InjurySeverity;

use super::{Args, Problem, args::whole};
use crate::chat::{parse::Said, words::plain_text};

const HEALED: &[&str] = &["healed", "curada", "curado", "прошла", "прошло", "зажила", "вылечена"];

pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    if args.peek().is_some_and(|word| HEALED.contains(&plain_text(word).as_str())) {
        args.next();
        return Ok(Said::InjuryHealed { body_part: args.words(|words| words.body_parts)? });
    }
    let body_part = args.words(|words| words.body_parts)?;
    let given = args.required()?;
    // "4/10" is how doctors ask for it.
    let number = given.strip_suffix("/10").unwrap_or(given);
    let severity = whole(number).and_then(|number| InjurySeverity::try_new(number).ok());
    let severity = severity.ok_or_else(|| Problem::unexpected(given))?;
    Ok(Said::Injury { body_part, severity, note: args.text()? })
}
