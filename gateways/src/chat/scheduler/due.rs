//! What is due to a member at a moment.

use domain::history::{days_between, plus_days};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time, date, time},
    tz::TimeZone,
};
use uuid::Uuid;

use super::moment::moment;

/// Nobody is written to between these, but at the time that they chose themselves.
const QUIET_FROM: Time = time(21, 30, 0, 0);
const QUIET_UNTIL: Time = time(7, 0, 0, 0);
/// What was chosen for a quiet hour comes this late at most.
const PUNCTUAL: SignedDuration = SignedDuration::from_mins(15);
const CARD_AT: Time = time(18, 0, 0, 0);
const INSIGHT_AT: Time = time(9, 0, 0, 0);
const NUDGE_AT: Time = time(18, 0, 0, 0);
/// A Sunday; every second one from it ends a fortnight.
const A_SUNDAY: Date = date(2026, 1, 4);

/// Something to be told, and of which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Occasion {
    /// On this evening, of the day after.
    Reminder(Date),
    /// Of the fortnight that ends with this Sunday.
    Card(Date),
    /// Of the month that ended the day before this first.
    Insight(Date),
    /// Of the sessions of the day before this one.
    Nudge(Date),
}

impl Occasion {
    /// The same whoever thinks of it.
    pub(super) fn cause(self, member_id: Uuid) -> String {
        match self {
            Self::Reminder(day) => format!("reminder:{member_id}:{day}"),
            Self::Card(day) => format!("card:{member_id}:{day}"),
            Self::Insight(day) => format!("insight:{member_id}:{day}"),
            Self::Nudge(day) => format!("nudge:{member_id}:{day}"),
        }
    }

    fn moment(self, zone: &TimeZone, reminds_at: Option<Time>) -> Option<Timestamp> {
        let (day, at) = match self {
            Self::Reminder(day) => (day, reminds_at?),
            Self::Card(day) => (day, CARD_AT),
            Self::Insight(day) => (day, INSIGHT_AT),
            Self::Nudge(day) => (day, NUDGE_AT),
        };
        moment(zone, day, at)
    }

    /// How long after its moment it is still worth telling.
    const fn lasts(self) -> SignedDuration {
        match self {
            Self::Reminder(_) => SignedDuration::from_hours(3),
            Self::Nudge(_) => SignedDuration::from_hours(18),
            Self::Card(_) | Self::Insight(_) => SignedDuration::from_hours(40),
        }
    }
}

/// What is due now, and until when each would be.
pub(super) fn due(zone: &TimeZone, reminds_at: Option<Time>, now: Timestamp) -> Vec<(Occasion, Timestamp)> {
    let today = now.to_zoned(zone.clone()).date();
    let days = (0..=2).map(|ago| plus_days(today, -ago));
    let of_day = days.flat_map(occasions);
    of_day
        .filter_map(|occasion| {
            let moment = occasion.moment(zone, reminds_at)?;
            let until = moment.saturating_add(occasion.lasts()).ok()?;
            let punctual = now < moment.saturating_add(PUNCTUAL).ok()?;
            let welcome = !is_quiet(zone, now) || (punctual && matches!(occasion, Occasion::Reminder(_)));
            (moment <= now && now < until && welcome).then_some((occasion, until))
        })
        .collect()
}

fn occasions(day: Date) -> impl Iterator<Item = Occasion> {
    let card = (days_between(A_SUNDAY, day).rem_euclid(14) == 0).then_some(Occasion::Card(day));
    let insight = (day.day() == 1).then_some(Occasion::Insight(day));
    [Some(Occasion::Reminder(day)), card, insight, Some(Occasion::Nudge(day))].into_iter().flatten()
}

fn is_quiet(zone: &TimeZone, now: Timestamp) -> bool {
    let clock = now.to_zoned(zone.clone()).time();
    !(QUIET_UNTIL..QUIET_FROM).contains(&clock)
}

#[cfg(test)]
#[path = "due_tests.rs"]
mod tests;
