//! Item 13, a gate: the athlete's life comes first.
//!
//! Every session on a day they have, within its minutes and sports; no long run where they want none; nothing before
//! the plan begins. A race stands where it stands.

use jiff::civil::Date;

use super::{FULL, NONE, Verdict, view::View};
use crate::{
    plan::{Session, Tag},
    vocabulary::{Minutes, Sport, Weekday},
};

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let training = || view.plan.sessions.iter().filter(|session| !session.is_race());
    let wrong = training().find_map(|session| fault(view, session));
    Some(wrong.map_or_else(|| Verdict::new(FULL, "every session where it may be"), |why| Verdict::new(NONE, why)))
}

fn fault(view: &View<'_>, session: &Session) -> Option<String> {
    let profile = &view.history.profile;
    let day = Weekday::of(session.date);
    if !view.is_planned(session.date) || session.date >= view.plan.end() {
        return Some(format!("{} lies outside the plan", session.date));
    }
    if session.sport == Sport::Run && session.has(Tag::Long) && profile.no_long_run_day == Some(day) {
        return Some(format!("a long run on {day}"));
    }
    let Some(availability) = &profile.availability else { return None };
    match availability.on(day) {
        None => Some(format!("{} on {day}, a day off", session.title)),
        Some(open) if !open.sports.is_empty() && !open.sports.contains(&session.sport) => {
            Some(format!("{} on {day}, which has no {}", session.title, session.sport))
        }
        Some(open) if open.minutes.map(Minutes::get).is_some_and(|most| minutes_on(view, session.date) > most) => {
            Some(format!("more than the minutes of {day}"))
        }
        Some(_) => None,
    }
}

fn minutes_on(view: &View<'_>, date: Date) -> u16 {
    view.plan.sessions_on(date).filter(|session| !session.is_race()).map(|session| session.minutes).sum()
}
