//! The program as a person meets it: started, asked, disturbed, stopped.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should say where")]

mod asking;
mod athlete;
mod bench;
mod chat;
mod coach;
mod end_to_end;
mod exports;
mod fuzz;
mod readers;
mod rooms;
mod running;
mod stopping;
mod talking;
mod tokens;
mod up;
mod walk;
