//! The ledger as a query sees it: as it is, or as it was.

use std::{str::FromStr, sync::Arc};

use axum::http::StatusCode;
use exports::{ExportError, Moment};
use jiff::Timestamp;
use pg::EventFilter;
use projections::{Past, registry};
use serde::{Deserialize, Deserializer, de::Error};
use sqlx::PgPool;
use tokio::{sync::OwnedSemaphorePermit, time::timeout};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr,
        schema::{AnyOfBuilder, KnownFormat, Schema, SchemaFormat, Type},
    },
};
use uuid::Uuid;

use super::{Local, Told};
use crate::http::{Http, Problem};

/// A position, a time like `2026-03-01T00:00:00Z`, or a day, which stands for its beginning in UTC.
#[derive(Debug, Clone, Copy)]
pub(in crate::http) struct AsOf(pub(in crate::http) Moment);

impl<'de> Deserialize<'de> for AsOf {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let typed = String::deserialize(from)?;
        Moment::from_str(&typed).map(Self).map_err(D::Error::custom)
    }
}

impl PartialSchema for AsOf {
    fn schema() -> RefOr<Schema> {
        let text = |format| {
            ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(format))).build()
        };
        let position = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(i64::MAX)).build();
        AnyOfBuilder::new().item(position).item(text(KnownFormat::DateTime)).item(text(KnownFormat::Date)).into()
    }
}

impl ToSchema for AsOf {}

/// A moment that has passed, and how far the ledger had come by then.
#[derive(Debug, Clone, Copy)]
pub(in crate::http) struct Then {
    pub(in crate::http) position: u64,
    pub(in crate::http) at: Timestamp,
}

/// What a query reads.
pub(in crate::http) struct Sight {
    source: Source,
    pub(in crate::http) position: u64,
}

enum Source {
    Present(PgPool),
    /// With the place among those who look at the past, held until the answer is there.
    Past(Past, Then, Arc<OwnedSemaphorePermit>),
}

impl Sight {
    pub(in crate::http) fn pool(&self) -> &PgPool {
        match &self.source {
            Source::Present(pool) => pool,
            Source::Past(past, ..) => past.pool(),
        }
    }

    /// The member's own day and tastes, then or now.
    pub(in crate::http) async fn local(&self, http: &Http, member: Uuid) -> Result<Local, Problem> {
        match &self.source {
            Source::Present(_) => Local::of(http, member).await,
            Source::Past(_, then, _) => Local::at(http, member, *then).await,
        }
    }

    pub(in crate::http) fn told<T>(&self, content: T) -> Told<T> {
        Told { content, position: self.position }
    }
}

impl Http {
    /// A read model as it shows a member: now, and as fresh as is asked for, or as it was then.
    pub(in crate::http) async fn see(
        &self,
        read_model: &str,
        member: Uuid,
        as_of: Option<AsOf>,
        min_position: Option<u64>,
    ) -> Result<Sight, Problem> {
        let Some(as_of) = as_of else {
            let position = self.fresh(read_model, min_position).await?;
            return Ok(Sight { source: Source::Present(self.pool.clone()), position });
        };
        let then = self.then(as_of, "as_of").await?;
        // Only so that there are tables to look like.
        self.fresh(read_model, min_position).await?;
        // Whoever came first is next.
        let Ok(Ok(place)) = timeout(self.limits.past_within, self.pasts.clone().acquire_owned()).await else {
            let detail = "others look at the past just now; try again in a moment";
            return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "query.past-is-busy", detail)
                .at("as_of")
                .retry_after(1));
        };
        self.past(read_model, member, then, Arc::new(place)).await
    }

    /// Another read model, of the same moment and in the same place.
    pub(in crate::http) async fn see_too(
        &self,
        seen: &Sight,
        read_model: &str,
        member: Uuid,
        min_position: Option<u64>,
    ) -> Result<Sight, Problem> {
        let position = self.fresh(read_model, min_position).await?;
        match &seen.source {
            Source::Present(pool) => Ok(Sight { source: Source::Present(pool.clone()), position }),
            Source::Past(_, then, place) => self.past(read_model, member, *then, place.clone()).await,
        }
    }

    async fn past(
        &self,
        read_model: &str,
        member: Uuid,
        then: Then,
        place: Arc<OwnedSemaphorePermit>,
    ) -> Result<Sight, Problem> {
        let model = registry::by_name(read_model).map_err(|error| Problem::unavailable(&error))?;
        let past = model.past(&self.pool, member, then.position).await;
        let past = past.map_err(|error| Problem::unavailable(&error))?;
        Ok(Sight { source: Source::Past(past, then, place), position: then.position })
    }

    /// The last position that a moment takes in, if one is named.
    pub(in crate::http) async fn last(&self, as_of: Option<AsOf>) -> Result<Option<u64>, Problem> {
        let Some(as_of) = as_of else { return Ok(None) };
        Ok(Some(self.then(as_of, "as_of").await?.position))
    }

    /// When it was that somebody asks about. A position's moment is the one in which it was recorded.
    pub(in crate::http) async fn then(&self, AsOf(moment): AsOf, field: &'static str) -> Result<Then, Problem> {
        let now = (self.environment.now)();
        let position = moment.as_of(&self.pool, now).await.map_err(|error| no_such_moment(&error, field))?;
        let at = match moment {
            Moment::Time(time) => time,
            Moment::Position(0) => now,
            Moment::Position(position) => {
                let found = pg::events_after(&self.pool, position - 1, 1, &EventFilter::default()).await?;
                // The database's clock may be a little ahead.
                found.first().map_or(now, |event| event.recorded_at.min(now))
            }
        };
        Ok(Then { position, at })
    }
}

pub(in crate::http) fn no_such_moment(error: &ExportError, field: &'static str) -> Problem {
    match error {
        ExportError::NoMoment(_) | ExportError::Future(_) => {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "query.no-such-moment", error.to_string()).at(field)
        }
        ExportError::BeyondHead { head, .. } => {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "query.beyond-the-end", error.to_string())
                .at(field)
                .allowing([format!("0 to {head}")])
        }
        ExportError::UnknownSubject { .. } => Problem::not_found("member").at("member"),
        other => Problem::unavailable(other),
    }
}

/// For what is kept of the present alone, because it is about everybody: folding it anew would take the whole ledger.
pub(in crate::http) fn present_only(as_of: Option<AsOf>) -> Result<(), Problem> {
    if as_of.is_none() {
        return Ok(());
    }
    let detail = "what is about everybody is known as it is now alone; /audit and /events tell of everybody's past, \
                  and a member's own queries of theirs";
    Err(Problem::new(StatusCode::BAD_REQUEST, "query.present-only", detail).at("as_of"))
}
