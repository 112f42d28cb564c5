//! Answers as data.
