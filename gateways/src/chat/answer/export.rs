//! `/export`: everything there is of a member, as one file.

use pg::EventFilter;
use projections::{analytics, plans};
use serde_json::{Value, json, to_value};

use super::{Answer, up_to_date};
use crate::chat::{
    Asker, ChatError, Desk,
    reply::{Part, Reply, keys},
};

/// Rows that are asked for at once.
const PAGE: usize = 1_000;

/// The events as they are kept, and what they come to today.
pub(super) async fn export(desk: &Desk, asker: &Asker<'_>) -> Answer {
    up_to_date(desk, "plans").await?;
    up_to_date(desk, "analytics").await?;
    let events = events(desk, asker).await?;
    let count = events.len();
    let document = json!({
        "member_id": asker.member_id,
        "exported_at": asker.now,
        "member": asker.member,
        "workouts": workouts(desk, asker).await?,
        "plans": plans_made(desk, asker).await?,
        "events": events,
    });
    let bytes = serde_json::to_vec_pretty(&document)?;
    let name = format!("paceledger-{}.json", asker.today);
    let caption = asker.voice.say(keys::EXPORT_CAPTION, &[("events", count.into())]);
    let document = Part::Document { name, media_type: "application/json".to_owned(), bytes };
    Ok(vec![Reply::paragraph(caption).and(document)])
}

async fn events(desk: &Desk, asker: &Asker<'_>) -> Result<Vec<Value>, ChatError> {
    let filter = EventFilter { subject: Some(asker.member_id), ..EventFilter::default() };
    let (mut all, mut position) = (Vec::new(), 0);
    loop {
        let page = pg::events_after(&desk.pool, position, PAGE, &filter).await?;
        let Some(last) = page.last() else { return Ok(all) };
        position = last.position;
        for event in &page {
            all.push(to_value(event)?);
        }
    }
}

async fn workouts(desk: &Desk, asker: &Asker<'_>) -> Result<Vec<Value>, ChatError> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = analytics::workouts(&desk.pool, asker.member_id, before, PAGE).await?;
        for workout in &page.workouts {
            all.push(to_value(workout)?);
        }
        before = page.next;
        if before.is_none() {
            return Ok(all);
        }
    }
}

/// Each with its sessions as they stand.
async fn plans_made(desk: &Desk, asker: &Asker<'_>) -> Result<Vec<Value>, ChatError> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = plans::list(&desk.pool, asker.member_id, before, PAGE).await?;
        for plan in &page.plans {
            let sessions = plans::calendar(&desk.pool, asker.member_id, plan.from, plan.to, asker.today).await?;
            let own: Vec<_> = sessions.iter().filter(|planned| planned.plan_id == plan.plan_id).collect();
            all.push(json!({ "plan": plan, "sessions": own }));
        }
        before = page.next;
        if before.is_none() {
            return Ok(all);
        }
    }
}
