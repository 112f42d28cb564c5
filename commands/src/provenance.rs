//! Whether a plan comes out the same when it is made again, and where it doesn't. Its story for people to read is the
//! read side's to tell.
//!
//! Whoever holds the ledger can make the plan again: the same command, asked of the same history, must lead to the same
//! bytes. The events themselves say which history (a position and a digest) and which engine.

mod compare;

use cqrs_es::Aggregate;
use domain::{
    catalogue::CataloguedEvent,
    drafts::{Drafted, DraftedWeeks},
    history::Known,
    ledger::{Actor, Addressed, Metadata, RecordedEvent},
    plan::{ENGINE_VERSION, Plan, PlanCommand, PlanEvent},
};
use jiff::Timestamp;
use sqlx::PgPool;
use uuid::Uuid;

pub use compare::{Difference, Finding};

use crate::{ExecuteError, append::AppendError, seal};

/// One event of the plan, as it is recorded and as it is read.
#[derive(Debug, Clone)]
pub struct Link {
    pub recorded: RecordedEvent,
    pub metadata: Metadata,
    pub event: PlanEvent,
}

/// The way of one plan.
#[derive(Debug, Clone)]
pub struct Provenance {
    pub plan_id: Uuid,
    pub links: Vec<Link>,
}

/// What the first event says of the plan's making.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    pub link: &'a Link,
    /// As far as the ledger was looked at.
    pub position: u64,
    pub drafted: &'a Drafted,
}

/// The events of a plan; `None` when the ledger has no such plan.
pub async fn of_plan(pool: &PgPool, plan_id: Uuid) -> Result<Option<Provenance>, ExecuteError> {
    let recorded = pg::events_of(pool, PlanEvent::AGGREGATE, &plan_id.to_string())
        .await
        .map_err(|error| AppendError::Unavailable(error.to_string()))?;
    let links: Vec<Link> = recorded.into_iter().map(link).collect::<Result<_, _>>()?;
    Ok((!links.is_empty()).then_some(Provenance { plan_id, links }))
}

fn link(recorded: RecordedEvent) -> Result<Link, ExecuteError> {
    let unreadable = |cause: String| ExecuteError::Unreadable {
        aggregate: format!("plan {}, position {},", recorded.aggregate_id, recorded.position),
        cause,
    };
    let payload = recorded.payload.get();
    let event = PlanEvent::decode(&recorded.event_type, &recorded.event_version, payload)
        .map_err(|error| unreadable(error.to_string()))?;
    let metadata = serde_json::from_str(recorded.metadata.get()).map_err(|error| unreadable(error.to_string()))?;
    Ok(Link { recorded, metadata, event })
}

impl Provenance {
    /// How the plan was made; `None` when its first event is something else.
    pub fn making(&self) -> Option<Making<'_>> {
        let link = self.links.first()?;
        let PlanEvent::PlanGenerated { position, drafted, .. } = &link.event else { return None };
        Some(Making { link, position: *position, drafted })
    }

    /// Weeks that got their sessions later, each time with their own account.
    pub fn extensions(&self) -> impl Iterator<Item = &DraftedWeeks> {
        self.links.iter().filter_map(|link| match &link.event {
            PlanEvent::WeeksDrafted { drafted, .. } => Some(&**drafted),
            _ => None,
        })
    }

    /// The plan as it stands after all that happened to it.
    pub fn standing(&self) -> Plan {
        let mut plan = Plan::default();
        self.links.iter().for_each(|link| plan.apply(link.event.clone()));
        plan
    }

    /// Decides everything again that was decided from a history, and says where that comes out differently.
    pub async fn verify(&self, pool: &PgPool) -> Result<Vec<Finding>, ExecuteError> {
        let mut plan = Plan::default();
        let mut findings = Vec::new();
        for link in &self.links {
            if let Some(basis) = Basis::of(self.plan_id, &link.event) {
                let differences =
                    match pg::known_at(pool, link.recorded.subject, basis.position).await.map_err(ExecuteError::from) {
                        Ok(known) => basis.differences(link, &plan, &known),
                        Err(ExecuteError::Unreadable { aggregate, cause }) => {
                            vec![Difference::Unreadable { what: format!("{aggregate} can't be read: {cause}") }]
                        }
                        Err(other) => return Err(other),
                    };
                findings.extend(differences.into_iter().map(|difference| Finding {
                    position: link.recorded.position,
                    event: link.recorded.event_type.clone(),
                    difference,
                }));
            }
            plan.apply(link.event.clone());
        }
        Ok(findings)
    }
}

/// What an event says it was decided from.
struct Basis<'a> {
    position: u64,
    inputs_digest: &'a str,
    engine_version: &'a str,
    command: PlanCommand,
}

impl<'a> Basis<'a> {
    /// `None` for what the athlete alone decided.
    fn of(plan_id: Uuid, event: &'a PlanEvent) -> Option<Self> {
        match event {
            PlanEvent::PlanGenerated { position, goal, drafted, .. } => {
                let plan = &drafted.plan;
                let command = PlanCommand::Generate { plan_id, kind: plan.kind, from: plan.from, goal: *goal };
                let (inputs_digest, engine_version) = (&plan.inputs_digest, &plan.engine_version);
                Some(Self { position: *position, inputs_digest, engine_version, command })
            }
            PlanEvent::WeeksDrafted { position, inputs_digest, engine_version, .. } => Some(Self {
                position: *position,
                inputs_digest,
                engine_version,
                command: PlanCommand::Extend { plan_id },
            }),
            PlanEvent::AdjustmentProposed { position, inputs_digest, engine_version, adjustment } => {
                let (adjustment_id, date) = (adjustment.adjustment_id, adjustment.cause.date);
                let command = PlanCommand::Propose { plan_id, adjustment_id, date };
                Some(Self { position: *position, inputs_digest, engine_version, command })
            }
            _ => None,
        }
    }

    fn differences(self, link: &Link, plan: &Plan, known: &Known) -> Vec<Difference> {
        let mut differences = Vec::new();
        let digest = known.digest();
        if self.inputs_digest != digest {
            let recorded = self.inputs_digest.to_owned();
            differences.push(Difference::OtherInputs { up_to: self.position, recorded, found: digest });
        }
        if self.engine_version != ENGINE_VERSION {
            let recorded = self.engine_version.to_owned();
            differences.push(Difference::OtherEngine { recorded, ours: ENGINE_VERSION.to_owned() });
            return differences;
        }
        differences.extend(match self.decide_again(link, plan, known) {
            Ok(again) => compare::compare(link.recorded.payload.get(), &again),
            Err(what) => vec![Difference::NotMade { what }],
        });
        differences
    }

    /// The bytes of the event that the same command leads to.
    fn decide_again(self, link: &Link, plan: &Plan, known: &Known) -> Result<String, String> {
        // A plan's events happen when their commands are sent.
        let sent_at: Timestamp = link.metadata.occurred_at.parse().map_err(|error| format!("{error}"))?;
        // Who asks decides nothing about a plan.
        let actor = Actor::System("verify".to_owned());
        let asked = Addressed { actor, subject: link.recorded.subject, sent_at, command: self.command };
        let events = plan.decide(asked, known).map_err(|error| error.to_string())?;
        let event = events.first().ok_or("nothing would have happened")?;
        seal::payload(event).map_err(|error| error.to_string())
    }
}
