//! A fingerprint of what a plan was made from.

use sha2::{Digest, Sha256};

use super::AthleteHistory;

/// SHA-256 of the history's canonical JSON, in hexadecimal digits: equal inputs, equal digest.
pub fn digest(history: &AthleteHistory) -> String {
    use std::fmt::Write as _;
    // Plain data with string keys: writing it can't fail.
    let bytes = serde_json::to_vec(history).unwrap_or_default();
    Sha256::digest(&bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
