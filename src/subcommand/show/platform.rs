//! The platform's own figures.

use jiff::{ToSpan, tz::TimeZone};
use projections::analytics::{self, Platform, PlatformDay};
use serde::Serialize;
use sqlx::PgPool;

use super::{fresh, say};
use crate::{environment, subcommand::table::Table};

/// Days in UTC.
const DAYS: i64 = 14;

#[derive(Serialize)]
struct Figures {
    #[serde(flatten)]
    platform: Platform,
    days: Vec<PlatformDay>,
}

pub(super) async fn platform(pool: &PgPool, json: bool) -> anyhow::Result<()> {
    fresh(pool, "analytics").await?;
    let now = (environment::real().now)();
    let today = now.to_zoned(TimeZone::UTC).date();
    let platform = analytics::platform(pool, now).await?;
    let days = analytics::platform_days(pool, today - (DAYS - 1).days(), today).await?;
    say(json, &Figures { platform, days }, told)
}

fn told(figures: &Figures) -> String {
    let Platform { members, active_1h, active_24h, active_7d, active_30d } = figures.platform;
    let row = |day: &PlatformDay| {
        [day.day.to_string()]
            .into_iter()
            .chain([day.registered, day.commands, day.plans, day.workouts].map(|count| count.to_string()))
            .collect()
    };
    let head = ["day (UTC)", ">registered", ">commands", ">plans", ">workouts"];
    let days = Table::new(&head, figures.days.iter().map(row)).or("Nothing happened in the last two weeks.");
    format!(
        "members {members}, active: {active_1h} in the last hour, {active_24h} in a day, {active_7d} in a week, \
         {active_30d} in 30 days\n\n{days}"
    )
}
