//! Events to read, made by hand or by chance.

use domain::{
    LedgerEvent,
    drafts::{Drafted, DraftedWeeks, Request, draft},
    fatigue_day::FatigueDayEvent,
    history::AthleteHistory,
    identity::IdentityEvent,
    member::MemberEvent,
    plan::{Adjustment, Deviation, PlanDraft, PlanEvent, PlanKind, PlanWeek, Session, SessionChange, session_id},
    vocabulary::{Distance, Duration, Durations, FatigueReading, Language, Readiness, Sport, Units, Zone},
    workout::{Leg, Source, WorkoutEvent, WorkoutFacts},
};
use jiff::{ToSpan, civil::Date};
use uuid::Uuid;

use super::ledger::New;

/// A member or workout that is the same in every run.
pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0197_f3c0_5a00_7000_8000_0000_0000_0000 + number)
}

pub(crate) fn facts(sport: Sport, day: &str, zone: Option<Zone>, seconds: u32, metres: u32) -> WorkoutFacts {
    let day: Date = day.parse().unwrap();
    WorkoutFacts {
        sport,
        start: format!("{day}T06:30:00Z").parse().unwrap(),
        time_zone: "Europe/Prague".parse().unwrap(),
        local_date: day,
        duration: Durations::of_elapsed(Duration::try_new(seconds).unwrap()),
        distance_m: Distance::try_new(metres).ok(),
        zone,
        rpe: None,
        mood: None,
        aches: vec![],
        notes: None,
        weather: None,
        avg_heart_rate: None,
        max_heart_rate: None,
        avg_power: None,
        normalized_power: None,
        ascent_m: None,
        legs: vec![],
        tags: vec![],
        race: None,
    }
}

pub(crate) fn leg(sport: Sport, zone: Option<Zone>, seconds: u32, metres: u32) -> Leg {
    Leg {
        sport,
        duration: Durations::of_elapsed(Duration::try_new(seconds).unwrap()),
        distance_m: Distance::try_new(metres).ok(),
        zone,
        avg_heart_rate: None,
        avg_power: None,
    }
}

pub(crate) fn logged(member: Uuid, workout: Uuid, facts: WorkoutFacts) -> New {
    let event = WorkoutEvent::WorkoutLogged { member_id: member, source: Source::Typed, workout: Box::new(facts) };
    New::of(member, workout, event)
}

pub(crate) fn corrected(member: Uuid, workout: Uuid, facts: WorkoutFacts) -> New {
    New::of(member, workout, WorkoutEvent::WorkoutCorrected { workout: Box::new(facts) })
}

pub(crate) fn voided(member: Uuid, workout: Uuid) -> New {
    New::of(member, workout, WorkoutEvent::WorkoutVoided { reason: None })
}

pub(crate) fn registered(member: Uuid, name: &str) -> New {
    let event = MemberEvent::MemberRegistered {
        language: Language::English,
        time_zone: "Europe/Prague".parse().unwrap(),
        units: Units::Metric,
        name: Some(name.parse().unwrap()),
        referral: None,
    };
    New::of(member, member, event)
}

pub(crate) fn of_member(member: Uuid, event: MemberEvent) -> New {
    New::of(member, member, event)
}

pub(crate) fn claimed(member: Uuid, external_id: &str) -> New {
    let (gateway, external_id) = ("telegram".parse().unwrap(), external_id.parse().unwrap());
    of_identity(member, IdentityEvent::IdentityClaimed { gateway, external_id, member_id: member })
}

pub(crate) fn released(member: Uuid, external_id: &str) -> New {
    let (gateway, external_id) = ("telegram".parse().unwrap(), external_id.parse().unwrap());
    of_identity(member, IdentityEvent::IdentityReleased { gateway, external_id, member_id: member })
}

fn of_identity(member: Uuid, event: IdentityEvent) -> New {
    let (IdentityEvent::IdentityClaimed { gateway, external_id, .. }
    | IdentityEvent::IdentityReleased { gateway, external_id, .. }) = &event;
    let stream = domain::ids::identity_id(gateway, external_id);
    New::of(member, stream, LedgerEvent::from(event))
}

/// Chance that is the same in every run of a seed.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit
    }
}

/// What members do: log, correct and void, late and out of the order of the days, with legs now and then.
pub(crate) fn shuffled_workouts(chance: &mut Chance, members: u64, workouts: u64, events: usize) -> Vec<New> {
    let mut standing: std::collections::HashMap<u64, bool> = std::collections::HashMap::new();
    (0..events)
        .map(|_| {
            let workout = chance.below(workouts);
            let (member, workout_id) = (id(u128::from(workout % members)), id(0x1_0000 + u128::from(workout)));
            match standing.get(&workout) {
                None | Some(false) => {
                    standing.insert(workout, true);
                    logged(member, workout_id, any_facts(chance))
                }
                Some(true) if chance.below(3) == 0 => {
                    standing.insert(workout, false);
                    voided(member, workout_id)
                }
                Some(true) => corrected(member, workout_id, any_facts(chance)),
            }
        })
        .collect()
}

fn any_facts(chance: &mut Chance) -> WorkoutFacts {
    let day = jiff::civil::date(2025, 3, 3) + i64::try_from(chance.below(28)).unwrap().days();
    let sport = [Sport::Run, Sport::Bike, Sport::Swim, Sport::Multisport][usize::try_from(chance.below(4)).unwrap()];
    let mut facts = facts(sport, &day.to_string(), any_zone(chance), 600 + chance.below(5_000) as u32, 1_000);
    if sport == Sport::Multisport {
        facts.legs = vec![leg(Sport::Bike, any_zone(chance), 300, 5_000), leg(Sport::Run, any_zone(chance), 200, 900)];
    }
    facts
}

fn any_zone(chance: &mut Chance) -> Option<Zone> {
    Zone::ALL.get(usize::try_from(chance.below(6)).unwrap()).copied()
}

/// A plan that the planner makes from this history.
pub(crate) fn drafted(plan_id: Uuid, history: &AthleteHistory, kind: PlanKind, from: Date) -> Drafted {
    draft(&Request { plan_id, history, kind, from, goal: None }).unwrap()
}

pub(crate) fn generated(member: Uuid, position: u64, drafted: &Drafted) -> New {
    let plan_id = drafted.plan.plan_id;
    let event =
        PlanEvent::PlanGenerated { member_id: member, position, goal: None, drafted: Box::new(drafted.clone()) };
    of_plan(member, plan_id, event)
}

pub(crate) fn of_plan(member: Uuid, plan_id: Uuid, event: PlanEvent) -> New {
    New::of(member, plan_id, event)
}

/// The history of a member after these events, as the planner folds it.
pub(crate) fn history_of(member: Uuid, events: &[New]) -> AthleteHistory {
    let mut history = AthleteHistory::default();
    for event in events.iter().filter(|event| event.subject == member) {
        let fact = LedgerEvent::decode(&event.aggregate_type, &event.event_type, &event.event_version, &event.payload)
            .unwrap();
        history.apply(&event.aggregate_id, &fact);
    }
    history
}

pub(crate) fn reading(member: Uuid, day: &str, readiness: u8) -> New {
    let date: Date = day.parse().unwrap();
    let reading = FatigueReading { readiness: Readiness::try_new(readiness).ok(), ..FatigueReading::default() };
    let stream = domain::ids::fatigue_day_id(member, date);
    New::of(member, stream, FatigueDayEvent::FatigueRecorded { date, reading })
}

/// A week's plan for each of so many members, with every session done by a workout and one change proposed.
pub(crate) fn completed_plans(members: u64) -> Vec<New> {
    let from = jiff::civil::date(2025, 3, 10);
    (0..u128::from(members))
        .flat_map(|n| {
            let (member, plan_id) = (id(n), id(0x500 + n));
            let made = drafted(plan_id, &AthleteHistory::default(), PlanKind::Week, from);
            let adjustment = shortened(&made.plan, id(0x9000 + n));
            let done = made.plan.sessions.iter().zip(0..).map(|(session, k)| PlanEvent::SessionCompleted {
                session_id: session.id,
                workout_id: Some(id(0x20_0000 + n * 100 + k)),
            });
            let told = done.chain([proposed(&adjustment)]).map(|event| of_plan(member, plan_id, event));
            std::iter::once(generated(member, 0, &made)).chain(told).collect::<Vec<_>>()
        })
        .collect()
}

/// The sessions of the week that was the nth without any: those of the plan's first week again.
pub(crate) fn weeks_drafted(of: &Drafted, nth: usize) -> PlanEvent {
    let plan = &of.plan;
    let week = plan.weeks.iter().filter(|week| !week.made).nth(nth).unwrap();
    let week = PlanWeek { made: true, minutes: 99, ..week.clone() };
    let days = (week.start - plan.from).get_days();
    let session = |session: &Session| {
        let date = session.date.saturating_add(days.days());
        Session { id: session_id(plan.plan_id, date, usize::from(session.minutes)), date, ..session.clone() }
    };
    let sessions = plan.sessions_of(&plan.weeks[0]).map(session).collect();
    let drafted = DraftedWeeks { weeks: vec![week], sessions, record: vec![], score: of.score.clone() };
    PlanEvent::WeeksDrafted {
        position: 0,
        inputs_digest: String::new(),
        engine_version: "1".to_owned(),
        drafted: Box::new(drafted),
    }
}

/// A change that makes the plan's first three sessions ten minutes shorter.
pub(crate) fn shortened(plan: &PlanDraft, adjustment_id: Uuid) -> Adjustment {
    let shorter = |before: &Session| SessionChange {
        before: Box::new(before.clone()),
        after: Box::new(Session { minutes: before.minutes - 10, steps: vec![], ..before.clone() }),
    };
    Adjustment {
        adjustment_id,
        cause: Deviation { date: plan.from, sport: None, planned_minutes: 40, done_minutes: 120 },
        changes: plan.sessions.iter().take(3).map(shorter).collect(),
        reason: "You did 120 minutes instead of 40, so the next days are lighter.".to_owned(),
    }
}

pub(crate) fn proposed(adjustment: &Adjustment) -> PlanEvent {
    PlanEvent::AdjustmentProposed {
        position: 0,
        inputs_digest: String::new(),
        engine_version: "1".to_owned(),
        adjustment: Box::new(adjustment.clone()),
    }
}

/// Workouts of seven athletes.
pub(crate) fn workouts(numbers: std::ops::Range<u128>) -> Vec<New> {
    numbers.map(|n| logged(id(n % 7), id(0x1000 + n), facts(Sport::Run, "2025-05-05", None, 600, 0))).collect()
}
