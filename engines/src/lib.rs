//! Private PostgreSQL and NATS for one machine: found or installed, started,
//! watched and stopped, so that nobody has to run a service by hand.
//!
//! [`start`] takes a data folder for this process alone; [`open`] attaches to the
//! process that already runs there, or starts the engines for itself. What the
//! caller names by address ([`Settings::database_url`], [`Settings::nats_url`]) is
//! never started here.
//!
//! The way through the files: `settings` → `find` (cache, `install`, `search`) →
//! `layout` and `lock` → `postgres` and `nats` → `engines`. Every child process goes
//! through `launch` (the only unsafe code) and is watched by `child`.

mod account;
mod child;
mod disk;
mod engine;
mod engines;
mod error;
mod find;
mod install;
mod launch;
mod layout;
mod leftovers;
mod lock;
mod log;
mod nats;
mod open;
mod postgres;
mod record;
mod search;
mod settings;
mod token;
mod version;

pub use engine::Engine;
pub use engines::{Access, Death, Engines, Part, Source};
pub use error::Error;
pub use nats::{NatsAddress, NatsCluster};
pub use open::{open, start};
pub use record::Record;
pub use settings::{Durability, Progress, Settings};
pub use version::{Version, check_nats_version, check_postgres_version};
