//! `paceledger state` and `paceledger diff`: a member as of a moment, and between two.

use exports::{Moment, State};
use uuid::Uuid;

use crate::{
    access::Access,
    environment,
    told::{tell, tell_line},
};

pub(crate) async fn state(access: &Access, subject: Uuid, as_of: Option<Moment>, json: bool) -> anyhow::Result<()> {
    let state = State::load(&access.pool, subject, as_of, (environment::real().now)()).await?;
    if json {
        tell_line!("{}", serde_json::to_string_pretty(&state.document()?)?);
    } else {
        tell!("{state}");
    }
    Ok(())
}

pub(crate) async fn diff(access: &Access, subject: Uuid, between: &[Moment], json: bool) -> anyhow::Result<()> {
    let &[earlier, later] = between else { anyhow::bail!("--between takes two moments") };
    let now = (environment::real().now)();
    let earlier = State::as_of(&access.pool, subject, earlier, now).await?;
    let later = State::load(&access.pool, subject, Some(later), now).await?;
    let changes = exports::diff(&earlier, &later)?;
    if json {
        tell_line!("{}", serde_json::to_string_pretty(&changes)?);
    } else {
        changes.iter().for_each(|change| tell_line!("{change}"));
    }
    Ok(())
}
