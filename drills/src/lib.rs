//! Fault drills: the real program's roles as processes of their own, on private engines, under load, while one thing
//! after the other is killed, stopped or taken away.
//!
//! A drill proves two things: that the fault happened in the worst moment (with work in hand), and that afterwards the
//! ledger keeps what it promises.
//!
//! - `stage`: engines, processes and load of one drill. `process`: one role that can be killed.
//! - `load`: callers who never stop handing in commands, and who remember what they were told.
//! - `drill`: one file a drill. A new one is a file there and a line in its list.
//! - `judge`: what is held true after every drill.

mod drill;
mod error;
mod judge;
mod late;
mod load;
mod process;
mod report;
mod stage;
mod until;

pub use drill::Drill;
pub use drill::run;
pub use error::DrillError;
pub use report::{Report, table};
pub use stage::{Form, Setting};
