//! What races and hard runs were worth.

use pictures::{VdotPicture, VdotPoint, VdotSource};
use projections::analytics::{self, RunResult};
use sqlx::PgPool;
use uuid::Uuid;

use super::Span;

pub async fn vdot_picture(pool: &PgPool, member_id: Uuid, span: Span) -> Result<VdotPicture, sqlx::Error> {
    let results = analytics::run_results(pool, member_id, span.from, span.to).await?;
    Ok(VdotPicture { runs: results.iter().map(point).collect() })
}

fn point(result: &RunResult) -> VdotPoint {
    let source = if result.race { VdotSource::Race } else { VdotSource::HardRun };
    VdotPoint { date: result.day, vdot: result.vdot, source }
}
