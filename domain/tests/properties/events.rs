//! Random events, also such as no history would hold.

use domain::{
    LedgerEvent,
    care::Sign,
    fatigue_day::FatigueDayEvent,
    identity::IdentityEvent,
    member::MemberEvent,
    vocabulary::{Language, OnboardingQuestion, Role, Units, WeekStart},
    workout::WorkoutEvent,
};
use proptest::{option, prelude::*};

use crate::parts::*;

pub(crate) fn member() -> impl Strategy<Value = MemberEvent> {
    use MemberEvent as E;
    let register = (word(Language::ALL), zone_name(), word(Units::ALL), option::of(text()), option::of(text()));
    prop_oneof![
        register.prop_map(|(language, time_zone, units, name, referral)| E::MemberRegistered {
            language,
            time_zone,
            units,
            name,
            referral
        }),
        (profile(), clear()).prop_map(|(set, clear)| E::ProfileChanged { set: Box::new(set), clear }),
        (word(OnboardingQuestion::ALL), option::of(text()))
            .prop_map(|(question, answer)| E::OnboardingAnswered { question, answer }),
        Just(E::OnboardingCompleted {}),
        word(Language::ALL).prop_map(|language| E::LanguageChosen { language }),
        zone_name().prop_map(|time_zone| E::TimezoneChosen { time_zone }),
        word(Units::ALL).prop_map(|units| E::UnitsChosen { units }),
        word(WeekStart::ALL).prop_map(|week_start| E::WeekStartChosen { week_start }),
        consent().prop_map(|consent| E::ConsentGiven { consent }),
        consent().prop_map(|consent| E::ConsentWithdrawn { consent }),
        word(Role::ALL).prop_map(|role| E::RoleGranted { role }),
        word(Role::ALL).prop_map(|role| E::RoleRevoked { role }),
        text().prop_map(|reason| E::MemberSuspended { reason }),
        Just(E::MemberReinstated {}),
        race().prop_map(|race| E::RaceAdded { race }),
        (id(), date(), date()).prop_map(|(race_id, from, to)| E::RaceMoved { race_id, from, to }),
        id().prop_map(|race_id| E::RaceCancelled { race_id }),
        injury().prop_map(|injury| E::InjuryReported { injury }),
        (id(), date()).prop_map(|(injury_id, date)| E::InjuryResolved { injury_id, date }),
        word(Sign::ALL).prop_map(|sign| E::SignRaised { sign }),
        word(Sign::ALL).prop_map(|sign| E::SignCleared { sign }),
        (date(), thresholds()).prop_map(|(effective, thresholds)| E::ThresholdsChanged { effective, thresholds }),
        option::of(time_of_day()).prop_map(|at| E::ReminderChosen { at }),
        Just(E::MemberForgotten {}),
    ]
}

pub(crate) fn workout() -> impl Strategy<Value = WorkoutEvent> {
    use WorkoutEvent as E;
    prop_oneof![
        (id(), source(), crate::parts::workout()).prop_map(|(member_id, source, workout)| E::WorkoutLogged {
            member_id,
            source,
            workout
        }),
        crate::parts::workout().prop_map(|workout| E::WorkoutCorrected { workout }),
        option::of(text()).prop_map(|reason| E::WorkoutVoided { reason }),
    ]
}

fn identity() -> impl Strategy<Value = IdentityEvent> {
    use IdentityEvent as E;
    (gateway(), external_id(), id(), any::<bool>()).prop_map(|(gateway, external_id, member_id, claimed)| {
        if claimed {
            E::IdentityClaimed { gateway, external_id, member_id }
        } else {
            E::IdentityReleased { gateway, external_id, member_id }
        }
    })
}

fn fatigue_day() -> impl Strategy<Value = FatigueDayEvent> {
    use FatigueDayEvent as E;
    (date(), reading(), any::<bool>()).prop_map(|(date, reading, first)| {
        if first { E::FatigueRecorded { date, reading } } else { E::FatigueCorrected { date, reading } }
    })
}

pub(crate) fn ledger() -> impl Strategy<Value = LedgerEvent> {
    prop_oneof![
        4 => member().prop_map(LedgerEvent::from),
        1 => identity().prop_map(LedgerEvent::from),
        2 => workout().prop_map(LedgerEvent::from),
        1 => fatigue_day().prop_map(LedgerEvent::from),
    ]
}
