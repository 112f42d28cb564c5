//! One member: what holds today, and what may happen next.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Asker, Injury, MemberCommand, MemberError, MemberEvent, Reminder, profile::changed, races::KnownRace,
    settings::known_zone,
};
use crate::{
    aggregate::aggregate,
    care::Sign,
    ledger::Addressed,
    vocabulary::{
        Consent, Language, OnboardingQuestion, Profile, Role, Text, Thresholds, TimeZoneName, Units, WeekStart,
    },
};

/// Whether a member may act.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    #[default]
    Unregistered,
    Active,
    Suspended,
    /// Erased by their own wish, for good.
    Forgotten,
}

/// A member as the events so far made them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Member {
    pub(super) status: Status,
    pub(super) language: Option<Language>,
    pub(super) time_zone: Option<TimeZoneName>,
    pub(super) units: Option<Units>,
    pub(super) profile: Profile,
    pub(super) roles: BTreeSet<Role>,
    pub(super) consents: BTreeSet<Consent>,
    pub(super) answers: BTreeMap<OnboardingQuestion, Option<Text<500>>>,
    pub(super) onboarded: bool,
    pub(super) races: BTreeMap<Uuid, KnownRace>,
    pub(super) injuries: BTreeMap<Uuid, Injury>,
    pub(super) thresholds: BTreeMap<Date, Thresholds>,
    /// Signs of danger that no person has cleared yet.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) signs: BTreeSet<Sign>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reminder: Option<Reminder>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) week_start: Option<WeekStart>,
}

aggregate!(Member, MemberCommand, MemberEvent, MemberError, Asker, |member, asked, asker| member.decide(asked, asker));

impl Member {
    pub const fn status(&self) -> Status {
        self.status
    }

    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Absent before the registration, like the zone and the units.
    pub const fn language(&self) -> Option<Language> {
        self.language
    }

    pub const fn time_zone(&self) -> Option<&TimeZoneName> {
        self.time_zone.as_ref()
    }

    pub const fn units(&self) -> Option<Units> {
        self.units
    }

    /// Monday while the member never said.
    pub fn week_start(&self) -> WeekStart {
        self.week_start.unwrap_or_default()
    }

    pub const fn roles(&self) -> &BTreeSet<Role> {
        &self.roles
    }

    /// By the day from which they hold.
    pub const fn thresholds(&self) -> &BTreeMap<Date, Thresholds> {
        &self.thresholds
    }

    /// Signs of danger that no person has cleared yet.
    pub const fn signs(&self) -> &BTreeSet<Sign> {
        &self.signs
    }

    /// What the member wants to be told unasked; absent while they never said.
    pub const fn reminder(&self) -> Option<Reminder> {
        self.reminder
    }

    /// What was answered to onboarding's questions, and whether it is over.
    pub const fn onboarding(&self) -> (&BTreeMap<OnboardingQuestion, Option<Text<500>>>, bool) {
        (&self.answers, self.onboarded)
    }

    /// Takes the member's next event into account.
    pub fn take(&mut self, event: MemberEvent) {
        self.fold(event);
    }

    pub fn has_role(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    pub fn has_consented_to(&self, consent: Consent) -> bool {
        self.consents.contains(&consent)
    }

    pub fn decide(&self, asked: Addressed<MemberCommand>, asker: &Asker) -> Result<Vec<MemberEvent>, MemberError> {
        let sent_on = asked.sent_on();
        match (self.status, asked.command) {
            (Status::Unregistered, MemberCommand::Register { language, time_zone, units, name, referral }) => {
                let time_zone = known_zone(time_zone)?;
                Ok(vec![MemberEvent::MemberRegistered { language, time_zone, units, name, referral }])
            }
            (Status::Unregistered, _) => Err(MemberError::NotRegistered),
            (Status::Forgotten, _) => Err(MemberError::Forgotten),
            // Who is shut out may still go for good.
            (Status::Suspended, MemberCommand::Forget {}) => Ok(vec![MemberEvent::MemberForgotten {}]),
            (Status::Suspended, MemberCommand::Reinstate {}) => Ok(vec![MemberEvent::MemberReinstated {}]),
            (Status::Suspended, MemberCommand::Suspend { .. }) => Err(MemberError::AlreadySuspended),
            (Status::Suspended, _) => Err(MemberError::Suspended),
            (Status::Active, MemberCommand::ClearSign { .. })
                if !asker.may_clear_signs(&asked.actor, asked.subject) =>
            {
                Err(MemberError::NotYoursToClear)
            }
            (Status::Active, command) => self.decide_active(command, sent_on),
        }
    }

    fn decide_active(&self, command: MemberCommand, sent_on: Date) -> Result<Vec<MemberEvent>, MemberError> {
        use MemberCommand as C;
        match command {
            C::Register { .. } => Err(MemberError::AlreadyRegistered),
            C::ChangeProfile { set, clear } => self.change_profile(*set, clear, sent_on),
            C::AnswerOnboarding { question, answer } => self.answer_onboarding(question, answer),
            C::CompleteOnboarding {} => self.complete_onboarding(),
            C::ChooseLanguage { language } => self.choose_language(language),
            C::ChooseTimezone { time_zone } => self.choose_time_zone(time_zone),
            C::ChooseUnits { units } => self.choose_units(units),
            C::ChooseWeekStart { week_start } => self.choose_week_start(week_start),
            C::GiveConsent { consent } => self.give_consent(consent),
            C::WithdrawConsent { consent } => self.withdraw_consent(consent),
            C::GrantRole { role } => self.grant_role(role),
            C::RevokeRole { role } => self.revoke_role(role),
            C::Suspend { reason } => Ok(vec![MemberEvent::MemberSuspended { reason }]),
            C::Reinstate {} => Err(MemberError::NotSuspended),
            C::AddRace { race } => self.add_race(race, sent_on),
            C::MoveRace { race_id, date } => self.move_race(race_id, date, sent_on),
            C::CancelRace { race_id } => self.cancel_race(race_id),
            C::ReportInjury { injury } => self.report_injury(injury, sent_on),
            C::ResolveInjury { injury_id, date } => self.resolve_injury(injury_id, date, sent_on),
            C::RaiseSign { sign } => Ok(self.raise_sign(sign)),
            C::ClearSign { sign } => Ok(self.clear_sign(sign)),
            C::ChangeThresholds { effective, thresholds } => self.change_thresholds(effective, thresholds, sent_on),
            C::ChooseReminder { at } => self.choose_reminder(at),
            C::Forget {} => Ok(vec![MemberEvent::MemberForgotten {}]),
        }
    }

    fn fold(&mut self, event: MemberEvent) {
        use MemberEvent as E;
        match event {
            E::MemberRegistered { language, time_zone, units, name, referral: _ } => {
                self.status = Status::Active;
                self.language = Some(language);
                self.time_zone = Some(time_zone);
                self.units = Some(units);
                self.profile.name = name.map(String::from);
                self.roles.insert(Role::Athlete);
            }
            E::ProfileChanged { set, clear } => self.profile = changed(&self.profile, *set, &clear),
            E::OnboardingAnswered { question, answer } => {
                self.answers.insert(question, answer);
            }
            E::OnboardingCompleted {} => self.onboarded = true,
            E::LanguageChosen { language } => self.language = Some(language),
            E::TimezoneChosen { time_zone } => self.time_zone = Some(time_zone),
            E::UnitsChosen { units } => self.units = Some(units),
            E::WeekStartChosen { week_start } => self.week_start = Some(week_start),
            E::ConsentGiven { consent } => {
                self.consents.insert(consent);
            }
            E::ConsentWithdrawn { consent } => {
                self.consents.remove(&consent);
            }
            E::RoleGranted { role } => {
                self.roles.insert(role);
            }
            E::RoleRevoked { role } => {
                self.roles.remove(&role);
            }
            E::MemberSuspended { .. } => self.status = Status::Suspended,
            E::MemberReinstated {} => self.status = Status::Active,
            E::RaceAdded { race } => {
                self.races.insert(race.race_id, KnownRace { race, cancelled: false });
            }
            E::RaceMoved { race_id, to, .. } => {
                self.races.entry(race_id).and_modify(|known| known.race.date = to);
            }
            E::RaceCancelled { race_id } => {
                self.races.entry(race_id).and_modify(|known| known.cancelled = true);
            }
            E::InjuryReported { injury } => {
                self.injuries.insert(injury.injury_id, Injury { report: injury, resolved: None });
            }
            E::InjuryResolved { injury_id, date } => {
                self.injuries.entry(injury_id).and_modify(|injury| injury.resolved = Some(date));
            }
            E::SignRaised { sign } => {
                self.signs.insert(sign);
            }
            E::SignCleared { sign } => {
                self.signs.remove(&sign);
            }
            E::ThresholdsChanged { effective, thresholds } => {
                let known = self.thresholds.get(&effective).copied().unwrap_or_default();
                self.thresholds.insert(effective, thresholds.over(known));
            }
            E::ReminderChosen { at } => self.reminder = Some(Reminder::of(at)),
            E::MemberForgotten {} => *self = Self { status: Status::Forgotten, ..Self::default() },
        }
    }
}
