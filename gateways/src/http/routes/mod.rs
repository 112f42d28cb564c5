//! What is served, and to whom: the one table. A row is a handler, which brings its method, its address and its
//! description along in its `utoipa` annotation, and the roles that may use it.

mod commands;
pub(super) mod health;
mod row;
mod workouts;

use domain::vocabulary::Role::{self, Athlete};
use utoipa_axum::routes;

use crate::http::openapi;

pub(super) use row::{Kind, Row};
use row::{command, open, query};

/// Before every address but those of `open` rows.
pub(super) const PREFIX: &str = "/api/v1";

/// One's own training.
const OWN: &[Role] = &[Athlete];
const EVERYBODY: &[Role] = Role::ALL;

#[rustfmt::skip]
pub(super) fn table() -> Vec<Row> {
    vec![
        open(routes!(health::healthz)),
        open(routes!(health::readyz)),
        open(routes!(openapi::read_out)),
        open(routes!(openapi::style)),
        open(routes!(openapi::json)),

        query(routes!(commands::status), EVERYBODY),

        command(routes!(workouts::log), OWN),
        command(routes!(workouts::correct), OWN),
        command(routes!(workouts::void), OWN),
    ]
}
