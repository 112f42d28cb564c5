//! What to change when more or less was done than planned, or when the athlete was ill.
//!
//! After an illness nothing hard for a week, and everything shorter by up to 30 %, as a new plan would begin.
//! A deviation over 20 % in one sport offers an adjustment of the days after it; the days up to it never change. Too much
//! is taken from the next days, of the same sport first, and what is hard tomorrow becomes easy. Too little is made up in
//! part, in the same sport, by a tenth of a session at most, and not within 48 hours. After J. Daniels ("Daniels' Running Formula"): a missed session is not caught up.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Message, Session, Tag, standing::Standing};
use crate::{
    history::{days_between, plus_days},
    matching::{SportMinutes, offers_adjustment},
    vocabulary::{Minutes, Sport, Weekday, Zone},
};

/// Days within which an adjustment works itself out.
const DAYS: i32 = 7;
/// What was left out isn't added again before so many days have passed.
const PAUSE_DAYS: i32 = 3;
const SHORTEST: u16 = 20;
/// The note of a session that is spared already.
const ILL: &str = "note.ill";
const AFTER_ILLNESS: &str =
    "You were ill: nothing hard for a week, and everything shorter. This is not medical advice.";

/// A session as it is and as it would be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionChange {
    pub before: Box<Session>,
    pub after: Box<Session>,
}

/// What happened that the plan should answer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    pub date: Date,
    /// The sport of which more or less was done; absent where the athlete was ill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sport: Option<Sport>,
    pub planned_minutes: u32,
    pub done_minutes: u32,
}

/// A proposal: the differences, and the reason in a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    pub adjustment_id: Uuid,
    pub cause: Deviation,
    pub changes: Vec<SessionChange>,
    pub reason: String,
}

/// The adjustment that a day calls for; `None` when it calls for none. Illness goes before everything else, and too much
/// of one sport before too little of another.
pub(super) fn propose(standing: &Standing<'_>, adjustment_id: Uuid, date: Date) -> Option<Adjustment> {
    after_illness(standing, adjustment_id, date).or_else(|| after_deviation(standing, adjustment_id, date))
}

/// Nothing hard for a week, and everything a good deal shorter: whoever is ill isn't asked what they have done.
fn after_illness(standing: &Standing<'_>, adjustment_id: Uuid, date: Date) -> Option<Adjustment> {
    standing.history.reading(date).filter(|reading| reading.ill)?;
    let mut changes = Vec::new();
    let is_spared = |session: &Session| session.note.as_ref().is_some_and(|note| note.key == ILL);
    for before in after(standing, date, 1).filter(|session| !is_spared(session)) {
        let mut spared = before.clone();
        if !spared.zone.is_easy() || spared.is_hard() {
            ease(&mut spared);
        }
        cut(&mut spared, u32::MAX);
        spared.note = Some(Message::new(ILL, AFTER_ILLNESS));
        push(&mut changes, before, spared);
    }
    let minutes = |done: u32, (_, more): (Sport, u32)| done + more;
    let planned = standing.plan.sessions_on(date).map(|session| (session.sport, u32::from(session.minutes)));
    let done = standing.history.workouts.iter().filter(|done| done.date == date);
    let done = done.map(|done| (done.sport, u32::from(done.minutes)));
    let cause =
        Deviation { date, sport: None, planned_minutes: planned.fold(0, minutes), done_minutes: done.fold(0, minutes) };
    let reason = AFTER_ILLNESS.to_owned();
    (!changes.is_empty()).then_some(Adjustment { adjustment_id, cause, changes, reason })
}

fn after_deviation(standing: &Standing<'_>, adjustment_id: Uuid, date: Date) -> Option<Adjustment> {
    let sports = standing.deviations(date)?;
    let calling = || sports.iter().copied().filter(calls_for_change);
    let most = calling().filter(|sport| sport.excess() > 0).max_by_key(|sport| sport.excess());
    let least = calling().filter(|_| !standing.is_spared()).max_by_key(|sport| sport.lack());
    let sport = most.or(least)?;
    let (planned, done): (u32, u32) = (sum(&sports, |sport| sport.planned), sum(&sports, |sport| sport.done));
    let changes = if most.is_some() {
        relieved(standing, date, sport, done.saturating_sub(planned))
    } else {
        made_up(standing, date, sport, planned.saturating_sub(done))
    };
    let cause = Deviation { date, sport: Some(sport.sport), planned_minutes: sport.planned, done_minutes: sport.done };
    let reason = reason(sport, most.is_some());
    (!changes.is_empty()).then_some(Adjustment { adjustment_id, cause, changes, reason })
}

fn sum(sports: &[SportMinutes], part: fn(&SportMinutes) -> u32) -> u32 {
    sports.iter().map(part).sum()
}

fn reason(SportMinutes { sport, planned, done }: SportMinutes, more: bool) -> String {
    if more {
        format!("You did {done} minutes instead of {planned} ({sport}), so the next days are lighter.")
    } else {
        format!(
            "{done} of {planned} minutes are done ({sport}); a part of the rest comes back later, a little at a time."
        )
    }
}

impl Adjustment {
    /// Whether any session gets longer or harder by it.
    pub(super) fn adds(&self) -> bool {
        self.changes.iter().any(|change| change.after.load() > change.before.load())
    }

    /// Whether any session gets shorter or easier by it, and longer or harder again when it is undone.
    pub(super) fn takes_out(&self) -> bool {
        self.changes.iter().any(|change| change.after.load() < change.before.load())
    }
}

/// A session's worth of what wasn't planned at all calls for relief as well.
fn calls_for_change(sport: &SportMinutes) -> bool {
    let unplanned = sport.planned == 0 && sport.done >= u32::from(SHORTEST);
    unplanned || offers_adjustment(sport.planned, sport.done)
}

/// The same sport gives up what was too much of it; the others what was too much of the whole day.
fn relieved(standing: &Standing<'_>, date: Date, sport: SportMinutes, of_day: u32) -> Vec<SessionChange> {
    let sessions: Vec<&Session> = after(standing, date, 1).collect();
    let mut lighter: Vec<Session> = sessions.iter().map(|&session| session.clone()).collect();
    for session in lighter.iter_mut().filter(|session| session.is_hard() && days_between(date, session.date) == 1) {
        ease(session);
    }
    let mut excess = sport.excess();
    let own = lighter.iter_mut().filter(|session| session.sport == sport.sport);
    own.for_each(|session| excess -= cut(session, excess));
    let mut excess = excess.min(of_day);
    let others = lighter.iter_mut().filter(|session| session.sport != sport.sport);
    others.for_each(|session| excess -= cut(session, excess));
    let mut changes = Vec::new();
    sessions.into_iter().zip(lighter).for_each(|(before, after)| push(&mut changes, before, after));
    changes
}

/// Takes up to so many minutes off a session, as far as it can spare them; says how many.
fn cut(session: &mut Session, excess: u32) -> u32 {
    let spare = u32::from(session.minutes.saturating_sub(SHORTEST).min(session.minutes * 3 / 10));
    let cut = if session.is_hard() { 0 } else { spare.min(excess) };
    let before = session.minutes;
    resize(session, before - u16::try_from(cut).unwrap_or(0));
    u32::from(before - session.minutes)
}

/// Never more than a week may grow or a day holds; long, optional and light weeks' sessions stay as they are.
fn made_up(standing: &Standing<'_>, date: Date, sport: SportMinutes, of_day: u32) -> Vec<SessionChange> {
    let mut missing = sport.lack().min(of_day) / 2;
    let mut room: Vec<u32> = standing.plan.weeks.iter().map(|week| standing.room(week)).collect();
    let mut changes = Vec::new();
    let own = after(standing, date, PAUSE_DAYS).filter(|session| session.sport == sport.sport);
    for session in own.filter(|session| may_grow(session)) {
        let Some(at) = standing.plan.weeks.iter().position(|week| week.contains(session.date)) else { continue };
        let week = &standing.plan.weeks[at];
        if week.deload || week.phase.is_taper() {
            continue;
        }
        let most = u32::from(session.minutes / 10).min(spare_minutes(standing, session));
        let more = most.min(missing).min(room[at]);
        let mut longer = session.clone();
        resize(&mut longer, session.minutes + u16::try_from(more).unwrap_or(0));
        missing -= more;
        room[at] -= more;
        push(&mut changes, session, longer);
    }
    changes
}

fn may_grow(session: &Session) -> bool {
    !session.is_hard() && ![Tag::Long, Tag::Optional, Tag::Substitute].iter().any(|&tag| session.has(tag))
}

/// Minutes that the athlete's day has left beside what is planned for it.
fn spare_minutes(standing: &Standing<'_>, session: &Session) -> u32 {
    let planned: u32 = standing.plan.sessions_on(session.date).map(|session| u32::from(session.minutes)).sum();
    let availability = standing.history.profile.availability.as_ref();
    let open = availability.map(|open| open.on(Weekday::of(session.date)).map(|day| day.minutes.map(Minutes::get)));
    match open {
        None | Some(Some(None)) => u32::MAX,
        Some(None) => 0,
        Some(Some(Some(minutes))) => u32::from(minutes).saturating_sub(planned),
    }
}

/// Open sessions of the days after one day.
fn after<'s>(standing: &'s Standing<'_>, date: Date, first: i32) -> impl Iterator<Item = &'s Session> {
    let (from, until) = (plus_days(date, first), plus_days(date, DAYS));
    let within = move |session: &&Session| session.date >= from && session.date <= until;
    standing.plan.sessions.iter().filter(within).filter(|session| !session.is_race() && standing.is_open(session))
}

fn push(changes: &mut Vec<SessionChange>, before: &Session, after: Session) {
    if *before != after {
        changes.push(SessionChange { before: Box::new(before.clone()), after: Box::new(after) });
    }
}

/// All of it easy, at the pace or power that its easy part had.
fn ease(session: &mut Session) {
    let easy = session.steps.iter().find(|step| step.zone.is_easy()).copied();
    session.ease();
    session.metres = None;
    session.steps.extend(easy.map(|step| super::Step {
        part: super::StepPart::Main,
        times: 1,
        seconds: u32::from(session.minutes) * 60,
        recovery_s: 0,
        ..step
    }));
}

/// The longest easy part takes what is added or taken away.
fn resize(session: &mut Session, minutes: u16) {
    let (old, new) = (u32::from(session.minutes) * 60, u32::from(minutes) * 60);
    let easy = session.steps.iter_mut().filter(|step| step.zone <= Zone::Z2 && step.times == 1);
    let Some(step) = easy.max_by_key(|step| step.seconds) else { return };
    if old == new || step.seconds + new <= old {
        return;
    }
    step.seconds = step.seconds + new - old;
    session.metres = session
        .metres
        .map(|metres| u32::try_from(u64::from(metres) * u64::from(new) / u64::from(old)).unwrap_or(metres));
    session.minutes = minutes;
}

#[cfg(test)]
#[path = "adjustment_tests.rs"]
mod tests;
