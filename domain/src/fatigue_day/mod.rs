//! How one athlete felt on one local day. A later reading of the same day completes or corrects the earlier one.

mod aggregate;
mod command;
mod error;
mod event;
#[cfg(test)]
mod tests;

pub use aggregate::FatigueDay;
pub use command::FatigueDayCommand;
pub use error::FatigueDayError;
pub use event::FatigueDayEvent;
