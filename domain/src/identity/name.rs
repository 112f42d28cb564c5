//! What an outside identity is called.

use serde::{Deserialize, Serialize};

/// A name that can't be part of an identity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityNameError {
    #[error("a gateway's name has 1 to 32 small letters, digits or hyphens")]
    Gateway,
    #[error("an outside id has 1 to 128 characters, none of them a blank or a control character")]
    ExternalId,
}

/// The way people come in: `telegram`, `whatsapp`, `terminal`, `http`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GatewayName(String);

/// What the gateway calls the person: an account number, a phone number, a login.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ExternalId(String);

impl GatewayName {
    pub fn try_new(name: &str) -> Result<Self, IdentityNameError> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if (1..=32).contains(&name.len()) && name.chars().all(fits) {
            Ok(Self(name.to_owned()))
        } else {
            Err(IdentityNameError::Gateway)
        }
    }
}

impl ExternalId {
    pub fn try_new(id: &str) -> Result<Self, IdentityNameError> {
        let fits = |c: char| !c.is_whitespace() && !c.is_control();
        if (1..=128).contains(&id.chars().count()) && id.chars().all(fits) {
            Ok(Self(id.to_owned()))
        } else {
            Err(IdentityNameError::ExternalId)
        }
    }
}

macro_rules! as_text {
    ($($name:ident),+) => {$(
        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdentityNameError;
            fn try_from(text: String) -> Result<Self, IdentityNameError> {
                Self::try_new(&text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdentityNameError;
            fn from_str(text: &str) -> Result<Self, IdentityNameError> {
                Self::try_new(text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }
    )+};
}
as_text!(GatewayName, ExternalId);
