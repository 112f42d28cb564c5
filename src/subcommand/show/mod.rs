//! `paceledger show`: the read models asked on the command line, as tables or as JSON.
//!
//! A new question is a variant of `cli::Show`, a line below and its table in the file that it belongs to.

mod members;
mod platform;
mod reader;
mod sessions;
mod training;

use domain::history::{days_between, plus_days};
use gateways::reader::Reader;
use jiff::civil::Date;
use projections::{analytics, plans};
use serde::Serialize;
use sqlx::PgPool;

pub(super) use reader::{fresh, reader, week_start};

use crate::{
    access::Access,
    cli::{Of, Over, Show},
    environment,
    told::{tell, tell_line},
};

/// Before anything that anybody did.
const EVER: Date = jiff::civil::date(1900, 1, 1);
const MOST_PLANS: usize = 200;

pub(crate) async fn show(access: &Access, what: Show) -> anyhow::Result<()> {
    let pool = &access.pool;
    match what {
        Show::Members { role, json } => return members::list(pool, role, json).await,
        Show::Platform { json } => return platform::platform(pool, json).await,
        Show::Member(of) => return members::one(pool, of).await,
        Show::Today(of) | Show::Week(of) | Show::Pending(of) | Show::Plans(of) => planned(pool, &what, of).await,
        Show::Calendar(over) | Show::Adherence(over) => planned(pool, &what, over.of).await,
        Show::Workouts { of, .. } | Show::Predictions(of) | Show::Progress(of) | Show::Insight(of) => {
            trained(pool, &what, of).await
        }
        Show::Form(over) | Show::Totals { over, .. } | Show::Bests(over) | Show::Vdot(over) => {
            trained(pool, &what, over.of).await
        }
    }
}

/// Questions to the read model of plans.
async fn planned(pool: &PgPool, what: &Show, of: Of) -> anyhow::Result<()> {
    fresh(pool, "plans").await?;
    let (reader, today) = whom(pool, of).await?;
    let (id, json) = (reader.member_id, of.json);
    match what {
        Show::Today(_) => say(json, &plans::today(pool, id, today).await?, |found| sessions::table(found)),
        Show::Week(_) => {
            let first = week_start(pool, id).await?.week_of(today);
            let found = plans::agenda(pool, id, first, plus_days(first, 6), today).await?;
            say(json, &found, |found| sessions::table(found))
        }
        Show::Pending(_) => say(json, &plans::pending(pool, id, today).await?, |found| sessions::table(found)),
        Show::Calendar(over) => {
            let (from, to) = days(over, today, plus_days(today, 27))?;
            let found = plans::calendar(pool, id, from, to, today).await?;
            say(json, &found, |found| sessions::table(found))
        }
        Show::Adherence(over) => {
            let (from, to) = days(over, plus_days(today, -27), today)?;
            let kept = plans::adherence(&plans::calendar(pool, id, from, to, today).await?);
            say(json, &kept, |kept| sessions::adherence(kept, from, to))
        }
        _ => say(json, &plans::list(pool, id, None, MOST_PLANS).await?.plans, |found| sessions::plans(found)),
    }
}

/// Questions to the read model of figures.
async fn trained(pool: &PgPool, what: &Show, of: Of) -> anyhow::Result<()> {
    fresh(pool, "analytics").await?;
    let (reader, today) = whom(pool, of).await?;
    let (id, json, units) = (reader.member_id, of.json, reader.units);
    match what {
        Show::Workouts { limit, .. } => {
            let found = analytics::workouts(pool, id, None, usize::from(*limit)).await?.workouts;
            say(json, &found, |found| training::workouts(found, units))
        }
        Show::Form(over) => {
            let (from, to) = days(over, plus_days(today, -13), today)?;
            let found = training::Form {
                days: analytics::days(pool, id, from, to).await?,
                spread: analytics::spread(pool, id, to).await?,
            };
            say(json, &found, training::form)
        }
        Show::Totals { over, by } => {
            let (from, to) = days(over, plus_days(today, -83), today)?;
            let found = analytics::totals(pool, id, by.period(week_start(pool, id).await?), from, to).await?;
            say(json, &found, |found| training::totals(found, units))
        }
        Show::Bests(over) => {
            let (from, to) = days(over, EVER, today)?;
            say(json, &analytics::bests(pool, id, from, to).await?, |found| training::bests(found, units))
        }
        Show::Vdot(over) => {
            let (from, to) = days(over, plus_days(today, -83), today)?;
            say(json, &analytics::vdot_history(pool, id, from, to).await?, |found| training::vdot(found, units))
        }
        Show::Predictions(_) => say(json, &analytics::predictions(pool, id, today).await?, training::predictions),
        Show::Progress(_) => {
            let found = analytics::progress(pool, id, today).await?;
            say(json, &found, |found| training::progress(&found.now, &found.before, units))
        }
        _ => say(json, &analytics::insight(pool, id, today).await?, |found| training::insight(found, units)),
    }
}

/// The member, and the day that it is for them.
async fn whom(pool: &PgPool, of: Of) -> anyhow::Result<(Reader, Date)> {
    let reader = reader(pool, of.subject).await?;
    let today = of.on.unwrap_or_else(|| reader.today((environment::real().now)()));
    Ok((reader, today))
}

/// What was asked for. An end that wasn't named is the usual one, or as far away as usual where that would lie on the
/// wrong side of the other.
fn days(over: &Over, usual_from: Date, usual_to: Date) -> anyhow::Result<(Date, Date)> {
    let usual = days_between(usual_from, usual_to);
    let (from, to) = match (over.days.from, over.days.to) {
        (None, None) => (usual_from, usual_to),
        (Some(from), None) if from > usual_to => (from, plus_days(from, usual)),
        (Some(from), None) => (from, usual_to),
        (None, Some(to)) if to < usual_from => (plus_days(to, -usual), to),
        (None, Some(to)) => (usual_from, to),
        (Some(from), Some(to)) => (from, to),
    };
    anyhow::ensure!(from <= to, "--to {to} is before --from {from}");
    Ok((from, to))
}

/// The answer for a program or for a person.
pub(super) fn say<T: Serialize>(json: bool, answer: &T, told: impl FnOnce(&T) -> String) -> anyhow::Result<()> {
    if json {
        tell_line!("{}", serde_json::to_string_pretty(answer)?);
    } else {
        tell!("{}", told(answer));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::cli::Days;

    #[test]
    fn a_span_with_one_end_named_is_never_empty_and_one_upside_down_is_refused() {
        let of = Of { subject: uuid::Uuid::nil(), on: None, json: false };
        let (today, later, before) = (date(2026, 5, 4), date(2026, 8, 1), date(2026, 2, 1));
        let asked = |from, to| days(&Over { of, days: Days { from, to } }, today, plus_days(today, 27));
        assert_eq!(asked(None, None).unwrap(), (today, date(2026, 5, 31)));
        assert_eq!(asked(Some(before), None).unwrap(), (before, date(2026, 5, 31)));
        assert_eq!(asked(Some(later), None).unwrap(), (later, date(2026, 8, 28)));
        assert_eq!(asked(None, Some(before)).unwrap(), (date(2026, 1, 5), before));
        assert_eq!(asked(Some(before), Some(before)).unwrap(), (before, before));
        assert!(asked(Some(later), Some(before)).unwrap_err().to_string().contains("--to 2026-02-01"));
    }
}
