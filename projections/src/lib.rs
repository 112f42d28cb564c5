//! The read side: read models, each kept up to date by a projector, and the queries on them.
//!
//! A new read model is a folder like [`members`] (tables, changes, queries) that implements [`Projection`], and a
//! line in [`registry`].
//!
//! - [`Projector`]: the process behind a read model. Its effect is exactly once: read model and checkpoint move in
//!   one transaction, which the checkpoint's own row fences.
//! - [`Tail`]: the end of the stream, read once for all projectors of a process.
//! - `digest`: events into changes; what can't be digested is parked with its subject.
//! - `generation`: the schemas that read models live in, and the views before them.
//! - [`rebuild`], [`verify`]: a read model from zero beside the live one, to replace it or to compare.
//! - [`retry`]: parked subjects get another chance. [`status`]: how everything stands.
//! - [`Past`]: a read model as it was of one subject.
//! - [`Freshness`]: waiting until a read model shows what was just written.

pub mod analytics;
pub mod audit;
mod cursor;
mod digest;
mod error;
mod event;
mod forgotten;
mod freshness;
mod generation;
pub mod members;
mod packed;
mod past;
pub mod plans;
mod projection;
mod projector;
mod rebuild;
pub mod registry;
mod retry;
mod script;
mod status;
mod tail;

pub use error::ProjectionError;
pub use event::Event;
pub use freshness::{Freshness, NotFresh};
pub use generation::drop_retired;
pub use past::Past;
pub use projection::{Indigestible, Phase, Projection};
pub use projector::{Projector, Settings};
pub use rebuild::{Progress, Rebuilt, TableCheck, Verification, rebuild, verify};
pub use registry::ReadModel;
pub use retry::{Retried, RetryOutcome, retry};
pub use status::{Parked, ProjectionStatus, State, list, parked, status};
pub use tail::Tail;

#[cfg(test)]
mod tests;
