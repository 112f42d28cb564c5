//! Where a workout's facts come from.

use serde::{Deserialize, Serialize};

use crate::vocabulary::Text;

/// How the ledger came to know of a workout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Source {
    /// The athlete wrote it: in a chat or on a page.
    Typed,
    /// A watch's or bike computer's file, known by its content.
    File {
        content_hash: ContentHash,
        /// What the file was called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<Text<200>>,
    },
    /// Another program handed it in.
    Api,
}

/// The SHA-256 of a file: 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContentHash(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a content hash is the SHA-256 of the file in 64 hexadecimal digits")]
pub struct ContentHashError;

impl ContentHash {
    pub fn try_new(digits: &str) -> Result<Self, ContentHashError> {
        if digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(Self(digits.to_ascii_lowercase()))
        } else {
            Err(ContentHashError)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ContentHash {
    type Error = ContentHashError;
    fn try_from(digits: String) -> Result<Self, ContentHashError> {
        Self::try_new(&digits)
    }
}

impl std::str::FromStr for ContentHash {
    type Err = ContentHashError;
    fn from_str(digits: &str) -> Result<Self, ContentHashError> {
        Self::try_new(digits)
    }
}

impl From<ContentHash> for String {
    fn from(hash: ContentHash) -> Self {
        hash.0
    }
}
