//! Random commands.

use domain::{
    Command,
    care::Sign,
    fatigue_day::FatigueDayCommand,
    identity::IdentityCommand,
    ledger::{Actor, Addressed},
    member::MemberCommand,
    vocabulary::{Language, OnboardingQuestion, Role, Units, WeekStart},
    workout::WorkoutCommand,
};
use proptest::{option, prelude::*};
use uuid::Uuid;

use crate::parts::*;

pub(crate) fn addressed<C: std::fmt::Debug>(command: impl Strategy<Value = C>) -> impl Strategy<Value = Addressed<C>> {
    (id(), command).prop_map(|(subject, command)| {
        let actor = Actor::System("properties".to_owned());
        Addressed { actor, subject, sent_at: sent_at(), command }
    })
}

pub(crate) fn registration() -> Addressed<MemberCommand> {
    let (language, time_zone, units) = (Language::English, "UTC".parse().unwrap(), Units::Metric);
    let command = MemberCommand::Register { language, time_zone, units, name: None, referral: None };
    let subject = Uuid::from_u128(1);
    Addressed { actor: Actor::Member(subject), subject, sent_at: sent_at(), command }
}

pub(crate) fn member() -> impl Strategy<Value = MemberCommand> {
    use MemberCommand as C;
    let register = (word(Language::ALL), zone_name(), word(Units::ALL), option::of(text()), option::of(text()));
    prop_oneof![
        register.prop_map(|(language, time_zone, units, name, referral)| C::Register {
            language,
            time_zone,
            units,
            name,
            referral
        }),
        (profile(), clear()).prop_map(|(set, clear)| C::ChangeProfile { set: Box::new(set), clear }),
        (word(OnboardingQuestion::ALL), option::of(text()))
            .prop_map(|(question, answer)| C::AnswerOnboarding { question, answer }),
        Just(C::CompleteOnboarding {}),
        word(Language::ALL).prop_map(|language| C::ChooseLanguage { language }),
        zone_name().prop_map(|time_zone| C::ChooseTimezone { time_zone }),
        word(Units::ALL).prop_map(|units| C::ChooseUnits { units }),
        word(WeekStart::ALL).prop_map(|week_start| C::ChooseWeekStart { week_start }),
        consent().prop_map(|consent| C::GiveConsent { consent }),
        consent().prop_map(|consent| C::WithdrawConsent { consent }),
        word(Role::ALL).prop_map(|role| C::GrantRole { role }),
        word(Role::ALL).prop_map(|role| C::RevokeRole { role }),
        text().prop_map(|reason| C::Suspend { reason }),
        Just(C::Reinstate {}),
        race().prop_map(|race| C::AddRace { race }),
        (id(), date()).prop_map(|(race_id, date)| C::MoveRace { race_id, date }),
        id().prop_map(|race_id| C::CancelRace { race_id }),
        injury().prop_map(|injury| C::ReportInjury { injury }),
        (id(), date()).prop_map(|(injury_id, date)| C::ResolveInjury { injury_id, date }),
        word(Sign::ALL).prop_map(|sign| C::RaiseSign { sign }),
        word(Sign::ALL).prop_map(|sign| C::ClearSign { sign }),
        (date(), thresholds()).prop_map(|(effective, thresholds)| C::ChangeThresholds { effective, thresholds }),
        option::of(time_of_day()).prop_map(|at| C::ChooseReminder { at }),
        Just(C::Forget {}),
    ]
}

pub(crate) fn identity() -> impl Strategy<Value = IdentityCommand> {
    (gateway(), external_id(), any::<bool>()).prop_map(|(gateway, external_id, claim)| {
        if claim {
            IdentityCommand::Claim { gateway, external_id }
        } else {
            IdentityCommand::Release { gateway, external_id }
        }
    })
}

pub(crate) fn workout() -> impl Strategy<Value = WorkoutCommand> {
    let workout_id = Uuid::from_u128(9);
    prop_oneof![
        (source(), crate::parts::workout()).prop_map(move |(source, workout)| WorkoutCommand::Log {
            workout_id,
            source,
            workout
        }),
        crate::parts::workout().prop_map(move |workout| WorkoutCommand::Correct { workout_id, workout }),
        option::of(text()).prop_map(move |reason| WorkoutCommand::Void { workout_id, reason }),
    ]
}

pub(crate) fn fatigue_day() -> impl Strategy<Value = FatigueDayCommand> {
    (date(), reading()).prop_map(|(date, reading)| FatigueDayCommand::Record { date, reading })
}

pub(crate) fn ledger() -> impl Strategy<Value = Command> {
    prop_oneof![
        4 => member().prop_map(Command::Member),
        1 => identity().prop_map(Command::Identity),
        2 => workout().prop_map(Command::Workout),
        1 => fatigue_day().prop_map(Command::FatigueDay),
    ]
}
