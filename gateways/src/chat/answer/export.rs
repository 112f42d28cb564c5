//! `/export`: everything there is of a member, as one file.

use super::{Answer, up_to_date};
use crate::{
    chat::{
        Asker, Desk,
        reply::{Part, Reply, keys},
    },
    takeout::Takeout,
};

/// The events as they are kept, and what they come to today.
pub(super) async fn export(desk: &Desk, asker: &Asker<'_>) -> Answer {
    up_to_date(desk, "plans").await?;
    up_to_date(desk, "analytics").await?;
    let takeout = Takeout::of(&desk.pool, asker.member_id, asker.member.clone(), asker.now, asker.today).await?;
    let count = takeout.events.len();
    let bytes = serde_json::to_vec_pretty(&takeout)?;
    let name = format!("paceledger-{}.json", asker.today);
    let caption = asker.voice.say(keys::EXPORT_CAPTION, &[("events", count.into())]);
    let document = Part::Document { name, media_type: "application/json".to_owned(), bytes };
    Ok(vec![Reply::paragraph(caption).and(document)])
}
