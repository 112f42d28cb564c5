//! Training as pictures.

use axum::{extract::State, response::Response};
use domain::vocabulary::{Language, Units};
use jiff::civil::Date;
use pictures::{Look, Measure, Svg, Theme};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    http::{
        Http, Problem,
        access::About,
        at::At,
        viewed::{Ask, Local, Span, span, tagged},
    },
    pictures as drawn,
};

const MODEL: &str = "analytics";
/// Form goes on with what is planned.
const PLANNED: &str = "plans";
const USUAL_DAYS: i32 = -90;

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
    let local = Local::of(&http, member).await?;
    let span = span(drawn.from, drawn.to, local.today, USUAL_DAYS)?;
    let look = Look {
        language: drawn.language.unwrap_or(local.language),
        units: drawn.units.unwrap_or(local.units),
        theme: match drawn.theme {
            Background::Light => Theme::Light,
            Background::Dark => Theme::Dark,
        },
    };
    let position = http.fresh(MODEL, drawn.min_position).await?;
    if matches!(chart, Chart::Form) {
        http.fresh(PLANNED, drawn.min_position).await?;
    }
    let svg = picture(&http, member, chart, span, local.today, look).await?;
    Ok(match drawn.format {
        Format::Svg => tagged(svg.into_string().into_bytes(), "image/svg+xml", position),
        Format::Png => tagged(rasterised(svg).await?, "image/png", position),
    })
}

/// A large picture takes a tenth of a second, which would hold up everybody else.
async fn rasterised(svg: Svg) -> Result<Vec<u8>, Problem> {
    let drawing = tokio::task::spawn_blocking(move || svg.to_png()).await;
    drawing.map_err(|error| Problem::unavailable(&error))?.map_err(|error| Problem::unavailable(&error))
}

async fn picture(
    http: &Http,
    member: Uuid,
    chart: Chart,
    Span { from, to }: Span,
    today: Date,
    look: Look,
) -> Result<Svg, Problem> {
    let (pool, span) = (&http.pool, drawn::Span { from, to });
    Ok(match chart {
        Chart::Form => drawn::form_picture(pool, member, span, today).await?.draw(look),
        Chart::Hours => drawn::volume_picture(pool, member, Measure::Time, span).await?.draw(look),
        Chart::Distance => drawn::volume_picture(pool, member, Measure::Distance, span).await?.draw(look),
        Chart::Zones => drawn::zones_picture(pool, member, span).await?.draw(look),
        Chart::Vdot => drawn::vdot_picture(pool, member, span).await?.draw(look),
    })
}
