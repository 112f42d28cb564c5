//! Every acknowledged command is stored exactly once, at the positions that its caller was told, and after what its
//! member had asked for before.

use std::collections::HashMap;

use commands::Verdict;
use sqlx::PgPool;

use crate::{
    DrillError,
    error::demand,
    load::{Acknowledged, Entry, Tally},
};

type Positions = (Option<i64>, Option<i64>);

struct Receipt {
    positions: Positions,
    is_refusal: bool,
}

pub(super) async fn check(pool: &PgPool, tally: &Tally) -> Result<(), DrillError> {
    let receipts = receipts(pool).await?;
    let events = events(pool).await?;
    let entries = tally.entries();
    for (command_id, entry) in entries.iter() {
        let receipt = receipts.get(command_id);
        let receipt =
            receipt.ok_or_else(|| DrillError::Broken(format!("{command_id} was acknowledged and has no receipt")))?;
        agrees(command_id, &entry.acknowledged, receipt)?;
        stored_once(command_id, receipt, events.get(command_id))?;
    }
    let unasked = receipts.keys().find(|id| !entries.contains_key(*id));
    demand(unasked.is_none(), || format!("nobody asked for {unasked:?}"))?;
    let unasked = events.keys().find(|id| !entries.contains_key(*id));
    demand(unasked.is_none(), || format!("nobody asked for the events of {unasked:?}"))?;
    in_order(&entries, &receipts)
}

async fn receipts(pool: &PgPool) -> Result<HashMap<String, Receipt>, sqlx::Error> {
    let rows: Vec<(String, Option<i64>, Option<i64>, bool)> =
        sqlx::query_as("select command_id, first_position, last_position, rejection is not null from receipts")
            .fetch_all(pool)
            .await?;
    Ok(rows
        .into_iter()
        .map(|(id, first, last, is_refusal)| (id, Receipt { positions: (first, last), is_refusal }))
        .collect())
}

/// How many events each command has, and where.
async fn events(pool: &PgPool) -> Result<HashMap<String, (i64, Positions)>, sqlx::Error> {
    let rows: Vec<(String, i64, i64, i64)> = sqlx::query_as(
        "select metadata ->> 'command_id', count(*), min(position), max(position) from events group by 1",
    )
    .fetch_all(pool)
    .await?;
    Ok(rows.into_iter().map(|(id, count, first, last)| (id, (count, (Some(first), Some(last))))).collect())
}

fn agrees(command_id: &str, told: &Acknowledged, receipt: &Receipt) -> Result<(), DrillError> {
    let is_so = match told {
        Acknowledged::Queued => true,
        Acknowledged::Answered(Verdict::Accepted { first_position, last_position }) => {
            let told = (first_position.map(u64::cast_signed), last_position.map(u64::cast_signed));
            !receipt.is_refusal && told == receipt.positions
        }
        Acknowledged::Answered(Verdict::Rejected(_)) => receipt.is_refusal,
        Acknowledged::Answered(Verdict::Failed { .. }) => false,
    };
    demand(is_so, || format!("{command_id} was answered {told:?}; its receipt says {:?}", receipt.positions))
}

fn stored_once(command_id: &str, receipt: &Receipt, events: Option<&(i64, Positions)>) -> Result<(), DrillError> {
    let expected = match receipt.positions {
        (Some(first), Some(last)) => Some((last - first + 1, receipt.positions)),
        _ => None,
    };
    demand(events.copied() == expected, || {
        format!("{command_id} has a receipt for {expected:?} and events {events:?} (how many, first and last)")
    })
}

/// What a member asks for one after the other happens in that order.
fn in_order(entries: &HashMap<String, Entry>, receipts: &HashMap<String, Receipt>) -> Result<(), DrillError> {
    let mut turns: Vec<(u32, u32, i64)> = entries
        .iter()
        .filter_map(|(id, entry)| Some((entry.member, entry.number, receipts.get(id)?.positions.0?)))
        .collect();
    turns.sort_unstable();
    let wrong = turns.windows(2).find(|pair| pair[0].0 == pair[1].0 && pair[0].2 >= pair[1].2);
    demand(wrong.is_none(), || format!("out of order (member, number, position): {wrong:?}"))
}
