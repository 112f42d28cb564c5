//! How hard it was.

use domain::vocabulary::Zone;
use pictures::ZonesPicture;
use projections::analytics::{self, Period};
use sqlx::PgPool;
use uuid::Uuid;

use super::Span;

/// The time of a span in each zone. Workouts that were logged without one are not in it.
pub async fn zones_picture(pool: &PgPool, member_id: Uuid, span: Span) -> Result<ZonesPicture, sqlx::Error> {
    let years = analytics::totals(pool, member_id, Period::Year, span.from, span.to).await?;
    #[expect(clippy::cast_precision_loss, reason = "seconds of some years")]
    let seconds = years.iter().flat_map(|year| &year.totals).filter_map(|total| {
        let zone = Zone::ALL.get(usize::from(total.zone?.checked_sub(1)?))?;
        Some((*zone, total.seconds as f64))
    });
    Ok(ZonesPicture { first: span.from, last: span.to, seconds: seconds.collect() })
}
