//! The wordings, one file a language. Accents, capitals and apostrophes are left out (see `text.rs`); the notation is
//! in `pattern.rs`.

mod english;
mod russian;
mod spanish;

use super::sign::Sign;

/// What is known of one language.
pub(super) struct Phrases {
    /// What each sign sounds like.
    pub(super) signs: &'static [(Sign, &'static [&'static str])],
    /// Sayings and things that only sound like one; taken out before the signs are looked for. Written without gaps,
    /// so that nothing else is taken out with them.
    pub(super) harmless: &'static [&'static str],
    /// Words that deny what follows them.
    pub(super) negators: &'static [&'static str],
    /// Words up to two places in front of a negator that take its force away ("чуть не": almost).
    pub(super) unless_after: &'static [&'static str],
    /// Words that may stand between a negator and what it denies.
    pub(super) fillers: &'static [&'static str],
    /// Words that deny what stands before them, at the end of a clause.
    pub(super) closers: &'static [&'static str],
}

pub(super) static LANGUAGES: [Phrases; 3] = [english::PHRASES, spanish::PHRASES, russian::PHRASES];
