//! The only clock and the only source of ids. Everything else is handed them.

use commands::Environment;

#[expect(clippy::disallowed_methods, reason = "this is where time and ids enter the program")]
pub(crate) fn real() -> Environment {
    Environment { now: jiff::Timestamp::now, new_id: uuid::Uuid::now_v7, build: env!("PACELEDGER_BUILD") }
}
