//! A member as of any moment, and what changed between two.

use std::collections::BTreeMap;

use axum::extract::State;
use domain::vocabulary::FatigueReading;
use exports::{Change, Moment, State as Known, diff};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::{
    Http,
    access::{About, Caller},
    viewed::{AsOf as When, Ask, Told, View, no_such_moment as problem},
};

/// Who a member is elsewhere; coaches aren't told.
const ACCOUNTS: &str = "identities";

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct AsOf {
    /// A position, a time like `2026-03-01T00:00:00Z`, or a day, which stands for its beginning in UTC; now unless told.
    #[param(value_type = Option<When>, inline)]
    as_of: Option<When>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Between {
    /// A position, a time or a day.
    #[param(value_type = When, inline)]
    from: When,
    /// The same; now unless told.
    #[param(value_type = Option<When>, inline)]
    to: Option<When>,
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Changes {
    /// In order of the fields' names; what wasn't there before, or isn't any more, has only the other side.
    changes: Vec<Changed>,
}

/// One field that isn't what it was.
#[derive(Serialize, ToSchema)]
struct Changed {
    /// Like `member.profile.weight`.
    field: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Value>,
}

impl From<Change> for Changed {
    fn from(Change { field, before, after }: Change) -> Self {
        Self { field, before, after }
    }
}

/// How the answer of `as_of` is described.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what is made elsewhere")]
pub(in crate::http) struct MemberState {
    subject: Uuid,
    /// Everything up to here was taken in.
    as_of_position: u64,
    /// How many events of the member's there were.
    events: u64,
    /// Like `telegram:42`; none for a coach.
    identities: Vec<String>,
    /// What the member told of themselves: profile, roles, consents, races, injuries, thresholds.
    #[schema(value_type = Object)]
    member: (),
    /// Workouts that count, by id: their facts, with `source`, `effort` and `load`.
    #[schema(value_type = BTreeMap<String, Object>)]
    workouts: (),
    /// Readings by day.
    readings: BTreeMap<Date, FatigueReading>,
    /// Plans by id, with their sessions as they stood.
    #[schema(value_type = BTreeMap<String, Object>)]
    plans: (),
    /// What plans are made from; it follows from the rest.
    #[schema(value_type = Object)]
    history: (),
}

/// Everything that was known of a member, as of any moment
///
/// Folded from the events when it is asked for: never behind, and the same whenever it is asked.
#[utoipa::path(get, path = "/members/{member}/state", tag = "history", params(AsOf), responses((status = 200, body = MemberState)))]
pub(in crate::http) async fn as_of(
    State(http): State<Http>,
    caller: Caller,
    About(member): About,
    Ask(AsOf { as_of }): Ask<AsOf>,
) -> View<Value> {
    let moment = as_of.map(|When(moment)| moment);
    let now = (http.environment.now)();
    let known = Known::load(&http.pool, member, moment, now).await.map_err(|error| problem(&error, "as_of"))?;
    let mut content = known.document().map_err(|error| problem(&error, "as_of"))?;
    if caller.sees_training_alone_of(member) {
        content[ACCOUNTS] = json!([]);
    }
    let position = content["as_of_position"].as_u64().unwrap_or_default();
    Ok(Told { content, position })
}

/// What changed about a member between two moments, field by field
#[utoipa::path(get, path = "/members/{member}/diff", tag = "history", params(Between), responses((status = 200, body = Changes)))]
pub(in crate::http) async fn between(
    State(http): State<Http>,
    caller: Caller,
    About(member): About,
    Ask(Between { from: When(from), to }): Ask<Between>,
) -> View<Changes> {
    let now = (http.environment.now)();
    let head = pg::head_position(&http.pool).await?;
    let to = to.map_or(Moment::Position(head), |When(to)| to);
    let before = Known::as_of(&http.pool, member, from, now).await.map_err(|error| problem(&error, "from"))?;
    let after = Known::as_of(&http.pool, member, to, now).await.map_err(|error| problem(&error, "to"))?;
    let mut changes = diff(&before, &after).map_err(|error| problem(&error, "to"))?;
    if caller.sees_training_alone_of(member) {
        changes.retain(|change| change.field != ACCOUNTS);
    }
    Ok(Told { content: Changes { changes: changes.into_iter().map(Changed::from).collect() }, position: head })
}
