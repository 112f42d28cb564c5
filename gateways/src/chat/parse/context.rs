//! What must be known of a member to read their messages.

use domain::vocabulary::{Language, Units};
use jiff::civil::Date;

/// Arguments, all of them: the same text on the same day is always read in the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context<'a> {
    /// The member's local date.
    pub today: Date,
    pub units: Units,
    pub language: Language,
    /// Our name where bots have one, without the `@`.
    pub bot: Option<&'a str>,
}
