//! Which question a button belongs to.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Press, Reply};

/// Follows from the message that a question was the answer to, and is short enough to travel with every button.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark(pub u32);

impl Mark {
    pub fn of(message_id: &str) -> Self {
        let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(message_id));
        Self(u32::from_be_bytes([a, b, c, d]))
    }
}

impl Reply {
    /// Marks its choices as those of the answer to this message.
    pub(in crate::chat) fn mark(&mut self, message_id: &str) {
        for button in self.buttons.iter_mut().flatten() {
            if let Press::Choose { question, .. } = &mut button.press {
                *question = Mark::of(message_id);
            }
        }
    }
}
