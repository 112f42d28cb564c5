//! What is served, and to whom: the one table. A row is a handler, which brings its method, its address and its
//! description along in its `utoipa` annotation, and the roles that may use it.

mod commands;
mod consents;
mod fatigue;
pub(super) mod health;
mod identities;
mod injuries;
mod links;
mod me;
mod members;
mod onboarding;
mod plans;
mod profile;
mod races;
mod roles;
mod row;
mod sessions;
mod tokens;
mod views;
mod workouts;

use domain::vocabulary::Role::{self, Admin, Athlete, Coach, Owner};
use utoipa_axum::routes;

use crate::http::openapi;

pub(super) use consents::CONSENTS;
pub(super) use row::{Kind, Row, query};
use row::{command, making, open, outside};
pub(super) use views::charts::CHARTS;

/// Before every address but those of `open` rows.
pub(super) const PREFIX: &str = "/api/v1";

/// One's own training.
const OWN: &[Role] = &[Athlete];
/// What a coach does for the athletes who agreed, too.
const PLAN: &[Role] = &[Athlete, Coach];
/// What only somebody else may decide about one's health.
const CARE: &[Role] = &[Coach, Admin, Owner];
const MANAGE: &[Role] = &[Admin, Owner];
const EVERYBODY: &[Role] = Role::ALL;

#[rustfmt::skip]
pub(super) fn table() -> Vec<Row> {
    vec![
        open(routes!(health::healthz)),
        open(routes!(health::readyz)),
        open(routes!(openapi::read_out)),
        open(routes!(openapi::style)),
        open(routes!(openapi::json)),

        query(routes!(me::me), EVERYBODY),
        query(routes!(commands::status), EVERYBODY),

        outside(routes!(views::metrics::scrape), views::FIGURES),
        open(routes!(views::feed::read)),
        making(routes!(views::feed::make), OWN),
        making(routes!(links::make), OWN),
        query(routes!(tokens::list), MANAGE),
        making(routes!(tokens::create), MANAGE),
        making(routes!(tokens::revoke), MANAGE),
        query(routes!(views::plans::list), views::PLANNED).remembered(views::plans::MODEL),
        query(routes!(views::plans::current), views::PLANNED).remembered(views::plans::MODEL),
        query(routes!(views::plans::one), views::PLANNED),
        query(routes!(views::plans::provenance), views::TRACED),
        query(routes!(views::calendar::days), views::PLANNED).remembered(views::plans::MODEL),
        query(routes!(views::calendar::today), views::PLANNED).remembered(views::plans::MODEL),
        query(routes!(views::calendar::pending), views::PLANNED).remembered(views::plans::MODEL),
        query(routes!(views::analytics::form), views::TRAINING).remembered(views::analytics::MODEL),
        query(routes!(views::analytics::totals), views::TRAINING).remembered(views::analytics::MODEL),
        query(routes!(views::analytics::bests), views::TRAINING).remembered(views::analytics::MODEL),
        query(routes!(views::analytics::vdot), views::TRAINING).remembered(views::analytics::MODEL),
        query(routes!(views::analytics::predictions), views::TRAINING).remembered(views::analytics::MODEL),
        query(routes!(views::analytics::progress), views::TRAINING).remembered(views::analytics::MODEL),
        query(routes!(views::analytics::insight), views::TRAINING).remembered(views::analytics::MODEL),
        query(routes!(views::analytics::workouts), views::TRAINING).remembered(views::analytics::MODEL),
        query(routes!(views::charts::draw), views::TRAINING),
        query(routes!(views::members::list), views::DIRECTORY),
        query(routes!(views::members::one), views::TRACED),
        query(routes!(views::profile::whole), views::PLANNED),
        query(routes!(views::profile::zones), views::TRAINING),
        query(routes!(views::audit::list), views::LOG),
        query(routes!(views::audit::of_member), views::TRACED),
        query(routes!(views::audit::one), views::LOG),
        query(routes!(views::export::all), views::TAKEN_OUT),
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
        command(routes!(fatigue::record), OWN),

        command(routes!(profile::change), OWN),
        command(routes!(profile::language), OWN),
        command(routes!(profile::time_zone), OWN),
        command(routes!(profile::units), OWN),
        command(routes!(profile::week_start), OWN),
        command(routes!(profile::thresholds), PLAN),
        command(routes!(profile::reminder), OWN),
        command(routes!(profile::forget), OWN),
        command(routes!(onboarding::answer), OWN),
        command(routes!(onboarding::complete), OWN),
        command(routes!(consents::agree), OWN),
        command(routes!(consents::disagree), OWN),
        command(routes!(consents::let_coach), OWN),
        command(routes!(consents::leave_coach), OWN),

        command(routes!(races::add), PLAN),
        command(routes!(races::shift), PLAN),
        command(routes!(races::cancel), PLAN),
        command(routes!(injuries::report), OWN),
        command(routes!(injuries::resolve), OWN),
        command(routes!(injuries::raise), OWN),
        command(routes!(injuries::clear), CARE),

        command(routes!(plans::generate), PLAN),
        command(routes!(plans::extend), PLAN),
        command(routes!(plans::supersede), PLAN),
        command(routes!(plans::propose), PLAN),
        command(routes!(plans::accept), PLAN),
        command(routes!(plans::undo), PLAN),
        command(routes!(sessions::complete), PLAN),
        command(routes!(sessions::skip), PLAN),
        command(routes!(sessions::reopen), PLAN),
        command(routes!(sessions::shift), PLAN),

        command(routes!(members::register), MANAGE),
        command(routes!(members::suspend), MANAGE),
        command(routes!(members::reinstate), MANAGE),
        command(routes!(identities::claim), MANAGE),
        command(routes!(identities::release), MANAGE),
        command(routes!(roles::grant), MANAGE),
        command(routes!(roles::revoke), MANAGE),
    ]
}
