//! `/summary`: the last two weeks against the two before.

use domain::vocabulary::Sport;
use jiff::civil::Date;
use projections::analytics::{self, Progress, Span};

use super::{
    Answer,
    sessions::capital,
    stats::{distance, hours},
    up_to_date,
};
use crate::chat::{
    Asker, Desk,
    reply::{Part, Reply, Voice, keys},
};

pub(super) async fn summary(desk: &Desk, asker: &Asker<'_>) -> Answer {
    up_to_date(desk, "analytics").await?;
    let progress = analytics::progress(&desk.pool, asker.member_id, asker.today).await?;
    let card = card(asker.voice, &progress, asker.today);
    Ok(vec![card.unwrap_or_else(|| Reply::paragraph(asker.voice.say(keys::SUMMARY_NONE, &[])))])
}

/// The card; none where there was no training in either fortnight.
pub(in crate::chat) fn card(voice: Voice, progress: &Progress, today: Date) -> Option<Reply> {
    let Progress { now, before } = progress;
    if now.count + before.count == 0 {
        return None;
    }
    let args = [("from", capital(&voice.date(now.from, today)).into()), ("to", voice.date(now.to, today).into())];
    let column = |name: &'static str| voice.say(keys::COLUMN, &[("column", name.into())]);
    let rows = ROWS.iter().filter_map(|(name, cell)| {
        let (now, before) = (cell(voice, now), cell(voice, before));
        let shown = now.is_some() || before.is_some();
        let cell = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
        shown.then(|| vec![column(name), cell(now), cell(before)])
    });
    let head = vec![String::new(), column("two-weeks"), column("before")];
    let table = Part::Table { head, rows: rows.collect() };
    Some(Reply::paragraph(voice.say(keys::SUMMARY_HEAD, &args)).and(table))
}

type Cell = fn(Voice, &Span) -> Option<String>;

/// A figure that there is none of has no cell.
const ROWS: [(&str, Cell); 8] = [
    ("workouts", |_, span| Some(span.count.to_string())),
    ("time", |voice, span| Some(hours(voice, span.seconds))),
    ("distance", |voice, span| (span.metres > 0).then(|| distance(voice, Sport::Multisport, span.metres))),
    ("load", |voice, span| Some(voice.number(span.load, 0))),
    ("longest", |voice, span| (span.longest_s > 0).then(|| hours(voice, u64::from(span.longest_s)))),
    ("run-pace", |voice, span| span.run_pace_s.map(|pace| voice.pace(Sport::Run, 1_000.0, pace))),
    ("effort", |voice, span| span.mean_rpe.map(|rpe| voice.number(rpe, 1))),
    ("vdot", |voice, span| span.run_pace_s.map(|_| voice.number(span.vdot, 1))),
];
