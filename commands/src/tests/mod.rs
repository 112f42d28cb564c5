//! The write side on a real Postgres and NATS. The files named `l…` hold the ledger's invariants.

mod clearing;
mod dead_letters;
mod event_store;
mod extending;
mod knowing;
mod l1;
mod l10;
mod l11;
mod l2;
mod l2_cluster;
mod l3;
mod l4;
mod l5;
mod l6;
mod l7;
mod loading;
mod plans;
mod process;
mod relaying;
mod sample;
mod sizes;
mod verifying;
mod workers;
mod world;
