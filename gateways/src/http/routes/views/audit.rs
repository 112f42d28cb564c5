//! One plain sentence an event: who, when, through what, because of what.

use axum::extract::State;
use projections::audit::{self, Entry, Filter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{plans::AsFresh, seen::aggregates};
use crate::http::{
    Http, Problem,
    access::{About, Caller},
    at::At,
    viewed::{AsOf, Ask, Cursor, Told, View, limit},
};

const MODEL: &str = "audit";
/// Causes and effects are told up to this many.
const MOST_LINKS: usize = 500;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Wanted {
    /// Whose history.
    subject: Option<Uuid>,
    /// Who wanted it: `member:…`, `token:…` or `system:…`.
    actor: Option<String>,
    /// One thing's own history: the id of a workout, a plan, a member.
    aggregate_id: Option<String>,
    /// What one command led to.
    command_id: Option<String>,
    /// Everything that one message or request set off.
    correlation_id: Option<String>,
    /// Nothing after this moment: the log as it was then. A position, a time, or a day, which stands for its beginning in UTC.
    #[param(value_type = Option<AsOf>, inline)]
    as_of: Option<AsOf>,
    /// The `next` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// Entries of the page, 50 unless told.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// Waits until the answer shows the ledger up to this position.
    min_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct EntriesPage {
    entries: Vec<Entry>,
    next: Option<Cursor>,
}

async fn page(http: &Http, caller: &Caller, wanted: Wanted, aggregate_types: Vec<String>) -> View<EntriesPage> {
    let (cursor, limit) = (http.cursors.place::<u64>(caller, wanted.cursor)?, limit(wanted.limit)?);
    let last = http.last(wanted.as_of).await?;
    let as_of = last.map(|last| last.saturating_add(1));
    // Postgres counts no further than this, and neither does the ledger.
    let before = [cursor, as_of].into_iter().flatten().min().map(|before| before.min(i64::MAX.unsigned_abs()));
    let filter = Filter {
        subject: wanted.subject,
        actor: wanted.actor,
        aggregate_id: wanted.aggregate_id,
        command_id: wanted.command_id,
        correlation_id: wanted.correlation_id,
        aggregate_types,
        ..Filter::default()
    };
    let position = http.fresh(MODEL, wanted.min_position).await?;
    // Text with a NUL in it is none that the ledger could hold, nor one that Postgres could be asked about.
    let texts = [&filter.actor, &filter.aggregate_id, &filter.command_id, &filter.correlation_id];
    if texts.into_iter().flatten().any(|text| text.contains('\0')) {
        return Ok(Told { content: EntriesPage { entries: vec![], next: None }, position: last.unwrap_or(position) });
    }
    let page = audit::list(&http.pool, &filter, before, limit).await?;
    let next = page.next.and_then(|next| http.cursors.to(caller, &next));
    Ok(Told { content: EntriesPage { entries: page.entries, next }, position: last.unwrap_or(position) })
}

/// What happened, the newest first
#[utoipa::path(get, path = "/audit", tag = "audit", params(Wanted), responses((status = 200, body = EntriesPage)))]
pub(in crate::http) async fn list(
    State(http): State<Http>,
    caller: Caller,
    Ask(wanted): Ask<Wanted>,
) -> View<EntriesPage> {
    page(&http, &caller, wanted, vec![]).await
}

/// What happened to a member, the newest first
///
/// Coaches see training: nothing of what was said in chats, and of no account.
#[utoipa::path(get, path = "/members/{member}/audit", tag = "audit", params(Wanted), responses((status = 200, body = EntriesPage)))]
pub(in crate::http) async fn of_member(
    State(http): State<Http>,
    caller: Caller,
    About(member): About,
    Ask(wanted): Ask<Wanted>,
) -> View<EntriesPage> {
    page(&http, &caller, Wanted { subject: Some(member), ..wanted }, aggregates(&caller, member)).await
}

#[derive(Deserialize)]
pub(in crate::http) struct PositionAt {
    position: u64,
}

/// An event, with what led to it and what it led to.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct EntryView {
    entry: Entry,
    /// The nearest last.
    causes: Vec<Entry>,
    /// In the order of the ledger.
    effects: Vec<Entry>,
}

/// One event, its causes and its effects
#[utoipa::path(get, path = "/audit/{position}", tag = "audit", params(AsFresh), responses((status = 200, body = EntryView)))]
pub(in crate::http) async fn one(
    State(http): State<Http>,
    At(PositionAt { position: at }): At<PositionAt>,
    Ask(AsFresh { as_of, min_position }): Ask<AsFresh>,
) -> View<EntryView> {
    let last = http.last(as_of).await?;
    let position = http.fresh(MODEL, min_position).await?;
    let known = |position: u64| last.is_none_or(|last| position <= last);
    let entry = audit::at(&http.pool, at).await?.filter(|entry| known(entry.position));
    let entry = entry.ok_or_else(|| Problem::not_found("position").at("position"))?;
    let causes = audit::causes(&http.pool, at, MOST_LINKS).await?;
    let mut effects = audit::effects(&http.pool, at, MOST_LINKS).await?;
    effects.retain(|effect| known(effect.position));
    let position = last.unwrap_or(position);
    Ok(Told { content: EntryView { entry, causes, effects }, position })
}
