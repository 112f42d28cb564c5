//! Which member stands behind an account at a gateway. One stream for each outside id makes the claim unique.

mod aggregate;
mod command;
mod error;
mod event;
mod name;
#[cfg(test)]
mod tests;

pub use aggregate::Identity;
pub use command::IdentityCommand;
pub use error::IdentityError;
pub use event::IdentityEvent;
pub use name::{ExternalId, GatewayName, IdentityNameError};
