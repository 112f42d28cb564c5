//! `paceledger export`: events and tables for analysts.

use std::io::{IsTerminal, stderr, stdout};

use exports::{Existing, Export, Output, Target};

use super::progress;
use crate::{access::Access, cli::ExportArgs, environment};

pub(crate) async fn export(access: &Access, args: ExportArgs) -> anyhow::Result<()> {
    let existing = match (args.force, args.resume) {
        (true, _) => Existing::Replace,
        (_, true) => Existing::Resume,
        _ => Existing::Keep,
    };
    let output = match args.out {
        Some(path) => Output::File(Target { path, existing }),
        None => Output::Stream(Box::new(stdout())),
    };
    let wanted = Export {
        table: args.table,
        format: args.format,
        selection: args.selection.into(),
        part_events: args.part_events,
    };
    let now = (environment::real().now)();
    let mut report = |done, total| progress::show("events read", done, total);
    let exported = exports::export(&access.pool, &wanted, output, now, &mut report).await?;
    if stderr().is_terminal() {
        eprintln!("{} rows, as of position {}", exported.rows, exported.up_to);
    }
    Ok(())
}
