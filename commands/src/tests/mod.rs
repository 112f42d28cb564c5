//! The write side on a real Postgres and NATS. The files named `l…` hold the ledger's invariants.

mod dead_letters;
mod l1;
mod l10;
mod l11;
mod l2;
mod l3;
mod l4;
mod l5;
mod l6;
mod l7;
mod loading;
mod plans;
mod sample;
mod verifying;
mod workers;
mod world;
