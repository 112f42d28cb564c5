//! What read models must answer at each position, found without them: from the events alone, one after the other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    LedgerEvent,
    history::{AthleteHistory, plus_days},
    plan::{PlanDraft, PlanEvent, PlanKind},
    vocabulary::Sport,
    workout::{WorkoutEvent, WorkoutFacts},
};
use jiff::civil::{Date, date};
use sqlx::PgPool;
use uuid::Uuid;

use super::{
    ledger::New,
    sample::{Chance, drafted, generated, id, of_plan, shuffled_workouts},
};
use crate::{
    analytics::{self, Period, Total},
    audit, plans,
};

const RUNNERS: u64 = 6;
const PLANNERS: u64 = 3;
const FIRST: Date = date(2025, 3, 3);

fn planner(n: u64) -> Uuid {
    id(0x800 + u128::from(n))
}

/// Some log, correct and void workouts; others have plans, whose sessions they skip, tick off, move and take up again.
pub(crate) fn history(chance: &mut Chance, events: usize) -> Vec<New> {
    let plan = |n: u64| drafted(id(0x500 + u128::from(n)), &AthleteHistory::default(), PlanKind::Block, FIRST);
    let made: Vec<_> = (0..PLANNERS).map(plan).collect();
    let mut history: Vec<New> = made.iter().zip(0..).map(|(made, n)| generated(planner(n), 0, made)).collect();
    let mut workouts = shuffled_workouts(chance, RUNNERS, 150, events).into_iter();
    while history.len() < events {
        if chance.below(3) > 0 {
            history.extend(workouts.next());
            continue;
        }
        let n = chance.below(PLANNERS);
        let plan = &made[usize::try_from(n).unwrap()].plan;
        let session = &plan.sessions[usize::try_from(chance.below(plan.sessions.len() as u64)).unwrap()];
        let session_id = session.id;
        let event = match chance.below(4) {
            0 => PlanEvent::SessionSkipped { session_id, reason: None },
            1 => PlanEvent::SessionCompleted { session_id, workout_id: None },
            2 => PlanEvent::SessionReopened { session_id },
            _ => {
                let to = plus_days(FIRST, i32::try_from(chance.below(14)).unwrap());
                PlanEvent::SessionMoved { session_id, from: session.date, to }
            }
        };
        history.push(of_plan(planner(n), plan.plan_id, event));
    }
    history
}

/// A question whose answer can be told as a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Ask {
    Workouts(Uuid),
    Year(Uuid),
    Weeks(Uuid),
    Sessions(Uuid),
    Plans(Uuid),
    Log(Uuid),
    Newest,
}

impl Ask {
    pub(crate) fn model(self) -> &'static str {
        match self {
            Self::Workouts(_) | Self::Year(_) | Self::Weeks(_) => "analytics",
            Self::Sessions(_) | Self::Plans(_) => "plans",
            Self::Log(_) | Self::Newest => "audit",
        }
    }

    pub(crate) async fn answer(self, pool: &PgPool) -> Result<String, sqlx::Error> {
        let (from, to) = (date(2025, 1, 1), date(2025, 12, 31));
        Ok(match self {
            Self::Workouts(member) => {
                let page = analytics::workouts(pool, member, None, 1_000).await?;
                let told = page.workouts.iter().map(|w| (w.day, w.workout_id, w.seconds, w.metres));
                format!("{:?}", told.collect::<Vec<_>>())
            }
            Self::Year(member) => {
                let years = analytics::totals(pool, member, Period::Year, from, to).await?;
                told_totals(years.iter().flat_map(|year| year.totals.iter().map(|total| (year.first_day, total))))
            }
            Self::Weeks(member) => {
                let weeks = analytics::weeks(pool, member, None, 100).await?;
                told_totals(weeks.iter().flat_map(|week| week.totals.iter().map(|total| (week.monday, total))))
            }
            Self::Sessions(member) => {
                let sessions = plans::calendar(pool, member, from, to, from).await?;
                let told = sessions.iter().map(|s| (s.session.id, (s.session.date, format!("{:?}", s.state))));
                format!("{:?}", told.collect::<BTreeMap<_, _>>())
            }
            Self::Plans(member) => {
                let page = plans::list(pool, member, None, 10).await?;
                format!("{:?}", page.plans.iter().map(|plan| (plan.plan_id, plan.position)).collect::<Vec<_>>())
            }
            Self::Log(member) => {
                let filter = audit::Filter { subject: Some(member), ..Default::default() };
                positions(&audit::list(pool, &filter, None, 20).await?)
            }
            Self::Newest => positions(&audit::list(pool, &audit::Filter::default(), None, 20).await?),
        })
    }
}

type Totals = BTreeMap<(Date, String, u8), (u32, u64, u64)>;

fn told_totals<'a>(totals: impl Iterator<Item = (Date, &'a Total)>) -> String {
    let told = totals
        .map(|(first, t)| ((first, t.sport.clone(), t.zone.unwrap_or_default()), (t.workouts, t.seconds, t.metres)));
    format!("{:?}", told.collect::<Totals>())
}

fn positions(page: &audit::Page) -> String {
    format!("{:?}", page.entries.iter().map(|entry| entry.position).collect::<Vec<_>>())
}

/// Of each question, the answers in order, each with the position from which on it is right.
#[derive(Debug, Default)]
pub(crate) struct RightAnswers {
    pub(crate) questions: Vec<Ask>,
    answers: HashMap<Ask, Vec<(u64, String)>>,
}

/// What is known after some events.
#[derive(Debug, Default)]
struct Facts {
    workouts: BTreeMap<Uuid, BTreeMap<Uuid, WorkoutFacts>>,
    plans: BTreeMap<Uuid, Vec<(Uuid, u64)>>,
    /// The day that it was planned for, the day it is on, and what the athlete said became of it.
    sessions: BTreeMap<Uuid, BTreeMap<Uuid, (Date, Date, Option<&'static str>)>>,
    log: BTreeMap<Uuid, Vec<u64>>,
    newest: Vec<u64>,
}

impl RightAnswers {
    /// Of a ledger that holds these events and no others.
    pub(crate) fn of(events: &[New]) -> Self {
        let (mut right, mut facts) = (Self::default(), Facts::default());
        let runners = (0..RUNNERS).map(|n| id(u128::from(n)));
        let of_runner = |n| [Ask::Workouts(n), Ask::Year(n), Ask::Weeks(n), Ask::Log(n)];
        right.questions.extend(runners.flat_map(of_runner));
        let of_planner = |n| [Ask::Sessions(n), Ask::Plans(n), Ask::Log(n)];
        right.questions.extend((0..PLANNERS).map(planner).flat_map(of_planner));
        right.questions.push(Ask::Newest);
        for ask in right.questions.clone() {
            right.answers.insert(ask, vec![(0, facts.answer(ask))]);
        }
        for (event, position) in events.iter().zip(1..) {
            facts.take(event, position);
            let concerns = |ask: &Ask| match ask {
                Ask::Workouts(member) | Ask::Year(member) | Ask::Weeks(member) => *member == event.subject,
                Ask::Sessions(member) | Ask::Plans(member) | Ask::Log(member) => *member == event.subject,
                Ask::Newest => true,
            };
            for ask in right.questions.iter().filter(|ask| concerns(ask)) {
                let answers = right.answers.get_mut(ask).unwrap();
                answers.push((position, facts.answer(*ask)));
            }
        }
        right
    }

    /// The answers that were right at some position from one to another.
    pub(crate) fn between(&self, ask: Ask, from: u64, to: u64) -> Vec<&str> {
        let answers = &self.answers[&ask];
        let first = answers.partition_point(|(position, _)| *position <= from) - 1;
        let possible = answers[first..].iter().take_while(|(position, _)| *position <= to);
        let distinct: BTreeSet<&str> = possible.chain(&answers[first..=first]).map(|(_, answer)| &**answer).collect();
        distinct.into_iter().collect()
    }
}

impl Facts {
    fn take(&mut self, event: &New, position: u64) {
        let member = event.subject;
        self.log.entry(member).or_default().push(position);
        self.newest.push(position);
        let fact = LedgerEvent::decode(&event.aggregate_type, &event.event_type, &event.event_version, &event.payload);
        let stream: Uuid = event.aggregate_id.parse().unwrap();
        match fact.unwrap() {
            LedgerEvent::Workout(
                WorkoutEvent::WorkoutLogged { workout, .. } | WorkoutEvent::WorkoutCorrected { workout },
            ) => drop(self.workouts.entry(member).or_default().insert(stream, *workout)),
            LedgerEvent::Workout(WorkoutEvent::WorkoutVoided { .. }) => {
                self.workouts.entry(member).or_default().remove(&stream);
            }
            LedgerEvent::Plan(PlanEvent::PlanGenerated { drafted, .. }) => self.plan(member, position, &drafted.plan),
            LedgerEvent::Plan(fact) => self.session(member, &fact),
            other => panic!("{other:?}"),
        }
    }

    fn plan(&mut self, member: Uuid, position: u64, plan: &PlanDraft) {
        self.plans.entry(member).or_default().insert(0, (plan.plan_id, position));
        let sessions = plan.sessions.iter().map(|session| (session.id, (session.date, session.date, None)));
        self.sessions.entry(member).or_default().extend(sessions);
    }

    fn session(&mut self, member: Uuid, fact: &PlanEvent) {
        let sessions = self.sessions.entry(member).or_default();
        match fact {
            PlanEvent::SessionSkipped { session_id, .. } => sessions.get_mut(session_id).unwrap().2 = Some("Skipped"),
            PlanEvent::SessionCompleted { session_id, .. } => sessions.get_mut(session_id).unwrap().2 = Some("Done"),
            PlanEvent::SessionReopened { session_id } => sessions.get_mut(session_id).unwrap().2 = None,
            PlanEvent::SessionMoved { session_id, to, .. } => sessions.get_mut(session_id).unwrap().1 = *to,
            other => panic!("{other:?}"),
        }
    }

    fn answer(&self, ask: Ask) -> String {
        match ask {
            Ask::Workouts(member) => {
                let own = self.workouts.get(&member).into_iter().flatten();
                let mut told: Vec<_> = own.map(|(id, w)| (w.local_date, *id, seconds(w), metres(w))).collect();
                told.sort_by(|one, other| other.cmp(one));
                format!("{told:?}")
            }
            Ask::Year(member) => self.totals(member, |_| date(2025, 1, 1)),
            Ask::Weeks(member) => {
                self.totals(member, |day| plus_days(day, -i32::from(day.weekday().to_monday_zero_offset())))
            }
            Ask::Sessions(member) => {
                let own = self.sessions.get(&member).into_iter().flatten();
                let told = own.map(|(id, (planned, day, said))| {
                    let open = if planned == day { "Planned" } else { "Moved" };
                    (*id, (*day, said.unwrap_or(open).to_owned()))
                });
                format!("{:?}", told.collect::<BTreeMap<_, _>>())
            }
            Ask::Plans(member) => format!("{:?}", self.plans.get(&member).cloned().unwrap_or_default()),
            Ask::Log(member) => newest(self.log.get(&member).map_or(&[], |log| &log[..])),
            Ask::Newest => newest(&self.newest),
        }
    }

    /// A multisport workout counts as its legs.
    fn totals(&self, member: Uuid, period: impl Fn(Date) -> Date) -> String {
        let mut totals = Totals::new();
        let mut add = |day: Date, sport: Sport, zone: u8, seconds: u32, metres: u32| {
            let sum = totals.entry((period(day), sport.to_string(), zone)).or_default();
            *sum = (sum.0 + 1, sum.1 + u64::from(seconds), sum.2 + u64::from(metres));
        };
        for workout in self.workouts.get(&member).into_iter().flat_map(BTreeMap::values) {
            let zone = |zone: Option<domain::vocabulary::Zone>| zone.map_or(0, |zone| zone as u8 + 1);
            if workout.legs.is_empty() {
                add(workout.local_date, workout.sport, zone(workout.zone), seconds(workout), metres(workout));
            }
            for leg in &workout.legs {
                let metres = leg.distance_m.map_or(0, domain::vocabulary::Distance::get);
                add(workout.local_date, leg.sport, zone(leg.zone), leg.duration.active_s(), metres);
            }
        }
        format!("{totals:?}")
    }
}

fn seconds(workout: &WorkoutFacts) -> u32 {
    workout.duration.active_s()
}

fn metres(workout: &WorkoutFacts) -> u32 {
    workout.distance_m.map_or(0, domain::vocabulary::Distance::get)
}

fn newest(log: &[u64]) -> String {
    format!("{:?}", log.iter().rev().take(20).collect::<Vec<_>>())
}
