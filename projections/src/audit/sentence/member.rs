//! What members are and want, in words.

use domain::{
    member::{InjuryReport, MemberEvent, ProfileField},
    vocabulary::{Consent, Profile, Thresholds},
};
use serde_json::Value;

use super::listed;

pub(super) fn sentence(event: &MemberEvent) -> String {
    match event {
        MemberEvent::MemberRegistered { language, time_zone, units, name, .. } => format!(
            "{} became a member: language {language}, time zone {time_zone}, {units} units.",
            name.as_ref().map_or("Somebody", |name| name.as_str())
        ),
        MemberEvent::ProfileChanged { set, clear } => format!("The profile changed: {}.", profile(set, clear)),
        MemberEvent::OnboardingAnswered { question, answer: None } => {
            format!("The question about {question} was skipped.")
        }
        MemberEvent::OnboardingAnswered { question, answer: Some(_) } => {
            format!("The question about {question} was answered.")
        }
        MemberEvent::OnboardingCompleted {} => "Enough was answered for a first plan.".to_owned(),
        MemberEvent::LanguageChosen { language } => format!("The language is now {language}."),
        MemberEvent::TimezoneChosen { time_zone } => format!("The time zone is now {time_zone}."),
        MemberEvent::UnitsChosen { units } => format!("The units are now {units}."),
        MemberEvent::WeekStartChosen { week_start } => format!("Weeks now begin with {week_start}."),
        MemberEvent::ConsentGiven { consent } => format!("Consent was given {}.", to(*consent)),
        MemberEvent::ConsentWithdrawn { consent } => format!("Consent was withdrawn {}.", to(*consent)),
        MemberEvent::RoleGranted { role } => format!("The role {role} was granted."),
        MemberEvent::RoleRevoked { role } => format!("The role {role} was revoked."),
        MemberEvent::MemberSuspended { reason } => format!("The member was suspended: \"{reason}\"."),
        MemberEvent::MemberReinstated {} => "The member may act again.".to_owned(),
        MemberEvent::RaceAdded { race } => {
            format!(
                "The race \"{}\" ({}, priority {}) was added for {}.",
                race.name, race.kind, race.priority, race.date
            )
        }
        MemberEvent::RaceMoved { race_id, from, to } => format!("The race {race_id} was moved from {from} to {to}."),
        MemberEvent::RaceCancelled { race_id } => format!("The race {race_id} was cancelled."),
        MemberEvent::InjuryReported { injury } => injury_reported(injury),
        MemberEvent::InjuryResolved { injury_id, date } => format!("The injury {injury_id} was well on {date}."),
        MemberEvent::SignRaised { sign } => format!("A sign of danger was written of: {sign}."),
        MemberEvent::ReminderChosen { at: Some(at) } => {
            format!("Tomorrow's session is to be told at {}.", at.strftime("%H:%M"))
        }
        MemberEvent::ReminderChosen { at: None } => "Nothing is to be told unasked.".to_owned(),
        MemberEvent::MemberForgotten {} => "The member asked to be erased.".to_owned(),
        MemberEvent::SignCleared { sign } => format!("The sign {sign} was cleared by a person."),
        MemberEvent::ThresholdsChanged { effective, thresholds } => {
            format!("From {effective} on the thresholds are {}.", threshold_list(thresholds))
        }
    }
}

fn profile(set: &Profile, clear: &[ProfileField]) -> String {
    let set = match serde_json::to_value(set) {
        Ok(Value::Object(parts)) => parts,
        _ => serde_json::Map::new(),
    };
    let set = set.into_iter().map(|(part, value)| Some(format!("{} {}", part.replace('_', " "), plain(&value))));
    listed(set.chain(clear.iter().map(|part| Some(format!("{part} cleared")))))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join("+"),
        Value::Object(parts) => {
            let parts: Vec<String> = parts.iter().map(|(name, value)| format!("{name} {}", plain(value))).collect();
            format!("({})", parts.join("; "))
        }
        other => other.to_string(),
    }
}

fn to(consent: Consent) -> String {
    match consent {
        Consent::HealthData => "to keep and use health data".to_owned(),
        Consent::CoachAccess { coach_id } => format!("to show the training to the coach {coach_id}"),
        Consent::Reminders => "to reminders".to_owned(),
        Consent::LanguageModel => "to have messages read by a language model".to_owned(),
        Consent::PublicPosts => "to be named in public posts".to_owned(),
    }
}

fn injury_reported(injury: &InjuryReport) -> String {
    let signs = injury.signs.iter().map(|sign| Some(sign.as_str().replace('-', " ")));
    let first =
        Some(format!("{}, severity {} of 10", injury.body_part.as_str().replace('-', " "), injury.severity.get()));
    format!("An injury was reported on {}: {}.", injury.date, listed(std::iter::once(first).chain(signs)))
}

fn threshold_list(thresholds: &Thresholds) -> String {
    listed([
        thresholds.ftp.map(|ftp| format!("FTP {} W", ftp.get())),
        thresholds.threshold_heart_rate.map(|beats| format!("threshold heart rate {}", beats.get())),
        thresholds.max_heart_rate.map(|beats| format!("maximum heart rate {}", beats.get())),
        thresholds.resting_heart_rate.map(|beats| format!("resting heart rate {}", beats.get())),
        thresholds.swim_pace.map(|pace| format!("swim pace {} s per 100 m", pace.get())),
        thresholds.vdot.map(|vdot| format!("VDOT {}", vdot.get())),
    ])
}
