//! `paceledger replay`: history as JSON lines, in constant memory.

use std::io::stdout;

use exports::Selection;

use super::progress;
use crate::{access::Access, cli::SelectionArgs, environment};

pub(crate) async fn replay(access: &Access, args: SelectionArgs) -> anyhow::Result<()> {
    let now = (environment::real().now)();
    let mut report = |done, total| progress::show("events replayed", done, total);
    exports::replay(&access.pool, args.into(), Box::new(stdout()), now, &mut report).await?;
    Ok(())
}

impl From<SelectionArgs> for Selection {
    fn from(args: SelectionArgs) -> Self {
        let SelectionArgs { from, to, subject, types, as_of } = args;
        Self { from, to, as_of, subject, types }
    }
}
