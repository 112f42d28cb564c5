//! What a batch of events changes in the directory.

use std::collections::BTreeMap;

use domain::{
    identity::IdentityEvent,
    ledger::RecordedEvent,
    member::{MemberEvent, ProfileField},
    vocabulary::{Consent, Language, Role, TimeZoneName, Units},
};
use jiff::{Timestamp, civil::Time};
use uuid::Uuid;

use crate::forgotten::Forgotten;

/// Changes by what they are about. Only the last of each kind is left.
#[derive(Debug, Default)]
pub struct Changes {
    pub(super) members: BTreeMap<Uuid, MemberChange>,
    /// Granted or not.
    pub(super) roles: BTreeMap<(Uuid, Role), bool>,
    /// By gateway and outside id.
    pub(super) identities: BTreeMap<(String, String), IdentityChange>,
    pub(super) consents: Vec<ConsentChange>,
    pub(super) forgotten: Forgotten,
}

/// `None` stays as it was.
#[derive(Debug, Default)]
pub(super) struct MemberChange {
    pub(super) registered_at: Option<Timestamp>,
    pub(super) standing: Option<Standing>,
    pub(super) name: Option<Option<String>>,
    pub(super) language: Option<Language>,
    pub(super) time_zone: Option<TimeZoneName>,
    pub(super) units: Option<Units>,
    /// When, or not at all.
    pub(super) reminder: Option<Option<Time>>,
}

#[derive(Debug)]
pub(super) enum Standing {
    Active,
    Suspended { because: String },
}

#[derive(Debug)]
pub(super) struct IdentityChange {
    pub(super) member_id: Uuid,
    pub(super) claimed: bool,
    pub(super) changed_at: Timestamp,
    pub(super) position: u64,
}

#[derive(Debug)]
pub(super) struct ConsentChange {
    pub(super) position: u64,
    pub(super) member_id: Uuid,
    pub(super) consent: Consent,
    pub(super) given: bool,
    pub(super) recorded_at: Timestamp,
}

impl Changes {
    pub(super) fn member(&mut self, record: &RecordedEvent, fact: &MemberEvent) {
        let member_id = record.subject;
        self.forgotten.touches(member_id);
        match fact {
            MemberEvent::MemberRegistered { language, time_zone, units, name, .. } => {
                self.roles.insert((member_id, Role::Athlete), true);
                let change = self.of(member_id);
                change.registered_at = Some(record.recorded_at);
                change.standing = Some(Standing::Active);
                change.name = Some(name.as_ref().map(|name| name.as_str().to_owned()));
                change.language = Some(*language);
                change.time_zone = Some(time_zone.clone());
                change.units = Some(*units);
            }
            MemberEvent::ProfileChanged { set, clear } => {
                if let Some(name) = &set.name {
                    self.of(member_id).name = Some(Some(name.to_string()));
                } else if clear.contains(&ProfileField::Name) {
                    self.of(member_id).name = Some(None);
                }
            }
            MemberEvent::LanguageChosen { language } => self.of(member_id).language = Some(*language),
            MemberEvent::TimezoneChosen { time_zone } => self.of(member_id).time_zone = Some(time_zone.clone()),
            MemberEvent::UnitsChosen { units } => self.of(member_id).units = Some(*units),
            MemberEvent::RoleGranted { role } => drop(self.roles.insert((member_id, *role), true)),
            MemberEvent::RoleRevoked { role } => drop(self.roles.insert((member_id, *role), false)),
            MemberEvent::MemberSuspended { reason } => {
                self.of(member_id).standing = Some(Standing::Suspended { because: reason.as_str().to_owned() });
            }
            MemberEvent::MemberReinstated {} => self.of(member_id).standing = Some(Standing::Active),
            MemberEvent::ConsentGiven { consent } => self.consent(record, *consent, true),
            MemberEvent::ConsentWithdrawn { consent } => self.consent(record, *consent, false),
            MemberEvent::ReminderChosen { at } => self.of(member_id).reminder = Some(*at),
            MemberEvent::MemberForgotten {} => self.forgotten.asks(member_id),
            // What concerns training is no part of the directory.
            MemberEvent::WeekStartChosen { .. }
            | MemberEvent::OnboardingAnswered { .. }
            | MemberEvent::OnboardingCompleted {}
            | MemberEvent::RaceAdded { .. }
            | MemberEvent::RaceMoved { .. }
            | MemberEvent::RaceCancelled { .. }
            | MemberEvent::InjuryReported { .. }
            | MemberEvent::InjuryResolved { .. }
            | MemberEvent::SignRaised { .. }
            | MemberEvent::SignCleared { .. }
            | MemberEvent::ThresholdsChanged { .. } => {}
        }
    }

    pub(super) fn identity(&mut self, record: &RecordedEvent, fact: &IdentityEvent) {
        let (IdentityEvent::IdentityClaimed { gateway, external_id, member_id }
        | IdentityEvent::IdentityReleased { gateway, external_id, member_id }) = fact;
        self.forgotten.touches(*member_id);
        let change = IdentityChange {
            member_id: *member_id,
            claimed: matches!(fact, IdentityEvent::IdentityClaimed { .. }),
            changed_at: record.recorded_at,
            position: record.position,
        };
        self.identities.insert((gateway.to_string(), external_id.to_string()), change);
    }

    fn consent(&mut self, record: &RecordedEvent, consent: Consent, given: bool) {
        let RecordedEvent { position, subject: member_id, recorded_at, .. } = *record;
        self.consents.push(ConsentChange { position, member_id, consent, given, recorded_at });
    }

    fn of(&mut self, member_id: Uuid) -> &mut MemberChange {
        self.members.entry(member_id).or_default()
    }
}
