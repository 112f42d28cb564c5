//! Pictures as their readers get them.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod colours;
mod content;
mod golden;
mod png;
mod properties;
mod samples;
