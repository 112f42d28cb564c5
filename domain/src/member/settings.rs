//! Choices, consents and roles: as asked already is a success without an event.

use super::{Member, MemberError, MemberEvent};
use crate::vocabulary::{Consent, Language, Role, TimeZoneName, Units, WeekStart};

type Decision = Result<Vec<MemberEvent>, MemberError>;

/// The event, unless everything is as it says already.
fn unless(so_already: bool, event: MemberEvent) -> Decision {
    Ok(if so_already { vec![] } else { vec![event] })
}

/// The zone as the database spells it.
pub(super) fn known_zone(time_zone: TimeZoneName) -> Result<TimeZoneName, MemberError> {
    time_zone.known().ok_or(MemberError::UnknownTimeZone(time_zone))
}

impl Member {
    pub(super) fn choose_language(&self, language: Language) -> Decision {
        unless(self.language == Some(language), MemberEvent::LanguageChosen { language })
    }

    pub(super) fn choose_time_zone(&self, time_zone: TimeZoneName) -> Decision {
        let time_zone = known_zone(time_zone)?;
        unless(self.time_zone.as_ref() == Some(&time_zone), MemberEvent::TimezoneChosen { time_zone })
    }

    pub(super) fn choose_units(&self, units: Units) -> Decision {
        unless(self.units == Some(units), MemberEvent::UnitsChosen { units })
    }

    pub(super) fn choose_week_start(&self, week_start: WeekStart) -> Decision {
        unless(self.week_start() == week_start, MemberEvent::WeekStartChosen { week_start })
    }

    pub(super) fn give_consent(&self, consent: Consent) -> Decision {
        unless(self.consents.contains(&consent), MemberEvent::ConsentGiven { consent })
    }

    pub(super) fn withdraw_consent(&self, consent: Consent) -> Decision {
        unless(!self.consents.contains(&consent), MemberEvent::ConsentWithdrawn { consent })
    }

    pub(super) fn grant_role(&self, role: Role) -> Decision {
        unless(self.roles.contains(&role), MemberEvent::RoleGranted { role })
    }

    pub(super) fn revoke_role(&self, role: Role) -> Decision {
        if self.roles.len() == 1 && self.roles.contains(&role) {
            return Err(MemberError::LastRole);
        }
        unless(!self.roles.contains(&role), MemberEvent::RoleRevoked { role })
    }
}
