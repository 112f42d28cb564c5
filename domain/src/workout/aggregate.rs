//! One workout: whose it is, what is known of it, whether it counts.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Source, WorkoutCommand, WorkoutError, WorkoutEvent, WorkoutFacts};
use crate::{aggregate::aggregate, ledger::Addressed, vocabulary::Text};

/// A workout in the log.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Workout {
    logged: Option<Logged>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Logged {
    member_id: Uuid,
    source: Source,
    facts: WorkoutFacts,
    standing: Standing,
}

/// Whether a logged workout counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    Counted,
    Voided,
}

aggregate!(Workout, WorkoutCommand, WorkoutEvent, WorkoutError);

impl Workout {
    pub fn member_id(&self) -> Option<Uuid> {
        self.logged.as_ref().map(|logged| logged.member_id)
    }

    /// The facts as last logged or corrected, whether they count or not.
    pub fn facts(&self) -> Option<&WorkoutFacts> {
        self.logged.as_ref().map(|logged| &logged.facts)
    }

    pub fn standing(&self) -> Option<Standing> {
        self.logged.as_ref().map(|logged| logged.standing)
    }

    /// How the ledger came to know of it.
    pub fn source(&self) -> Option<&Source> {
        self.logged.as_ref().map(|logged| &logged.source)
    }

    /// Takes the workout's next event into account.
    pub fn take(&mut self, event: WorkoutEvent) {
        self.fold(event);
    }

    pub fn decide(&self, asked: Addressed<WorkoutCommand>) -> Result<Vec<WorkoutEvent>, WorkoutError> {
        let (member_id, sent_on) = (asked.subject, asked.sent_on());
        match asked.command {
            WorkoutCommand::Log { source, workout, .. } => self.log(member_id, source, workout.checked(sent_on)?),
            WorkoutCommand::Correct { workout, .. } => self.correct(member_id, workout.checked(sent_on)?),
            WorkoutCommand::Void { reason, .. } => self.void(member_id, reason),
        }
    }

    /// The same again is a success without an event. A voided workout may be logged anew: otherwise a file that was
    /// undone by mistake could never come back, its id being that of its content.
    fn log(
        &self,
        member_id: Uuid,
        source: Source,
        workout: Box<WorkoutFacts>,
    ) -> Result<Vec<WorkoutEvent>, WorkoutError> {
        match &self.logged {
            Some(known) if known.member_id != member_id => Err(WorkoutError::NotYours),
            Some(known) if known.standing == Standing::Counted => {
                if known.facts == *workout || known.is_of_file(&source) {
                    Ok(vec![])
                } else {
                    Err(WorkoutError::AlreadyLogged)
                }
            }
            _ => Ok(vec![WorkoutEvent::WorkoutLogged { member_id, source, workout }]),
        }
    }

    fn correct(&self, member_id: Uuid, workout: Box<WorkoutFacts>) -> Result<Vec<WorkoutEvent>, WorkoutError> {
        let known = self.of(member_id)?;
        match known.standing {
            Standing::Voided => Err(WorkoutError::Voided),
            Standing::Counted if known.facts == *workout => Ok(vec![]),
            Standing::Counted => Ok(vec![WorkoutEvent::WorkoutCorrected { workout }]),
        }
    }

    fn void(&self, member_id: Uuid, reason: Option<Text<200>>) -> Result<Vec<WorkoutEvent>, WorkoutError> {
        match self.of(member_id)?.standing {
            Standing::Voided => Err(WorkoutError::AlreadyVoided),
            Standing::Counted => Ok(vec![WorkoutEvent::WorkoutVoided { reason }]),
        }
    }

    fn of(&self, member_id: Uuid) -> Result<&Logged, WorkoutError> {
        match &self.logged {
            None => Err(WorkoutError::Unknown),
            Some(known) if known.member_id != member_id => Err(WorkoutError::NotYours),
            Some(known) => Ok(known),
        }
    }

    fn fold(&mut self, event: WorkoutEvent) {
        match (event, &mut self.logged) {
            (WorkoutEvent::WorkoutLogged { member_id, source, workout }, logged) => {
                *logged = Some(Logged { member_id, source, facts: *workout, standing: Standing::Counted });
            }
            (WorkoutEvent::WorkoutCorrected { workout }, Some(known)) => known.facts = *workout,
            (WorkoutEvent::WorkoutVoided { .. }, Some(known)) => known.standing = Standing::Voided,
            (WorkoutEvent::WorkoutCorrected { .. } | WorkoutEvent::WorkoutVoided { .. }, None) => {}
        }
    }
}

impl Logged {
    /// Whether this came from the same file; what was corrected since then stays.
    fn is_of_file(&self, source: &Source) -> bool {
        match (&self.source, source) {
            (Source::File { content_hash: known, .. }, Source::File { content_hash, .. }) => known == content_hash,
            _ => false,
        }
    }
}
