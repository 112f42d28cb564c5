//! The only clock and the only source of ids and secrets. Everything else is handed them.

use commands::Environment;

#[expect(clippy::disallowed_methods, reason = "this is where time and ids enter the program")]
pub(crate) fn real() -> Environment {
    Environment { now: jiff::Timestamp::now, new_id: uuid::Uuid::now_v7, build: env!("PACELEDGER_BUILD") }
}

/// What a token is made of, from the operating system.
pub(crate) fn random() -> anyhow::Result<[u8; 40]> {
    let mut bytes = [0; 40];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("the system gives no random bytes: {error}"))?;
    Ok(bytes)
}
