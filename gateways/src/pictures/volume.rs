//! How much of each sport there was, week by week.

use domain::{history::plus_days, vocabulary::WeekStart};
use jiff::civil::Date;
use pictures::{Measure, VolumePicture, VolumeWeek};
use projections::analytics::{self, Period, PeriodTotals};
use sqlx::PgPool;
use uuid::Uuid;

use super::Span;

/// The weeks of a span, the first of them whole; those without training are there too, once training has begun.
pub async fn volume_picture(
    pool: &PgPool,
    member_id: Uuid,
    measure: Measure,
    week_start: WeekStart,
    span: Span,
) -> Result<VolumePicture, sqlx::Error> {
    // A week that is cut in two would look like an easy one.
    let first = week_start.week_of(span.from);
    let mut totals = analytics::totals(pool, member_id, Period::Week(week_start), first, span.to).await?;
    totals.reverse();
    let mut weeks: Vec<VolumeWeek> = Vec::new();
    for period in &totals {
        while let Some(gap) = weeks.last().map(|week| plus_days(week.first, 7)).filter(|gap| *gap < period.first_day) {
            weeks.push(empty(gap));
        }
        weeks.push(week(period, measure));
    }
    while let Some(gap) = weeks.last().map(|week| plus_days(week.first, 7)).filter(|gap| *gap <= span.to) {
        weeks.push(empty(gap));
    }
    Ok(VolumePicture { measure, weeks })
}

fn week(period: &PeriodTotals, measure: Measure) -> VolumeWeek {
    #[expect(clippy::cast_precision_loss, reason = "seconds and metres of a week")]
    let amounts = period.totals.iter().filter_map(|total| {
        let amount = match measure {
            Measure::Time => total.seconds,
            Measure::Distance => total.metres,
        };
        Some((total.sport.parse().ok()?, amount as f64))
    });
    VolumeWeek { first: period.first_day, amounts: amounts.collect() }
}

fn empty(first: Date) -> VolumeWeek {
    VolumeWeek { first, amounts: Vec::new() }
}
