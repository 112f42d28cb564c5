//! What is served, and to whom: the one table. A row is a handler, which brings its method, its address and its
//! description along in its `utoipa` annotation, and the roles that may use it.

mod commands;
pub(super) mod health;
mod row;
mod views;
mod workouts;

use domain::vocabulary::Role::{self, Athlete};
use utoipa_axum::routes;

use crate::http::openapi;

pub(super) use row::{Kind, Row};
use row::{command, open, outside, query};

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

        outside(routes!(views::metrics::scrape), views::FIGURES),
        open(routes!(views::feed::read)),
        query(routes!(views::feed::make), OWN),
        query(routes!(views::plans::list), views::PLANNED),
        query(routes!(views::plans::current), views::PLANNED),
        query(routes!(views::plans::one), views::PLANNED),
        query(routes!(views::plans::provenance), views::TRACED),
        query(routes!(views::calendar::days), views::PLANNED),
        query(routes!(views::calendar::today), views::PLANNED),
        query(routes!(views::calendar::pending), views::PLANNED),
        query(routes!(views::analytics::form), views::TRAINING),
        query(routes!(views::analytics::totals), views::TRAINING),
        query(routes!(views::analytics::bests), views::TRAINING),
        query(routes!(views::analytics::vdot), views::TRAINING),
        query(routes!(views::analytics::predictions), views::TRAINING),
        query(routes!(views::analytics::progress), views::TRAINING),
        query(routes!(views::analytics::insight), views::TRAINING),
        query(routes!(views::analytics::workouts), views::TRAINING),
        query(routes!(views::charts::draw), views::TRAINING),
        query(routes!(views::members::list), views::DIRECTORY),
        query(routes!(views::members::one), views::TRACED),
        query(routes!(views::audit::list), views::LOG),
        query(routes!(views::audit::of_member), views::TRACED),
        query(routes!(views::audit::one), views::LOG),
        query(routes!(views::state::as_of), views::TRACED),
        query(routes!(views::state::between), views::TRACED),
        query(routes!(views::events::list), views::HISTORY),
        query(routes!(views::events::of_member), views::TRACED),
        query(routes!(views::live::all), views::HISTORY),
        query(routes!(views::live::of_member), views::TRACED),
        query(routes!(views::platform::now), views::FIGURES),
        query(routes!(views::platform::days), views::FIGURES),

        command(routes!(workouts::log), OWN),
        command(routes!(workouts::correct), OWN),
        command(routes!(workouts::void), OWN),
    ]
}
