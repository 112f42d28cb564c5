//! `paceledger projections`: the read models, seen and mended.

use std::sync::Arc;

use projections::{ProjectionStatus, registry};
use tokio_util::sync::CancellationToken;

use super::progress;
use crate::{access::Access, cli::Projections, told::tell_line};

pub(crate) async fn projections(access: &Access, what: Projections) -> anyhow::Result<()> {
    let pool = &access.pool;
    match what {
        Projections::List { json } => list(&projections::list(pool).await?, json),
        Projections::Rebuild { name } => {
            let report: registry::Report =
                Arc::new(|progress| progress::show("events", progress.position, progress.head));
            let rebuilt = registry::by_name(&name)?.rebuild(pool, &CancellationToken::new(), report).await?;
            tell_line!("{name} rebuilt from {} events, {:.0} a second", rebuilt.position, rebuilt.events_per_second());
            Ok(())
        }
        Projections::Retry { name } => {
            let retried = registry::by_name(&name)?.retry(pool).await?;
            for subject in &retried {
                tell_line!("{} {:?}", subject.subject, subject.outcome);
            }
            tell_line!("{} subjects tried again", retried.len());
            Ok(())
        }
        Projections::DropOld { name } => {
            for schema in registry::by_name(&name)?.drop_old(pool).await? {
                tell_line!("dropped {schema}");
            }
            Ok(())
        }
    }
}

fn list(all: &[ProjectionStatus], json: bool) -> anyhow::Result<()> {
    if json {
        tell_line!("{}", serde_json::to_string_pretty(all)?);
        return Ok(());
    }
    for model in all {
        tell_line!(
            "{:12} version {} generation {} {:?}: position {}, {} behind, {} subjects parked",
            model.name,
            model.version,
            model.generation,
            model.state,
            model.position,
            model.lag_events,
            model.parked
        );
    }
    Ok(())
}
