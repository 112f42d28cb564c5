//! What `/set` and the first questions change, as commands.

use domain::{
    member::MemberCommand,
    vocabulary::{Availability, DayAvailability, Minutes, Profile, Weekday},
};

use crate::chat::{Asker, parse::Setting};

pub(super) fn command(asker: &Asker<'_>, setting: Setting) -> MemberCommand {
    let profile = |set| MemberCommand::ChangeProfile { set: Box::new(set), clear: vec![] };
    let available = |days| profile(Profile { availability: Some(Availability::new(days)), ..Profile::default() });
    let known = asker.member.profile().availability.clone();
    match setting {
        Setting::Profile(set) => MemberCommand::ChangeProfile { set, clear: vec![] },
        Setting::Clear(field) => MemberCommand::ChangeProfile { set: Box::default(), clear: vec![field] },
        Setting::Thresholds(thresholds) => MemberCommand::ChangeThresholds { effective: asker.today, thresholds },
        Setting::Language(language) => MemberCommand::ChooseLanguage { language },
        Setting::Units(units) => MemberCommand::ChooseUnits { units },
        Setting::TimeZone(time_zone) => MemberCommand::ChooseTimezone { time_zone },
        Setting::WeekStart(week_start) => MemberCommand::ChooseWeekStart { week_start },
        Setting::Days(days) => available(these_days(known.as_ref(), &days)),
        Setting::DayMinutes(minutes) => available(with_minutes(known.unwrap_or_default(), &minutes)),
    }
}

/// These days and no others; what was said of them before stays.
fn these_days(known: Option<&Availability>, days: &[Weekday]) -> Vec<DayAvailability> {
    let of_day = |&day: &Weekday| {
        let open = DayAvailability { day, minutes: None, sports: vec![] };
        known.and_then(|known| known.on(day).cloned()).unwrap_or(open)
    };
    days.iter().map(of_day).collect()
}

fn with_minutes(known: Availability, minutes: &[(Weekday, Minutes)]) -> Vec<DayAvailability> {
    let mut days: Vec<DayAvailability> = known.into();
    for &(day, minutes) in minutes {
        let sports = days.iter().find(|known| known.day == day).map(|known| known.sports.clone()).unwrap_or_default();
        days.push(DayAvailability { day, minutes: Some(minutes), sports });
    }
    days
}
