//! `paceledger picture`: training drawn, as SVG or PNG.

use std::path::Path;

use anyhow::{Context, bail};
use domain::history::plus_days;
use gateways::pictures::{Span, form_picture, vdot_picture, volume_picture, zones_picture};
use jiff::civil::Date;
use pictures::{Measure, Svg, Theme};

use super::show::{fresh, reader, week_start};
use crate::{
    access::Access,
    cli::{Background, PictureArgs, What},
    environment,
};

pub(crate) async fn picture(access: &Access, args: PictureArgs) -> anyhow::Result<()> {
    let kind = Kind::of(&args.out)?;
    let pool = &access.pool;
    fresh(pool, "analytics").await?;
    let reader = reader(pool, args.subject).await?;
    let today = args.on.unwrap_or_else(|| reader.today((environment::real().now)()));
    let (span, id) = (span(&args, today), reader.member_id);
    let look = reader.look(match args.theme {
        Background::Light => Theme::Light,
        Background::Dark => Theme::Dark,
    });
    let svg = match args.what {
        What::Form => {
            fresh(pool, "plans").await?;
            form_picture(pool, pool, id, span, today).await?.draw(look)
        }
        What::Volume => {
            let measure = if args.distance { Measure::Distance } else { Measure::Time };
            volume_picture(pool, id, measure, week_start(pool, id).await?, span).await?.draw(look)
        }
        What::Zones => zones_picture(pool, id, span).await?.draw(look),
        What::Vdot => vdot_picture(pool, id, span).await?.draw(look),
    };
    kind.write(&svg, &args.out)
}

fn span(args: &PictureArgs, today: Date) -> Span {
    let (back, ahead) = match args.what {
        What::Form => (84, 28),
        What::Volume => (83, 0),
        What::Zones => (27, 0),
        What::Vdot => (364, 0),
    };
    let to = args.days.to.unwrap_or_else(|| plus_days(today, ahead));
    Span { from: args.days.from.unwrap_or_else(|| plus_days(to.min(today), -back)), to }
}

enum Kind {
    Svg,
    Png,
}

impl Kind {
    fn of(path: &Path) -> anyhow::Result<Self> {
        match path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            _ => bail!("{} has to end with .svg or .png", path.display()),
        }
    }

    fn write(&self, svg: &Svg, path: &Path) -> anyhow::Result<()> {
        let bytes = match self {
            Self::Svg => svg.as_str().as_bytes().to_vec(),
            Self::Png => svg.to_png()?,
        };
        std::fs::write(path, bytes).with_context(|| format!("{} can't be written", path.display()))
    }
}
