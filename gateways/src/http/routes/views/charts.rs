//! Training as pictures.

use axum::{extract::State, response::Response};
use domain::vocabulary::{Language, Units};
use jiff::civil::Date;
use pictures::{Look, Measure, Svg, Theme};
use serde::Deserialize;
use sqlx::PgPool;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    http::{
        Http, Problem,
        access::About,
        at::At,
        viewed::{AsOf, Ask, Local, Span, span, tagged},
    },
    pictures as drawn,
};

const MODEL: &str = "analytics";
/// Form goes on with what is planned.
const PLANNED: &str = "plans";
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
///
/// Form goes on with the plan where the span reaches beyond today.
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
    let planned = match chart {
        Chart::Form if span.to > local.today => Some(http.see_too(&seen, PLANNED, member, drawn.min_position).await?),
        _ => None,
    };
    let pools = (seen.pool(), planned.as_ref().unwrap_or(&seen).pool());
    let svg = picture(pools, member, chart, span, &local, look).await?;
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
    (pool, planned): (&PgPool, &PgPool),
    member: Uuid,
    chart: Chart,
    Span { from, to }: Span,
    local: &Local,
    look: Look,
) -> Result<Svg, Problem> {
    let span = drawn::Span { from, to };
    Ok(match chart {
        Chart::Form => drawn::form_picture(pool, planned, member, span, local.today).await?.draw(look),
        Chart::Hours => drawn::volume_picture(pool, member, Measure::Time, local.week_start, span).await?.draw(look),
        Chart::Distance => {
            drawn::volume_picture(pool, member, Measure::Distance, local.week_start, span).await?.draw(look)
        }
        Chart::Zones => drawn::zones_picture(pool, member, span).await?.draw(look),
        Chart::Vdot => drawn::vdot_picture(pool, member, span).await?.draw(look),
    })
}
