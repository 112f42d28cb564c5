//! Where and how a member lives.

use axum::http::StatusCode;
use domain::{
    history::{days_between, plus_days},
    member::Member,
    vocabulary::{Language, Units, WeekStart},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use uuid::Uuid;

use super::Then;
use crate::{
    http::{Http, Problem},
    reader::Reader,
};

/// Ten years: longer than anybody looks at at once.
const LONGEST_SPAN_DAYS: i32 = 3_660;

/// A member's own day, and what they want to be told in.
pub(in crate::http) struct Local {
    pub(in crate::http) today: Date,
    pub(in crate::http) zone: TimeZone,
    pub(in crate::http) language: Language,
    pub(in crate::http) units: Units,
    pub(in crate::http) week_start: WeekStart,
}

impl Local {
    pub(in crate::http) async fn of(http: &Http, member: Uuid) -> Result<Self, Problem> {
        let found = http.members.now(member).await?;
        Self::on(found.as_deref(), (http.environment.now)())
    }

    /// The same, then.
    pub(in crate::http) async fn at(http: &Http, member: Uuid, then: Then) -> Result<Self, Problem> {
        Self::on(pg::member_at(&http.pool, member, then.position).await?.as_ref(), then.at)
    }

    fn on(member: Option<&Member>, at: Timestamp) -> Result<Self, Problem> {
        let member = member.ok_or_else(|| Problem::not_found("member").at("member"))?;
        let zone = member.time_zone().and_then(domain::vocabulary::TimeZoneName::time_zone).unwrap_or(TimeZone::UTC);
        Ok(Self {
            today: at.to_zoned(zone.clone()).date(),
            zone,
            language: member.language().unwrap_or(Language::English),
            units: member.units().unwrap_or(Units::Metric),
            week_start: member.week_start(),
        })
    }

    pub(in crate::http) fn reader(&self, member_id: Uuid) -> Reader {
        Reader { member_id, language: self.language, units: self.units, zone: self.zone.clone() }
    }
}

/// Days, both ends among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) struct Span {
    pub(in crate::http) from: Date,
    pub(in crate::http) to: Date,
}

/// What was asked for; otherwise so many days up to, or from, `today`.
pub(in crate::http) fn span(
    from: Option<Date>,
    to: Option<Date>,
    today: Date,
    usual_days: i32,
) -> Result<Span, Problem> {
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => (from, plus_days(from, usual_days.abs()).max(today)),
        (None, to) if usual_days < 0 => (plus_days(to.unwrap_or(today), usual_days), to.unwrap_or(today)),
        (None, to) => (today.min(to.unwrap_or(today)), to.unwrap_or_else(|| plus_days(today, usual_days))),
    };
    let wrong = |detail: String, at| Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "query.span", detail).at(at));
    if to < from {
        return wrong(format!("{to} is before {from}"), "to");
    }
    if days_between(from, to) > LONGEST_SPAN_DAYS {
        return wrong(format!("{LONGEST_SPAN_DAYS} days are the most that can be asked for at once"), "from");
    }
    // What the calendars of Postgres and of everybody else agree about.
    if from.year() < 1 || to.year() > 9_000 {
        return wrong("years from 1 to 9000 can be asked for".to_owned(), "from");
    }
    Ok(Span { from, to })
}
