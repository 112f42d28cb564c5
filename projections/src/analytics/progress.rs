//! The last two weeks against the two before, and a month in a few sentences.

use domain::{
    history::{AthleteHistory, plus_days},
    plan::Message,
    units::{format_clock, format_distance},
    vocabulary::{Sport, Units},
};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;
use sqlx::PgPool;
use uuid::Uuid;

use super::{
    done::{Workout, athlete, done},
    vdot::vdot_on,
};

const FORTNIGHT: i32 = 14;
/// Enough for three years of a look at fitness; `vdot_on` asks for no more than one.
const LOOK_BACK_DAYS: i32 = 400;
const MOST_FACTS: usize = 5;
/// Less than this is no news.
const NEWS: f64 = 0.01;

/// What a span of days amounts to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SpanFigures))]
pub struct Span {
    pub from: Date,
    /// The last day.
    pub to: Date,
    pub count: u32,
    pub metres: u64,
    pub seconds: u64,
    pub load: f64,
    /// Seconds of the longest workout.
    pub longest_s: u32,
    /// Metres of the farthest run.
    pub longest_run_m: u32,
    /// Seconds a kilometre over all runs with a distance.
    pub run_pace_s: Option<f64>,
    /// Mean of what the athlete felt, 1 to 10.
    pub mean_rpe: Option<f64>,
    /// At the end of the span.
    pub vdot: f64,
}

/// Two spans of equal length.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Progress {
    pub now: Span,
    pub before: Span,
}

/// A month in at most five facts, the greatest change first.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Insight {
    pub now: Span,
    pub before: Span,
    pub facts: Vec<Message>,
}

/// The fourteen days up to and with a date, and the fourteen before.
pub async fn progress(pool: &PgPool, member_id: Uuid, today: Date) -> Result<Progress, sqlx::Error> {
    let (workouts, known) = looked_at(pool, member_id, today).await?;
    let half = plus_days(today, -FORTNIGHT);
    Ok(Progress {
        now: span(&workouts, &known, plus_days(half, 1), today),
        before: span(&workouts, &known, plus_days(half, 1 - FORTNIGHT), half),
    })
}

/// A month up to a day, against the month before: as many days of it, or all of it when the month is over.
pub async fn insight(pool: &PgPool, member_id: Uuid, until: Date) -> Result<Insight, sqlx::Error> {
    let (workouts, known) = looked_at(pool, member_id, until).await?;
    let last = until.first_of_month().saturating_sub(1.day());
    let over = until == until.last_of_month();
    let same_day = plus_days(last.first_of_month(), i32::from(until.day()) - 1);
    let now = span(&workouts, &known, until.first_of_month(), until);
    let before = span(&workouts, &known, last.first_of_month(), if over { last } else { same_day.min(last) });
    Ok(Insight { facts: facts(&now, &before), now, before })
}

async fn looked_at(pool: &PgPool, member: Uuid, to: Date) -> Result<(Vec<Workout>, AthleteHistory), sqlx::Error> {
    tokio::try_join!(done(pool, member, plus_days(to, -LOOK_BACK_DAYS), to), athlete(pool, member))
}

pub(super) fn span(workouts: &[Workout], known: &AthleteHistory, from: Date, to: Date) -> Span {
    let within: Vec<&Workout> =
        workouts.iter().filter(|w| (from..=to).contains(&w.day) && w.sport != Sport::Rest).collect();
    let runs: Vec<&&Workout> = within.iter().filter(|w| w.sport == Sport::Run && w.metres > 0).collect();
    let run_s: f64 = runs.iter().map(|w| f64::from(w.seconds)).sum();
    let run_m: f64 = runs.iter().map(|w| f64::from(w.metres)).sum();
    let felt: Vec<f64> = within.iter().filter_map(|w| w.rpe).map(f64::from).collect();
    Span {
        from,
        to,
        count: u32::try_from(within.len()).unwrap_or(u32::MAX),
        metres: within.iter().map(|w| u64::from(w.metres)).sum(),
        seconds: within.iter().map(|w| u64::from(w.seconds)).sum(),
        load: within.iter().map(|w| w.load).sum(),
        longest_s: within.iter().map(|w| w.seconds).max().unwrap_or(0),
        longest_run_m: runs.iter().map(|w| w.metres).max().unwrap_or(0),
        run_pace_s: (run_m > 0.0).then(|| run_s / run_m * 1_000.0),
        mean_rpe: mean(&felt),
        vdot: vdot_on(workouts, known, to).vdot,
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    let count = f64::from(u32::try_from(values.len()).ok().filter(|count| *count > 0)?);
    Some(values.iter().sum::<f64>() / count)
}

/// A figure of both months, and how it is told.
struct Compared {
    key: &'static str,
    what: &'static str,
    now: f64,
    before: f64,
    print: fn(f64) -> String,
}

impl Compared {
    fn change(&self) -> f64 {
        if self.before == 0.0 { 1.0 } else { (self.now - self.before) / self.before }
    }

    fn told(&self) -> Message {
        let (now, before, percent) = ((self.print)(self.now), (self.print)(self.before), self.change() * 100.0);
        let text = if self.before == 0.0 {
            format!("{}: {now}, after none the month before.", self.what)
        } else {
            format!("{}: {now}, {percent:+.0} % against {before} the month before.", self.what)
        };
        Message::new(self.key, text).with("now", now).with("before", before).with("percent", format!("{percent:+.0}"))
    }
}

/// What changed most; nothing of a month without training.
fn facts(now: &Span, before: &Span) -> Vec<Message> {
    if now.count == 0 {
        return Vec::new();
    }
    let compared = |key, what, now, before, print| Compared { key, what, now, before, print };
    #[expect(clippy::cast_precision_loss, reason = "metres of a month")]
    let km = |metres: u64| metres as f64;
    let (pace, felt) = (|span: &Span| span.run_pace_s.unwrap_or(0.0), |span: &Span| span.mean_rpe.unwrap_or(0.0));
    let mut all = vec![
        compared("insight.distance", "Distance", km(now.metres), km(before.metres), distance),
        compared("insight.pace", "Running pace", pace(now), pace(before), |s| format!("{} /km", format_clock(s))),
        compared("insight.vdot", "Running fitness (VDOT)", now.vdot, before.vdot, |vdot| format!("{vdot:.1}")),
        compared("insight.effort", "Mean effort of 10", felt(now), felt(before), |rpe| format!("{rpe:.1}")),
        compared("insight.count", "Workouts", now.count.into(), before.count.into(), |count| format!("{count:.0}")),
        compared("insight.longest", "Longest workout", now.longest_s.into(), before.longest_s.into(), format_clock),
    ];
    all.retain(|fact| fact.now > 0.0 && fact.change().abs() >= NEWS);
    all.sort_by(|a, b| b.change().abs().total_cmp(&a.change().abs()));
    all.iter().take(MOST_FACTS).map(Compared::told).collect()
}

fn distance(metres: f64) -> String {
    format_distance(metres, Units::Metric)
}
