//! `paceledger calendar`: the member's plans as iCalendar.

use anyhow::Context;
use gateways::calendar::calendar_feed;

use super::show::{fresh, reader};
use crate::{access::Access, cli::CalendarArgs, environment, told::tell};

pub(crate) async fn calendar(access: &Access, args: CalendarArgs) -> anyhow::Result<()> {
    let pool = &access.pool;
    fresh(pool, "plans").await?;
    let reader = reader(pool, args.subject).await?;
    let today = args.on.unwrap_or_else(|| reader.today((environment::real().now)()));
    let text = calendar_feed(pool, &reader, today).await?.to_icalendar();
    match &args.out {
        Some(path) => std::fs::write(path, text).with_context(|| format!("{} can't be written", path.display())),
        None => {
            tell!("{text}");
            Ok(())
        }
    }
}
