//! `/stats`: what a week, a month or a year adds up to.

use std::collections::BTreeMap;

use domain::{history::plus_days, vocabulary::Sport};
use jiff::{ToSpan, civil::Date};
use projections::analytics::{self, Period, PeriodTotals};

use super::{Answer, up_to_date};
use crate::chat::{
    Asker, Desk,
    parse::StatsSpan,
    reply::{Part, Reply, Voice, keys},
};

#[derive(Default, Clone, Copy)]
struct Sum {
    workouts: u32,
    seconds: u64,
    metres: u64,
}

pub(super) async fn stats(desk: &Desk, asker: &Asker<'_>, span: StatsSpan) -> Answer {
    up_to_date(desk, "analytics").await?;
    let (period, name, first) = bounds(span, asker);
    let before = previous(span, first);
    let voice = asker.voice;
    let found = analytics::totals(&desk.pool, asker.member_id, period, before, asker.today).await?;
    let of = |day: Date| found.iter().find(|period| period.first_day == day).map(by_sport).unwrap_or_default();
    let (now, then) = (of(first), of(before));
    let args = [("date", voice.date(first, asker.today).into()), ("span", name.into())];
    let mut reply = Reply::paragraph(voice.say(keys::STATS_HEAD, &args));
    reply = match now.is_empty() {
        true => reply.and(Part::Paragraph(voice.say(keys::STATS_NONE, &[]))),
        false => reply.and(table(voice, &now)),
    };
    if !then.is_empty() {
        let all = total(&then);
        let args =
            [("span", name.into()), ("time", hours(voice, all.seconds).into()), ("workouts", all.workouts.into())];
        reply = reply.and(Part::Paragraph(voice.say(keys::STATS_BEFORE, &args)));
    }
    Ok(vec![reply])
}

fn bounds(span: StatsSpan, asker: &Asker<'_>) -> (Period, &'static str, Date) {
    let (today, start) = (asker.today, asker.member.week_start());
    match span {
        StatsSpan::Week => (Period::Week(start), "week", start.week_of(today)),
        StatsSpan::Month => (Period::Month, "month", today.first_of_month()),
        StatsSpan::Year => (Period::Year, "year", today.first_of_year()),
    }
}

fn previous(span: StatsSpan, first: Date) -> Date {
    match span {
        StatsSpan::Week => plus_days(first, -7),
        StatsSpan::Month => first.saturating_sub(1.month()),
        StatsSpan::Year => first.saturating_sub(1.year()),
    }
}

fn by_sport(period: &PeriodTotals) -> BTreeMap<Sport, Sum> {
    let mut sums = BTreeMap::new();
    for total in &period.totals {
        let sum: &mut Sum = sums.entry(total.sport.parse().unwrap_or(Sport::Other)).or_default();
        sum.workouts += total.workouts;
        sum.seconds += total.seconds;
        sum.metres += total.metres;
    }
    sums
}

fn total(sums: &BTreeMap<Sport, Sum>) -> Sum {
    sums.values().fold(Sum::default(), |all, sum| Sum {
        workouts: all.workouts + sum.workouts,
        seconds: all.seconds + sum.seconds,
        metres: all.metres + sum.metres,
    })
}

fn table(voice: Voice, sums: &BTreeMap<Sport, Sum>) -> Part {
    let column = |name: &'static str| voice.say(keys::COLUMN, &[("column", name.into())]);
    let row = |name: String, sport: Sport, sum: &Sum| {
        let distance = if sum.metres > 0 { distance(voice, sport, sum.metres) } else { "–".to_owned() };
        vec![name, sum.workouts.to_string(), hours(voice, sum.seconds), distance]
    };
    let mut rows: Vec<_> = sums.iter().map(|(sport, sum)| row(voice.sport(*sport), *sport, sum)).collect();
    if sums.len() > 1 {
        rows.push(row(column("total"), Sport::Multisport, &total(sums)));
    }
    Part::Table { head: vec![column("sport"), column("times"), column("time"), column("distance")], rows }
}

#[expect(clippy::cast_precision_loss, reason = "metres of a year")]
pub(in crate::chat) fn distance(voice: Voice, sport: Sport, metres: u64) -> String {
    voice.distance(sport, metres as f64)
}

/// Hours and minutes.
pub(in crate::chat) fn hours(voice: Voice, seconds: u64) -> String {
    let minutes = (seconds + 30) / 60;
    voice.say(keys::HOURS, &[("clock", format!("{}:{:02}", minutes / 60, minutes % 60).into())])
}
