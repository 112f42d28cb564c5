//! What the other rooms' tests stand on: a ledger of their own on engines that the
//! whole test run shares, and tools to wait for things and to break connections.
//!
//! ```no_run
//! # #[tokio::main] async fn main() {
//! let ledger = testkit::Ledger::new().await;
//! sqlx::query("select 1").execute(&ledger.pool).await.unwrap();
//! # }
//! ```
//!
//! The first test of a run starts a keeper process (`keeper`) that owns the engines;
//! every test process holds a connection to it (`lease`). When the run is over the
//! keeper ends the engines and deletes their data. Where the keeper's program has not
//! been built, the test process runs the engines itself (`run`).

mod broker;
mod chaos;
mod cluster;
mod eventually;
mod janitor;
mod keeper;
mod lease;
mod ledger;
mod place;
mod run;
mod streams;
mod sweep;
pub mod telegram;
mod template;

pub use broker::Broker;
pub use chaos::ChaosProxy;
pub use cluster::Cluster;
pub use eventually::eventually;
pub use ledger::Ledger;
pub use place::engine_settings;

/// For the keeper's own program alone.
#[doc(hidden)]
pub use keeper::keep;
