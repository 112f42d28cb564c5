//! What subscribers of a calendar are told: whatever happens, a session that looks otherwise is told as newer.

use std::collections::BTreeMap;

use domain::{
    history::{AthleteHistory, plus_days},
    plan::{PlanEvent, PlanKind, Session},
    vocabulary::Sport,
};
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{
    ledger::{New, World},
    sample::{Chance, corrected, drafted, facts, generated, id, logged, of_plan, proposed, shortened, voided},
};
use crate::plans::{Notice, Plans, State, notices};

const JANA: u128 = 1;
const MONDAY: Date = date(2025, 5, 5);
const EVENTS: usize = 160;
const WORKOUTS: u64 = 5;

/// What a calendar shows of a session.
type Look = (Session, State, bool);

async fn told(world: &World) -> BTreeMap<Uuid, Notice> {
    let (from, to) = (plus_days(MONDAY, -7), plus_days(MONDAY, 60));
    let told = notices(&world.pool, id(JANA), from, to, MONDAY).await.unwrap();
    told.into_iter().map(|notice| (notice.planned.session.id, notice)).collect()
}

fn look(notice: &Notice) -> Look {
    let state = match notice.planned.state {
        State::Planned | State::Moved | State::Missed => State::Planned,
        settled => settled,
    };
    (notice.planned.session.clone(), state, notice.planned.counts)
}

/// Anything that can happen to an athlete with several plans at once.
struct Happening {
    chance: Chance,
    plans: Vec<domain::drafts::Drafted>,
    made: usize,
    logged: BTreeMap<u64, bool>,
    offered: Vec<(Uuid, Uuid)>,
}

impl Happening {
    fn new(seed: u64) -> Self {
        let plan = |(number, kind, from)| drafted(id(number), &AthleteHistory::default(), kind, from);
        let kinds = [
            (0x50, PlanKind::Season, MONDAY),
            (0x51, PlanKind::Week, MONDAY),
            (0x52, PlanKind::Week, plus_days(MONDAY, 3)),
            (0x53, PlanKind::Block, plus_days(MONDAY, 1)),
        ];
        let plans = kinds.map(plan).into();
        Self { chance: Chance::new(seed), plans, made: 0, logged: BTreeMap::new(), offered: Vec::new() }
    }

    fn next(&mut self, number: usize) -> New {
        let jana = id(JANA);
        if number.is_multiple_of(EVENTS / 5) && self.made < self.plans.len() {
            self.made += 1;
            return generated(jana, 0, &self.plans[self.made - 1]);
        }
        if self.chance.below(2) == 0 {
            return self.workout();
        }
        let chosen = self.below(self.made);
        let plan = self.plans[chosen].plan.clone();
        let plan_id = plan.plan_id;
        let session = plan.sessions[self.below(plan.sessions.len().min(12))].clone();
        let (session_id, from) = (session.id, session.date);
        let event = match self.chance.below(12) {
            0..=2 => PlanEvent::SessionMoved { session_id, from, to: self.day() },
            3 => PlanEvent::SessionSkipped { session_id, reason: None },
            4 => PlanEvent::SessionReopened { session_id },
            5 => PlanEvent::SessionCompleted { session_id, workout_id: None },
            6 => {
                let adjustment_id = id(0x6000 + number as u128);
                self.offered.push((plan_id, adjustment_id));
                proposed(&shortened(&plan, adjustment_id))
            }
            7 | 8 => match self.offered.iter().rfind(|(of, _)| *of == plan_id).copied() {
                Some((_, adjustment_id)) if self.below(2) == 0 => PlanEvent::PlanAdjusted { adjustment_id },
                Some((_, adjustment_id)) => PlanEvent::AdjustmentUndone { adjustment_id },
                None => return self.workout(),
            },
            9 if number > EVENTS * 3 / 4 => PlanEvent::PlanSuperseded { by: self.plans[self.made - 1].plan.plan_id },
            _ => PlanEvent::SessionCompleted { session_id, workout_id: Some(id(0x100 + self.below(5) as u128)) },
        };
        of_plan(jana, plan_id, event)
    }

    fn workout(&mut self) -> New {
        let (jana, number) = (id(JANA), self.chance.below(WORKOUTS));
        let workout_id = id(0x100 + u128::from(number));
        let sport = [Sport::Run, Sport::Bike, Sport::Swim][self.below(3)];
        let facts = facts(sport, &self.day().to_string(), None, 1_800 + 60 * self.below(90) as u32, 0);
        let stands = self.logged.entry(number).or_default();
        match (*stands, self.chance.below(4)) {
            (true, 0) => {
                *stands = false;
                voided(jana, workout_id)
            }
            (true, _) => corrected(jana, workout_id, facts),
            (false, _) => {
                *stands = true;
                logged(jana, workout_id, facts)
            }
        }
    }

    fn day(&mut self) -> Date {
        plus_days(MONDAY, self.below(9) as i32)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.chance.below(limit as u64)).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_looks_otherwise_is_told_as_newer_and_never_left_out() {
    for seed in 1..=2 {
        let world = World::new().await;
        let (mut happening, mut changed) = (Happening::new(seed), 0);
        let projector = world.run(Plans);
        let mut before: BTreeMap<Uuid, Notice> = BTreeMap::new();
        for number in 0..EVENTS {
            let event = happening.next(number);
            world.append_and_relay(std::slice::from_ref(&event)).await;
            world.caught_up::<Plans>().await;
            let now = told(&world).await;
            for (session, old) in &before {
                let new = now.get(session).unwrap_or_else(|| panic!("{} takes {old:?} away", event.event_type));
                assert!(new.position >= old.position, "{}: {old:?}\n{new:?}", event.event_type);
                if look(new) != look(old) {
                    changed += 1;
                    assert!(new.position > old.position, "{}: {old:?}\n{new:?}", event.event_type);
                    assert_eq!(new.position, number as u64 + 1);
                }
            }
            before = now;
        }
        projector.stop().await;
        world.assert_equals_replay(Plans).await;
        assert!(changed > EVENTS / 3, "{changed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_workout_does_not_change_is_not_told_anew() {
    let world = World::new().await;
    let plan = drafted(id(0x51), &AthleteHistory::default(), PlanKind::Week, MONDAY);
    let run = plan.plan.sessions.iter().find(|session| session.sport == Sport::Run).unwrap();
    let like = facts(run.sport, &run.date.to_string(), Some(run.zone), u32::from(run.minutes) * 60, 0);
    let projector = world.run(Plans);
    world.append_and_relay(&[generated(id(JANA), 0, &plan)]).await;
    world.caught_up::<Plans>().await;
    let before = told(&world).await;
    world.append_and_relay(&[logged(id(JANA), id(11), like)]).await;
    world.caught_up::<Plans>().await;
    let after = told(&world).await;
    projector.stop().await;
    let newer = after.values().filter(|notice| notice.position == 2);
    assert!(newer.clone().all(|notice| notice.planned.session.date == run.date), "{newer:?}");
    assert_eq!((before[&run.id].planned.state, after[&run.id].planned.state), (State::Planned, State::Done));
    assert!(after[&run.id].changed_at > before[&run.id].changed_at);
}
