//! What commands and events look like whatever they are about: envelopes, metadata, the recorded form.

mod addressed;
mod bucket;
mod envelope;
mod metadata;
mod recorded;
mod rejection;

pub use addressed::Addressed;
pub use bucket::{BUCKETS, bucket_of};
pub use envelope::{Actor, CommandEnvelope};
pub use metadata::Metadata;
pub use recorded::RecordedEvent;
pub use rejection::{Reason, Rejection};
