//! Which generation is live, and where it stands.

use sqlx::{PgConnection, PgPool, Row};
use uuid::Uuid;

use super::{Generation, create, index, one_at_a_time, point_views};
use crate::{Projection, ProjectionError, cursor::Cursor};

/// What a projector of this version finds.
#[derive(Debug)]
pub(crate) enum Live {
    Mine(Cursor),
    /// An older version is live: build this one beside it.
    Older,
    /// A newer version is live: nothing to do here.
    Newer {
        live: i32,
    },
}

/// Finds the live generation; makes the first one, with its views, when there is none.
pub(crate) async fn load_live<P: Projection>(pool: &PgPool) -> Result<Live, ProjectionError> {
    if let Some(live) = find::<P>(&mut *pool.acquire().await?).await? {
        return Ok(live);
    }
    let mut tx = pg::begin(pool).await?;
    one_at_a_time(&mut tx, P::NAME).await?;
    if let Some(live) = find::<P>(&mut tx).await? {
        return Ok(live);
    }
    let generation = create::<P>(&mut tx, "live").await?;
    index::<P>(&mut tx, &generation).await?;
    point_views(&mut tx, &generation, None).await?;
    let cursor = load(&mut tx, generation).await?.ok_or(ProjectionError::Moved(P::NAME))?;
    tx.commit().await?;
    tracing::info!(projection = P::NAME, schema = cursor.generation.schema, "made the tables of a read model");
    Ok(Live::Mine(cursor))
}

async fn find<P: Projection>(connection: &mut PgConnection) -> Result<Option<Live>, ProjectionError> {
    let live: Option<(i32, i32)> =
        sqlx::query_as("select version, generation from projection_checkpoints where name = $1 and state = 'live'")
            .bind(P::NAME)
            .fetch_optional(&mut *connection)
            .await?;
    Ok(match live {
        None => None,
        Some((version, _)) if version < P::VERSION => Some(Live::Older),
        Some((version, _)) if version > P::VERSION => Some(Live::Newer { live: version }),
        Some((version, number)) => load(connection, Generation::new(P::NAME, version, number)).await?.map(Live::Mine),
    })
}

/// Where a generation stands; `None` when it is gone. One statement, so that place and parked subjects agree.
pub(crate) async fn load(
    connection: &mut PgConnection,
    generation: Generation,
) -> Result<Option<Cursor>, ProjectionError> {
    let row = sqlx::query(
        "select position, revision,
                array(select subject from parked_subjects p
                      where (p.name, p.version, p.generation) = (c.name, c.version, c.generation)) as parked
         from projection_checkpoints c where name = $1 and version = $2 and generation = $3",
    )
    .bind(generation.name)
    .bind(generation.version)
    .bind(generation.number)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Cursor {
        generation,
        position: row.try_get::<i64, _>("position")?.cast_unsigned(),
        revision: row.try_get("revision")?,
        parked: row.try_get::<Vec<Uuid>, _>("parked")?.into_iter().collect(),
    }))
}
