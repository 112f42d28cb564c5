//! The read side on a real Postgres and NATS.

mod analytics;
mod audit;
mod faults;
mod figures;
mod forgetting;
mod freshness;
mod generations;
mod l8;
mod l9;
pub(crate) mod ledger;
mod members;
mod parking;
mod plans;
mod platform;
mod provenance;
mod rebuilding;
pub(crate) mod sample;
mod speed;
mod toy;
mod training_plans;
