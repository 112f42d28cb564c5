//! Subjects are spread over a fixed number of buckets, so that much can happen side by side while
//! everything about one subject stays in order.

use uuid::Uuid;

/// How many buckets there are. Part of every stream subject ever written: never changed.
pub const BUCKETS: u8 = 64;

/// The bucket of a member or project. The low bits of an id are its random or hashed part.
pub fn bucket_of(subject: Uuid) -> u8 {
    subject.as_bytes()[15] % BUCKETS
}
