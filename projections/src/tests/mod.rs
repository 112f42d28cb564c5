//! The read side on a real Postgres and NATS.

mod analytics;
mod arrivals;
mod audit;
mod beside;
mod faults;
mod figures;
mod forgetting;
mod freshness;
mod generations;
mod l8;
mod l9;
pub(crate) mod ledger;
mod members;
mod no_scans;
mod parking;
mod plans;
mod platform;
mod provenance;
mod reading_together;
mod rebuilding;
mod right_answers;
pub(crate) mod sample;
mod speed;
mod sums_and_bests;
mod toy;
mod training_plans;
