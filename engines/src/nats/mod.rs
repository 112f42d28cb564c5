//! A private NATS with JetStream: on loopback, on a port of its own choosing, behind
//! a random token.

mod address;
mod cluster;
mod config;
mod hello;
mod server;

pub use address::NatsAddress;
pub use cluster::NatsCluster;
pub(crate) use server::{Nats, Plan};
