//! Training as pictures.

use std::{collections::BTreeMap, str::FromStr};

use axum::{extract::State, response::Response};
use domain::vocabulary::{Language, Sport, Units, Zone};
use jiff::civil::Date;
use pictures::{
    FormPicture, FormPoint, Look, Measure, Svg, Theme, VdotPicture, VdotPoint, VdotSource, VolumePicture, VolumeWeek,
    ZonesPicture,
};
use projections::analytics::{self, PeriodTotals};
use serde::Deserialize;
use sqlx::PgPool;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::{
    Http, Problem,
    access::About,
    at::At,
    viewed::{AsOf, Ask, Span, span, tagged},
};

const MODEL: &str = "analytics";
const USUAL_DAYS: i32 = -90;

/// What there is to be drawn, by name.
pub(in crate::http) const CHARTS: [&str; 5] = ["form", "hours", "distance", "zones", "vdot"];

/// What is drawn.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::http) enum Chart {
    Form,
    Hours,
    Distance,
    Zones,
    Vdot,
}

#[derive(Deserialize)]
pub(in crate::http) struct ChartAt {
    chart: Chart,
}

#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::http) enum Format {
    #[default]
    Svg,
    Png,
}

#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::http) enum Background {
    #[default]
    Light,
    Dark,
}

/// Which days, and for whose eyes; the member's own language and units unless told.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Drawn {
    #[serde(default)]
    #[param(inline, required = false)]
    format: Format,
    #[serde(default)]
    #[param(inline, required = false)]
    theme: Background,
    #[param(inline)]
    language: Option<Language>,
    #[param(inline)]
    units: Option<Units>,
    /// The first day.
    from: Option<Date>,
    /// The last day.
    to: Option<Date>,
    /// As it was then: a position, a time like `2026-03-01T00:00:00Z`, or a day, which stands for its beginning in UTC. What
    /// counts from today counts from that day. Now unless told.
    #[param(value_type = Option<AsOf>, inline)]
    as_of: Option<AsOf>,
    /// Waits until the answer shows the ledger up to this position.
    min_position: Option<u64>,
}

/// A chart as SVG or PNG: form, hours, distance, zones, vdot; of the last 90 days unless told
#[utoipa::path(get, path = "/members/{member}/charts/{chart}", tag = "analytics", params(Drawn),
    responses((status = 200, content((String = "image/svg+xml"), (Vec<u8> = "image/png")))))]
pub(in crate::http) async fn draw(
    State(http): State<Http>,
    About(member): About,
    At(ChartAt { chart }): At<ChartAt>,
    Ask(drawn): Ask<Drawn>,
) -> Result<Response, Problem> {
    let seen = http.see(MODEL, member, drawn.as_of, drawn.min_position).await?;
    let local = seen.local(&http, member).await?;
    let span = span(drawn.from, drawn.to, local.today, USUAL_DAYS)?;
    let look = Look {
        language: drawn.language.unwrap_or(local.language),
        units: drawn.units.unwrap_or(local.units),
        theme: match drawn.theme {
            Background::Light => Theme::Light,
            Background::Dark => Theme::Dark,
        },
    };
    let svg = picture(seen.pool(), member, chart, span, local.today, look).await?;
    Ok(match drawn.format {
        Format::Svg => tagged(svg.into_string().into_bytes(), "image/svg+xml", seen.position),
        Format::Png => tagged(rasterised(svg).await?, "image/png", seen.position),
    })
}

/// A large picture takes a tenth of a second, which would hold up everybody else.
async fn rasterised(svg: Svg) -> Result<Vec<u8>, Problem> {
    let drawing = tokio::task::spawn_blocking(move || svg.to_png()).await;
    drawing.map_err(|error| Problem::unavailable(&error))?.map_err(|error| Problem::unavailable(&error))
}

async fn picture(
    pool: &PgPool,
    member: Uuid,
    chart: Chart,
    Span { from, to }: Span,
    today: Date,
    look: Look,
) -> Result<Svg, Problem> {
    let totals = analytics::totals(pool, member, analytics::Period::Week, from, to);
    Ok(match chart {
        Chart::Form => {
            let days = analytics::days(pool, member, from, to).await?;
            let points = days.into_iter().map(|day| FormPoint {
                date: day.date,
                fitness: day.fitness,
                fatigue: day.fatigue,
                balance: day.balance,
                warming_up: day.warming_up,
            });
            FormPicture { today, days: points.collect() }.draw(look)
        }
        Chart::Hours => volume(&totals.await?, Measure::Time).draw(look),
        Chart::Distance => volume(&totals.await?, Measure::Distance).draw(look),
        Chart::Zones => ZonesPicture { first: from, last: to, seconds: zones(&totals.await?) }.draw(look),
        Chart::Vdot => VdotPicture { runs: runs(pool, member, from, to).await? }.draw(look),
    })
}

/// Each run that showed how fit the athlete was, once.
async fn runs(pool: &PgPool, member: Uuid, from: Date, to: Date) -> Result<Vec<VdotPoint>, Problem> {
    let history = analytics::vdot_history(pool, member, from, to).await?;
    let shown = history.into_iter().filter_map(|on| on.shown_by).filter(|run| run.date >= from);
    let runs: BTreeMap<Date, f64> = shown.map(|run| (run.date, run.fresh)).collect();
    let bests = analytics::bests(pool, member, from, to).await?;
    let is_race = |date: Date| bests.iter().any(|best| best.race && best.day == date);
    let source = |date| if is_race(date) { VdotSource::Race } else { VdotSource::HardRun };
    Ok(runs.into_iter().map(|(date, vdot)| VdotPoint { date, vdot, source: source(date) }).collect())
}

#[expect(clippy::cast_precision_loss, reason = "seconds and metres of a week")]
fn volume(weeks: &[PeriodTotals], measure: Measure) -> VolumePicture {
    let amount = |seconds: u64, metres: u64| match measure {
        Measure::Time => seconds as f64,
        Measure::Distance => metres as f64,
    };
    let week = |week: &PeriodTotals| {
        let amounts = week
            .totals
            .iter()
            .filter_map(|total| Some((Sport::from_str(&total.sport).ok()?, amount(total.seconds, total.metres))));
        VolumeWeek { first: week.first_day, amounts: amounts.collect() }
    };
    VolumePicture { measure, weeks: weeks.iter().rev().map(week).collect() }
}

#[expect(clippy::cast_precision_loss, reason = "seconds of some years")]
fn zones(weeks: &[PeriodTotals]) -> Vec<(Zone, f64)> {
    let totals = weeks.iter().flat_map(|week| &week.totals);
    totals
        .filter_map(|total| {
            let zone = Zone::ALL.get(usize::from(total.zone?).checked_sub(1)?)?;
            Some((*zone, total.seconds as f64))
        })
        .collect()
}
