//! Words of care: what an athlete writes that must be answered with a fixed text before any model or rule speaks.
//!
//! An emergency sign suspends the plan until a person clears it; a caution takes the hard sessions away. Nothing here
//! diagnoses: a phrase is recognised, a message key comes back, and the text behind the key says what to do. All three
//! languages are looked for in every message, because people mix them. When in doubt, a sign is reported: one
//! answer too careful costs a sentence. What is known to be harmless is listed, language by language, in `phrases/`.
//!
//! To add a wording, give it a line in the language's file in `phrases/`, and a sentence to its tests.

mod pattern;
mod phrases;
mod scan;
mod sign;
mod text;

pub use scan::{signs_in, worst_sign};
pub use sign::{CareLevel, NOT_MEDICAL_ADVICE, Sign};
