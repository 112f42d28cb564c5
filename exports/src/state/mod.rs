//! One subject as of a moment, by the domain's own folds: the very code that decides and plans.

mod document;
mod text;

pub(crate) use document::Counted;

use std::collections::{BTreeMap, BTreeSet};

use cqrs_es::Aggregate;
use domain::{
    LedgerEvent,
    fatigue_day::{FatigueDay, FatigueDayEvent},
    history::AthleteHistory,
    identity::IdentityEvent,
    ledger::RecordedEvent,
    member::Member,
    plan::Plan,
    workout::Workout,
};
use jiff::{Timestamp, civil::Date};
use pg::EventFilter;
use sqlx::PgPool;
use uuid::Uuid;

use crate::{ExportError, Moment, read::Events};

/// Everything that the ledger knew about one subject.
#[derive(Debug)]
pub struct State {
    pub(crate) subject: Uuid,
    /// The position that it was folded up to, with whatever is about others left out.
    position: u64,
    events: u64,
    last_recorded_at: Option<Timestamp>,
    pub(crate) member: Member,
    pub(crate) history: AthleteHistory,
    identities: BTreeSet<String>,
    pub(crate) workouts: BTreeMap<Uuid, Workout>,
    pub(crate) days: BTreeMap<Date, FatigueDay>,
    pub(crate) plans: BTreeMap<Uuid, Plan>,
}

impl State {
    pub(crate) fn new(subject: Uuid, position: u64) -> Self {
        Self {
            subject,
            position,
            events: 0,
            last_recorded_at: None,
            member: Member::default(),
            history: AthleteHistory::default(),
            identities: BTreeSet::new(),
            workouts: BTreeMap::new(),
            days: BTreeMap::new(),
            plans: BTreeMap::new(),
        }
    }

    /// The subject as of a moment; without one, as it is. It has to be known by then.
    pub async fn load(
        pool: &PgPool,
        subject: Uuid,
        as_of: Option<Moment>,
        now: Timestamp,
    ) -> Result<Self, ExportError> {
        let position = match as_of {
            Some(moment) => moment.as_of(pool, now).await?,
            None => pg::head_position(pool).await?,
        };
        let state = Self::at(pool, subject, position).await?;
        if state.events == 0 { Err(ExportError::UnknownSubject { subject, position }) } else { Ok(state) }
    }

    /// The subject as of a moment, empty if nothing was known yet: something to compare with.
    pub async fn as_of(pool: &PgPool, subject: Uuid, as_of: Moment, now: Timestamp) -> Result<Self, ExportError> {
        Self::at(pool, subject, as_of.as_of(pool, now).await?).await
    }

    async fn at(pool: &PgPool, subject: Uuid, position: u64) -> Result<Self, ExportError> {
        let filter = EventFilter { subject: Some(subject), up_to: Some(position), ..EventFilter::default() };
        let mut events = Events::after(pool, 0, filter);
        let mut state = Self::new(subject, position);
        while let Some(batch) = events.next().await? {
            batch.iter().try_for_each(|event| state.apply(event))?;
        }
        Ok(state)
    }

    /// Takes the subject's next event into account. An id that is no id was never the domain's, and counts for nothing.
    pub(crate) fn apply(&mut self, record: &RecordedEvent) -> Result<(), ExportError> {
        let RecordedEvent { aggregate_type, aggregate_id, event_type, event_version, payload, .. } = record;
        let event = LedgerEvent::decode(aggregate_type, event_type, event_version, payload.get())
            .map_err(|cause| ExportError::Unreadable { position: record.position, cause })?;
        self.events += 1;
        self.last_recorded_at = Some(record.recorded_at);
        self.history.apply(aggregate_id, &event);
        match event {
            LedgerEvent::Member(event) => self.member.apply(event),
            LedgerEvent::Identity(IdentityEvent::IdentityClaimed { .. }) => {
                self.identities.insert(aggregate_id.clone());
            }
            LedgerEvent::Identity(IdentityEvent::IdentityReleased { .. }) => {
                self.identities.remove(aggregate_id);
            }
            LedgerEvent::Workout(event) => fold_into(&mut self.workouts, aggregate_id, event),
            LedgerEvent::FatigueDay(event) => {
                let (FatigueDayEvent::FatigueRecorded { date, .. } | FatigueDayEvent::FatigueCorrected { date, .. }) =
                    event;
                self.days.entry(date).or_default().apply(event);
            }
            LedgerEvent::Plan(event) => fold_into(&mut self.plans, aggregate_id, event),
            // What was said leaves its traces in the others.
            LedgerEvent::Conversation(_) => {}
        }
        Ok(())
    }
}

fn fold_into<A: Aggregate>(known: &mut BTreeMap<Uuid, A>, id: &str, event: A::Event) {
    if let Ok(id) = Uuid::try_parse(id) {
        known.entry(id).or_default().apply(event);
    }
}
