//! Queries: the read models, the ledger itself, and pictures of both.

pub(super) mod analytics;
pub(super) mod audit;
pub(super) mod calendar;
pub(super) mod charts;
pub(super) mod events;
pub(super) mod export;
pub(super) mod feed;
pub(super) mod live;
pub(super) mod members;
pub(super) mod metrics;
pub(super) mod plans;
pub(super) mod platform;
pub(super) mod profile;
mod seen;
pub(super) mod state;

use domain::vocabulary::Role::{self, Admin, Analyst, Athlete, Auditor, Coach, Owner};

/// Figures of somebody's training: whose they are tells only the id, which analysts see as a pseudonym.
pub(super) const TRAINING: &[Role] = &[Athlete, Coach, Analyst, Owner];
/// What is planned, in words.
pub(super) const PLANNED: &[Role] = &[Athlete, Coach, Auditor, Owner];
/// How things came to be.
pub(super) const TRACED: &[Role] = &[Athlete, Coach, Auditor, Admin, Owner];
/// Everything of one's own.
pub(super) const TAKEN_OUT: &[Role] = &[Athlete, Owner];
pub(super) const DIRECTORY: &[Role] = &[Auditor, Admin, Owner];
pub(super) const LOG: &[Role] = &[Auditor, Admin, Owner];
/// Events as they are, or under pseudonyms.
pub(super) const HISTORY: &[Role] = &[Analyst, Auditor, Admin, Owner];
pub(super) const FIGURES: &[Role] = &[Analyst, Auditor, Admin, Owner];
