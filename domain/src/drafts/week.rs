//! One week from its outline: wishes, days, minutes, rules, structure.
//!
//! A few variants are tried (fewer sessions, less volume) until monotony, form and growth are within what the body
//! bears; the first that is wins, so a week is as full as it safely can be.

use jiff::civil::Date;
use uuid::Uuid;

use super::{
    athlete::Athlete,
    minutes::{self, RunLimits},
    outline::WeekOutline,
    placement::{self, Limits, Slot},
    race_day, structure, volume, wish,
};
use crate::{
    history::{DayLog, Timeline},
    load::{self, Form},
    plan::{Phase, PlanWeek, Session, session_id},
    rules::{self, RuleRecord, Situation},
    vocabulary::{SessionsPerWeek, Sport},
};

/// A made week, its account, and its days as if they had been done.
pub(super) struct MadeWeek {
    pub(super) week: PlanWeek,
    pub(super) sessions: Vec<Session>,
    pub(super) record: Vec<RuleRecord>,
    pub(super) days: Vec<DayLog>,
    pub(super) breaches: Vec<rules::Breach>,
}

pub(super) struct Maker<'a> {
    pub(super) athlete: &'a Athlete<'a>,
    pub(super) timeline: &'a Timeline,
    pub(super) outline: &'a WeekOutline,
    pub(super) plan_id: Uuid,
    pub(super) plan_from: Date,
    /// Fitness and fatigue on the eve of the week.
    pub(super) form: Form,
    /// What the same week would cost had the morning been a good one: no tired athlete gets more.
    pub(super) most_load: Option<f64>,
}

const VOLUMES: [f64; 7] = [1.0, 0.95, 0.9, 0.78, 0.65, 0.45, 0.25];
/// Foster 1998: above this strain outruns load.
const MONOTONY: f64 = 1.5;

impl Maker<'_> {
    pub(super) fn make(&self) -> MadeWeek {
        let most = self.most_sessions();
        let mut best: Option<(f64, MadeWeek)> = None;
        for share in VOLUMES {
            for count in (most.saturating_sub(3).max(1)..=most).rev() {
                let made = self.attempt(count, share);
                let strain = self.strain(&made);
                if strain <= 0.0 {
                    return made;
                }
                if best.as_ref().is_none_or(|(least, _)| strain < *least) {
                    best = Some((strain, made));
                }
            }
            if best.as_ref().is_some_and(|(_, made)| self.only_monotonous(made)) {
                break;
            }
        }
        best.map_or_else(|| self.attempt(1, 1.0), |(_, made)| self.relieve(most, made))
    }

    /// The last resort against too much load: so many minutes less than it came out with.
    fn relieve(&self, most: usize, mut made: MadeWeek) -> MadeWeek {
        let target = f64::from(volume::target(self.athlete, self.timeline, self.outline)).max(1.0);
        for _ in 0..4 {
            let Some(allowed) = self.most_load.filter(|_| self.excess(&made) > 0.0) else { break };
            let minutes = f64::from(made.week.minutes) * (allowed / made.week.load).min(1.0) * 0.96;
            made = self.attempt(most, minutes / target);
        }
        made
    }

    fn most_sessions(&self) -> usize {
        let asked = self.athlete.history.profile.sessions_per_week.map(SessionsPerWeek::get).map(usize::from);
        let usual = match (self.athlete.is_triathlete(), self.athlete.is_beginner()) {
            (true, true) => 6,
            (true, false) => 8,
            (false, true) => 4,
            (false, false) => 6,
        };
        let full = asked.unwrap_or(usual);
        if self.outline.days == 7 { full } else { (full * usize::from(self.outline.days)).div_ceil(7) }
    }

    fn attempt(&self, count: usize, share: f64) -> MadeWeek {
        let (athlete, outline) = (self.athlete, self.outline);
        let mut slots = placement::slots(athlete, self.timeline, outline, self.plan_from);
        let target = scaled(volume::target(athlete, self.timeline, outline), share);
        let fitting = count.min(usize::try_from(target / 28).unwrap_or(count)).max(1);
        let mut wishes = wish::wishes(athlete, outline, fitting);
        if outline.days < 7 {
            wishes.retain(|wish| slots.iter().any(|slot| slot.day == wish.day) || !wish.is_hard());
        }
        let runs = self.run_limits();
        if runs.longest < 30 {
            wishes.iter_mut().filter(|wish| wish.sport == Sport::Run && wish.is_hard()).for_each(wish::Wish::soften);
        }
        let limits = self.limits(fitting, slots.len());
        placement::place(athlete, &mut slots, wishes, limits);
        minutes::share_out(athlete, &mut slots, target, &runs);
        self.finish(slots)
    }

    fn limits(&self, count: usize, open: usize) -> Limits {
        let days_off = self.athlete.days_off();
        let first_ever = self.athlete.is_triathlete() && self.athlete.history.profile.level.is_none();
        let first_ever = first_ever && self.timeline.heaviest_week(self.outline.start, 3) == 0;
        let days = usize::from(self.outline.days).saturating_sub(if first_ever { 0 } else { days_off }).max(1);
        let per_day = if self.athlete.is_triathlete() && count > days.min(open) { 2 } else { 1 };
        Limits { days, per_day, hard_days: self.hard_days(count) }
    }

    /// Two hard days a week, three with six sessions and more in the last weeks before a taper, one in a light week.
    fn hard_days(&self, count: usize) -> usize {
        let races = self.races();
        let week = match self.outline.phase {
            _ if self.athlete.hurts() || self.outline.spares() => 0,
            _ if self.outline.deload || self.outline.days < 5 => 1,
            Phase::Taper | Phase::Comeback | Phase::Recovery => 1,
            _ if self.athlete.is_beginner() || count < 4 => 1,
            _ => 2,
        };
        if self.outline.phase == Phase::Race { 1 } else { usize::saturating_sub(week, races) }
    }

    fn races(&self) -> usize {
        self.athlete.history.races_between(self.outline.start, self.outline.end()).count()
    }

    /// A tenth or two kilometres more than the longest run of the last thirty days.
    fn run_limits(&self) -> RunLimits {
        let longest = self.timeline.longest_run_m(self.outline.start, 30).map(|metres| {
            let metres = f64::from(metres);
            let allowed = if metres < 15_000.0 { (metres * 1.1).max(metres + 2_000.0) } else { metres * 1.1 };
            structure::minutes_for_metres(self.athlete, allowed)
        });
        RunLimits { longest: longest.unwrap_or(150).clamp(20, 150) }
    }

    fn finish(&self, slots: Vec<Slot>) -> MadeWeek {
        let mut sessions = self.sessions(slots);
        let situation = self.situation();
        let record = rules::apply_all(&situation, &mut sessions);
        structure::dress(self.athlete, self.outline, &situation, &mut sessions);
        let breaches = rules::breaches(&situation, &sessions);
        let days: Vec<DayLog> = situation.dates().map(|date| day_log(&sessions, date)).collect();
        MadeWeek { week: self.account(&days), sessions, record, days, breaches }
    }

    fn situation(&self) -> Situation<'_> {
        Situation {
            history: self.athlete.history,
            timeline: self.timeline,
            from: self.outline.start,
            days: self.outline.days,
            phase: self.outline.phase,
            plan_from: self.plan_from,
        }
    }

    fn sessions(&self, slots: Vec<Slot>) -> Vec<Session> {
        let mut sessions = Vec::new();
        for slot in slots {
            for (index, wish) in slot.wishes.into_iter().enumerate() {
                let id = session_id(self.plan_id, slot.date, index);
                let session = Session::new(id, slot.date, wish.sport, wish.workout, wish.zone, wish.minutes);
                sessions.push(wish.tags.into_iter().fold(session, Session::tagged));
            }
        }
        let races = self.athlete.history.races_between(self.outline.start, self.outline.end());
        sessions.extend(races.enumerate().map(|(index, race)| race_day::session(self.plan_id, race, index)));
        sessions.sort_by_key(|session| session.date);
        sessions
    }

    fn account(&self, days: &[DayLog]) -> PlanWeek {
        PlanWeek {
            start: self.outline.start,
            days: self.outline.days,
            phase: self.outline.phase,
            deload: self.outline.deload,
            minutes: days.iter().map(|day| day.minutes).sum(),
            load: days.iter().filter(|day| !day.race).map(|day| day.load).sum(),
            hard_days: u8::try_from(days.iter().filter(|day| day.hard).count()).unwrap_or(7),
            made: true,
        }
    }

    /// How far the week is beyond what the body bears; nothing when it isn't.
    fn strain(&self, made: &MadeWeek) -> f64 {
        let empty = if made.sessions.is_empty() { 100.0 } else { 0.0 };
        let races = made.sessions.iter().any(Session::is_race);
        let monotony = if races || made.days.len() < 7 { 0.0 } else { (monotony(&made.days) - MONOTONY).max(0.0) };
        empty + monotony + self.form_strain(made) + self.hard_strain(made) + self.excess(made)
    }

    fn only_monotonous(&self, made: &MadeWeek) -> bool {
        !made.sessions.is_empty() && self.form_strain(made) + self.hard_strain(made) + self.excess(made) <= 0.0
    }

    /// Form stays above −30 (or rises, if it was lower), fitness grows by 6 a week at most, by 4 while it is under 45.
    fn form_strain(&self, made: &MadeWeek) -> f64 {
        if self.timeline.logged_days() < 42 {
            return 0.0;
        }
        let allowed = if self.form.fitness < 45.0 { 4.0 } else { 6.0 };
        let floor = self.form.balance_tomorrow().min(-29.5);
        let mut form = self.form;
        let mut lowest = f64::MAX;
        for day in &made.days {
            form = form.advance(if day.race { 0.0 } else { day.load });
            lowest = lowest.min(form.balance_tomorrow());
        }
        let growth = form.fitness - self.form.fitness - allowed + 0.1;
        growth.max(0.0) / 4.0 + (floor - lowest).max(0.0) / 4.0
    }

    fn excess(&self, made: &MadeWeek) -> f64 {
        self.most_load.map_or(0.0, |most| (made.week.load - most).max(0.0))
    }

    /// More hard days than the week bears.
    fn hard_strain(&self, made: &MadeWeek) -> f64 {
        let training = made.sessions.iter().filter(|session| !session.is_race()).count();
        let most = match self.outline.deload {
            true => 1,
            false if training >= 6 => 3,
            false => 2,
        };
        let over = usize::from(made.week.hard_days).saturating_sub(most);
        if self.outline.days == 7 && over > 0 { 0.5 } else { 0.0 }
    }
}

fn day_log(sessions: &[Session], date: Date) -> DayLog {
    let mut log = DayLog::default();
    for session in sessions.iter().filter(|session| session.date == date) {
        let run_m = if session.sport == Sport::Run { session.metres.unwrap_or(0) } else { 0 };
        log.add(session.minutes, session.load(), session.effort(), session.sport, run_m);
    }
    log
}

/// Mean daily load over its spread in a whole week.
fn monotony(days: &[DayLog]) -> f64 {
    let mut week = [0.0; 7];
    week.iter_mut().zip(days).for_each(|(load, day)| *load = day.load);
    load::monotony(&week)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a week, never negative")]
fn scaled(minutes: u32, share: f64) -> u32 {
    (f64::from(minutes) * share).floor() as u32
}
