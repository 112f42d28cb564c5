//! `/set`: one thing about the member.

use domain::{
    Command,
    member::MemberCommand,
    vocabulary::{Availability, DayAvailability, Minutes, Profile, Weekday},
};

use super::{Answer, profile::lines, rejected};
use crate::chat::{
    Asker, Desk,
    parse::Setting,
    reply::{Part, Reply, keys},
};

pub(super) async fn set(desk: &Desk, asker: &Asker<'_>, setting: Setting) -> Answer {
    let command = command(asker, setting);
    if let Err(rejection) = desk.order(asker, "set", Command::Member(command)).await? {
        return Ok(vec![rejected(asker.voice, &rejection)]);
    }
    // Read from the ledger itself, in the language that is chosen now.
    let member = pg::member_now(&desk.pool, asker.member_id).await?.unwrap_or_default();
    let voice = crate::chat::reply::Voice {
        language: member.language().unwrap_or(asker.voice.language),
        units: member.units().unwrap_or(asker.voice.units),
    };
    let head = Reply::paragraph(voice.say(keys::SET_DONE, &[]));
    Ok(vec![head.and(Part::List(lines(voice, &member, asker.today)))])
}

fn command(asker: &Asker<'_>, setting: Setting) -> MemberCommand {
    let profile = |set: Profile| MemberCommand::ChangeProfile { set: Box::new(set), clear: Vec::new() };
    match setting {
        Setting::Profile(set) => MemberCommand::ChangeProfile { set, clear: Vec::new() },
        Setting::Clear(field) => MemberCommand::ChangeProfile { set: Box::default(), clear: vec![field] },
        Setting::Thresholds(thresholds) => MemberCommand::ChangeThresholds { effective: asker.today, thresholds },
        Setting::Language(language) => MemberCommand::ChooseLanguage { language },
        Setting::Units(units) => MemberCommand::ChooseUnits { units },
        Setting::TimeZone(time_zone) => MemberCommand::ChooseTimezone { time_zone },
        Setting::Days(days) => profile(Profile { availability: Some(on(asker, &days)), ..Profile::default() }),
        Setting::DayMinutes(minutes) => {
            profile(Profile { availability: Some(with(asker, &minutes)), ..Profile::default() })
        }
    }
}

/// Those days, each with what was known of it.
fn on(asker: &Asker<'_>, days: &[Weekday]) -> Availability {
    let known = asker.member.profile().availability.as_ref();
    let of = |day: Weekday| known.and_then(|known| known.on(day)).cloned().unwrap_or_else(|| bare(day));
    Availability::new(days.iter().map(|day| of(*day)))
}

/// What is known, with other minutes on some days. Whoever never named days can train on every one.
fn with(asker: &Asker<'_>, minutes: &[(Weekday, Minutes)]) -> Availability {
    let known = asker.member.profile().availability.as_ref();
    let mut days: Vec<DayAvailability> = match known {
        Some(known) => known.days().cloned().collect(),
        None => Weekday::ALL.iter().map(|day| bare(*day)).collect(),
    };
    for (day, minutes) in minutes {
        if !days.iter().any(|known| known.day == *day) {
            days.push(bare(*day));
        }
        days.iter_mut().filter(|known| known.day == *day).for_each(|known| known.minutes = Some(*minutes));
    }
    Availability::new(days)
}

fn bare(day: Weekday) -> DayAvailability {
    DayAvailability { day, minutes: None, sports: Vec::new() }
}
