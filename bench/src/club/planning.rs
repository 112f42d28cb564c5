//! An athlete's plans: made by the planner from what was told, and what becomes of their sessions.

use domain::{
    Command,
    history::Known,
    ledger::{Actor, Addressed},
    plan::{Plan, PlanCommand, PlanKind, Session},
    vocabulary::Sport,
};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::{athlete::Athlete, diary::Stream, facts::moment};
use crate::Error;

/// A plan for one week in so many.
const PLAN_EVERY: u32 = 4;

impl Athlete {
    /// Asks for a plan for the week that begins, before anything else is told in it: made from everything up to `head`.
    /// The plan before gives way.
    pub(super) fn plan_week(&mut self, week: u32, monday: Date, head: u64) -> Result<(), Error> {
        let turn = u32::try_from(self.number % u64::from(PLAN_EVERY)).unwrap_or_default();
        if week == 0 || !(week + turn).is_multiple_of(PLAN_EVERY) {
            return Ok(());
        }
        let (plan_id, sent_at) = (self.new_id(), moment(monday, 1, 0)?);
        let history = std::mem::take(&mut self.diary.history);
        let known = Known { position: head, history };
        let mut stream = Stream::<Plan>::default();
        let command = PlanCommand::Generate { plan_id, kind: PlanKind::Week, from: monday, goal: None };
        let asked = Addressed {
            subject: self.diary.member,
            actor: Actor::Member(self.diary.member),
            sent_at,
            command: command.clone(),
        };
        let decided = stream.state.decide(asked, &known);
        self.diary.history = known.history;
        if self.diary.note(&mut stream, sent_at, Command::Plan(command), decided) {
            if let Some((before, _)) = self.plan {
                self.ask_of_plan(PlanCommand::Supersede { plan_id: before, by: plan_id }, sent_at);
            }
            self.plan = Some((plan_id, stream));
        }
        Ok(())
    }

    /// What the plan says of a day.
    pub(super) fn planned(&self, day: Date) -> Option<&Session> {
        let (_, stream) = self.plan.as_ref()?;
        stream.state.draft()?.sessions_on(day).find(|session| session.sport != Sport::Rest && !session.is_race())
    }

    /// The athlete's word on what became of the day's session. Most say nothing: the workout is found by its likeness.
    pub(super) fn settle(&mut self, day: Date, done: Option<Uuid>, sent_at: Timestamp) {
        let Some(session_id) = self.planned(day).map(|session| session.id) else { return };
        let Some((plan_id, _)) = self.plan else { return };
        match done {
            Some(workout_id) if self.chance.percent(40) => {
                self.ask_of_plan(PlanCommand::Complete { plan_id, session_id, workout_id: Some(workout_id) }, sent_at);
            }
            None if self.chance.percent(50) => {
                self.ask_of_plan(PlanCommand::Skip { plan_id, session_id, reason: None }, sent_at);
            }
            _ => {}
        }
    }

    /// Commands that are decided by the plan alone.
    fn ask_of_plan(&mut self, command: PlanCommand, sent_at: Timestamp) {
        let Some((plan_id, mut stream)) = self.plan.take() else { return };
        let asked = Addressed {
            subject: self.diary.member,
            actor: Actor::Member(self.diary.member),
            sent_at,
            command: command.clone(),
        };
        let decided = stream.state.decide(asked, &Known::default());
        self.diary.note(&mut stream, sent_at, Command::Plan(command), decided);
        self.plan = Some((plan_id, stream));
    }
}
