//! Pages by key: a page that is asked for again shows the same, whatever came in meanwhile.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr,
        schema::{Schema, Type},
    },
};

use super::AsOf;
use crate::http::Problem;

const USUAL: usize = 50;
const MOST: usize = 500;

/// Which page, and how fresh.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Paging {
    /// The `next` of the page before.
    #[param(value_type = Option<String>)]
    pub(in crate::http) cursor: Option<Cursor>,
    /// Entries of the page, 50 unless told.
    #[param(minimum = 1, maximum = 500)]
    pub(in crate::http) limit: Option<u32>,
    /// As it was then: a position, a time like `2026-03-01T00:00:00Z`, or a day, which stands for its beginning in UTC. What
    /// counts from today counts from that day. Now unless told.
    #[param(value_type = Option<AsOf>, inline)]
    pub(in crate::http) as_of: Option<AsOf>,
    /// Waits until the answer shows the ledger up to this position.
    pub(in crate::http) min_position: Option<u64>,
}

/// How many things a page has.
pub(in crate::http) fn limit(asked: Option<u32>) -> Result<usize, Problem> {
    match asked.map(|asked| usize::try_from(asked).unwrap_or(usize::MAX)) {
        None => Ok(USUAL),
        Some(asked) if (1..=MOST).contains(&asked) => Ok(asked),
        Some(asked) => {
            let detail = format!("a page can't have {asked} entries");
            let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "request.invalid", detail);
            Err(problem.at("limit").allowing([format!("1 to {MOST}")]))
        }
    }
}

/// Where the next page begins, sealed: what is in it is nobody's business but ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::http) struct Cursor(pub(super) String);

impl PartialSchema for Cursor {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).description(Some("Where the next page begins")).into()
    }
}

impl ToSchema for Cursor {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_a_size_within_limits() {
        assert_eq!((limit(None).unwrap(), limit(Some(500)).unwrap()), (USUAL, MOST));
        for wrong in [0, 501, u32::MAX] {
            assert_eq!(limit(Some(wrong)).unwrap_err().status, 422);
        }
    }
}
