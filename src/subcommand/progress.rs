//! How far a long work has come: one line on standard error, and only when somebody looks at a terminal.

use std::io::{IsTerminal, Write, stderr};

pub(crate) fn show(what: &str, done: u64, total: u64) {
    let mut stderr = stderr();
    if stderr.is_terminal() && total > 0 {
        let end = if done >= total { "\n" } else { "" };
        // Nobody is the worse off when a progress line can't be written.
        let _ = write!(stderr, "\r{what}: {done} of {total} ({} %){end}", done * 100 / total);
    }
}
