//! Every command as people type it, in the three languages, and what is answered when they mistype.

use domain::{
    member::ProfileField,
    plan::PlanKind,
    vocabulary::{BodyPart, Language, RaceKind, RacePriority, SleepHours, Strain, SwimPace, Units, WeekStart, Weekday},
};
use jiff::civil::{date, time};

use super::{CommandName, Problem, hear};
use crate::chat::{
    parse::{Context, Heard, RaceReference, Reminder, Said, SessionReference, Setting, StatsSpan},
    words::COMMAND_NAMES,
};

/// A Wednesday.
const CONTEXT: Context<'static> =
    Context { today: date(2025, 5, 14), units: Units::Metric, language: Language::English, bot: Some("PaceBot") };

pub(super) fn said(text: &str) -> Said {
    match hear(text, &CONTEXT) {
        Heard::Said(said) => said,
        other => panic!("{text}: {other:?}"),
    }
}

#[track_caller]
pub(super) fn refused(text: &str, command: CommandName) -> Problem {
    match hear(text, &CONTEXT) {
        Heard::Usage(usage) if usage.command == command => usage.problem,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn the_example_of_every_command_works() {
    for command in CommandName::ALL {
        let heard = hear(command.example(), &CONTEXT);
        assert!(matches!(&heard, Heard::Said(said) if !matches!(said, Said::Told(_))), "{command}: {heard:?}");
    }
}

#[test]
fn every_name_of_a_command_is_its_own() {
    for command in CommandName::ALL {
        assert!(COMMAND_NAMES.iter().any(|(name, names)| name == command && names[0] == command.as_str()), "{command}");
    }
    let mut names: Vec<_> = COMMAND_NAMES.iter().flat_map(|(_, names)| *names).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn a_command_needs_no_slash_and_no_particular_case() {
    for text in
        ["/plan week", "plan week", "PLAN Week", "/Plan@PaceBot week", "/plan@pacebot", "план неделя", "/plan semana"]
    {
        assert_eq!(said(text), Said::Plan(PlanKind::Week), "{text}");
    }
}

#[test]
fn a_command_for_another_bot_is_not_for_us() {
    assert_eq!(hear("/plan@OtherBot week", &CONTEXT), Heard::NotForUs);
    let nameless = Context { bot: None, ..CONTEXT };
    assert_eq!(hear("/plan@OtherBot week", &nameless), Heard::NotForUs);
}

#[test]
fn a_mistyped_command_is_met_with_the_nearest() {
    let heard = hear("/pln", &CONTEXT);
    assert_eq!(heard, Heard::UnknownCommand { given: "pln".to_owned(), nearest: Some(CommandName::Plan) });
    assert_eq!(hear("/xyzzy", &CONTEXT), Heard::UnknownCommand { given: "xyzzy".to_owned(), nearest: None });
}

#[test]
fn a_reading_takes_its_parts_in_any_order_and_each_once() {
    let Said::Fatigue { reading, asked_on: None } = said("/fatigue 4 sore 2 sleep 7,5 hr 48 hrv 62 ill") else {
        panic!()
    };
    assert_eq!(reading.sleep_hours.map(SleepHours::get), Some(7.5));
    assert_eq!((reading.ill, reading.soreness.map(Strain::get)), (Some(true), Some(2)));
    for text in [
        "/fatigue",
        "/fatigue 6",
        "/fatigue 4 sleep",
        "/fatigue 4 sleep 25",
        "/fatigue 4 sore 2 sore 3",
        "/fatigue 4 mood 3",
        "/fatigue 3.5",
    ] {
        refused(text, CommandName::Fatigue);
    }
}

#[test]
fn sessions_are_meant_by_their_number() {
    assert_eq!(said("/done"), Said::Done { session: None });
    assert_eq!(said("hecho 2"), Said::Done { session: Some(SessionReference::Number(2)) });
    let Said::Skip { session, reason } = said("пропустить 1 болит горло") else { panic!() };
    assert_eq!((session, reason.unwrap().as_str()), (Some(SessionReference::Number(1)), "болит горло"));
    assert_eq!(said("/move 2 friday"), Said::Move { session: SessionReference::Number(2), to: date(2025, 5, 16) });
    assert_eq!(said("/move 2 завтра"), Said::Move { session: SessionReference::Number(2), to: date(2025, 5, 15) });
    assert_eq!(said("/move 1 2025-05-20"), Said::Move { session: SessionReference::Number(1), to: date(2025, 5, 20) });
    refused("/done 0", CommandName::Done);
    refused("/move friday", CommandName::Move);
    assert_eq!(said("/move 2"), Said::MoveWhere { session: SessionReference::Number(2) });
    refused("/skip 1st", CommandName::Skip);
}

#[test]
fn races_are_added_moved_and_cancelled() {
    let Said::RaceAdd { date: day, kind, priority, name } = said("/race add 2025-09-20 half marathon A Praga Media")
    else {
        panic!()
    };
    assert_eq!(
        (day, kind, priority, name.as_str()),
        (date(2025, 9, 20), RaceKind::HalfMarathon, RacePriority::A, "Praga Media")
    );
    assert_eq!(said("/race list"), Said::RaceList);
    assert_eq!(
        said("/race move 1 3 October"),
        Said::RaceMove { race: RaceReference::Number(1), to: date(2025, 10, 3) }
    );
    assert!(matches!(said("/race cancel Praga Media"), Said::RaceCancel { race: RaceReference::Name(_) }));
    for text in [
        "/race add 2025-13-20 10k A X",
        "/race add 2025-09-20 10k D X",
        "/race add 2025-09-20 10k A",
        "/race win",
        "/race move 1",
    ] {
        refused(text, CommandName::Race);
    }
}

#[test]
fn injuries_name_a_place_and_a_severity() {
    let Said::Injury { body_part, severity, .. } = said("/injury lower back 4/10 after lifting") else { panic!() };
    assert_eq!((body_part, severity.get()), (BodyPart::LowerBack, 4));
    assert_eq!(said("/injury healed knee"), Said::InjuryHealed { body_part: BodyPart::Knee });
    assert_eq!(said("травма прошла колено"), Said::InjuryHealed { body_part: BodyPart::Knee });
    refused("/injury knee", CommandName::Injury);
    refused("/injury knee 11", CommandName::Injury);
    refused("/injury soul 4", CommandName::Injury);
}

#[test]
fn a_setting_is_checked_against_the_limits_of_its_quantity() {
    assert!(matches!(said("/set ftp 240"), Said::Set(Setting::Thresholds(set)) if set.ftp.is_some()));
    assert!(
        matches!(said("/set css 1:45"), Said::Set(Setting::Thresholds(set)) if set.swim_pace.map(SwimPace::get) == Some(105))
    );
    assert!(
        matches!(said("/set zone europe/madrid"), Said::Set(Setting::TimeZone(zone)) if zone.as_str() == "Europe/Madrid")
    );
    for typed in ["/set week-starts Sunday", "/set semana dom", "/set начало-недели воскресенье"]
    {
        assert_eq!(said(typed), Said::Set(Setting::WeekStart(WeekStart::Sunday)), "{typed}");
    }
    assert!(matches!(said("/set swim-days wed, fri"), Said::Set(Setting::Profile(set)) if set.swim_days.is_some()));
    assert_eq!(said("/set weight none"), Said::Set(Setting::Clear(ProfileField::Weight)));
    for list in ["mon, wed and sat", "mon\nwed\nsat", "lunes, miércoles y sábado", "пн, ср и сб"] {
        let Said::Set(Setting::Days(days)) = said(&format!("/set days {list}")) else { panic!("{list}") };
        assert_eq!(days, [Weekday::Monday, Weekday::Wednesday, Weekday::Saturday], "{list}");
    }
    assert!(matches!(said("/set sports swim and run"), Said::Set(Setting::Profile(set)) if set.sports.is_some()));
    let Said::Set(Setting::DayMinutes(days)) = said("/set minutes Mon=60 sáb=90") else { panic!() };
    assert_eq!(
        days.iter().map(|(day, minutes)| (*day, minutes.get())).collect::<Vec<_>>(),
        [(Weekday::Monday, 60), (Weekday::Saturday, 90)]
    );
    for text in [
        "/set",
        "/set ftp",
        "/set week-starts",
        "/set week-starts wednesday",
        "/set ftp 20",
        "/set ftp 240w",
        "/set zone Moon/Base",
        "/set colour red",
        "/set minutes Mon=60 Mon=30",
        "/set birth-year 2024",
        "/set weight 70.5.1",
    ] {
        refused(text, CommandName::Set);
    }
}

#[test]
fn choices_are_shown_when_none_is_made() {
    assert_eq!(said("/language"), Said::Language(None));
    assert_eq!(said("/español"), Said::Language(Some(Language::Spanish)));
    assert_eq!(said("idioma ruso"), Said::Language(Some(Language::Russian)));
    assert_eq!(said("/units imperial"), Said::Units(Some(Units::Imperial)));
    assert!(
        matches!(said("/timezone America/New York"), Said::TimeZone(Some(zone)) if zone.as_str() == "America/New_York")
    );
    assert_eq!(said("/stats year"), Said::Stats(StatsSpan::Year));
    assert_eq!(said("/help /log"), Said::Help { about: Some(CommandName::Log) });
    refused("/help juggling", CommandName::Help);
    refused("/units cubits", CommandName::Units);
}

#[test]
fn a_reminder_has_a_time_of_the_day() {
    assert_eq!(said("/remind 20:30"), Said::Remind(Reminder::At(time(20, 30, 0, 0))));
    assert_eq!(said("/remind off"), Said::Remind(Reminder::Off));
    for text in ["/remind", "/remind 24:00", "/remind 8", "/remind 8:5", "/remind 20:30pm"] {
        refused(text, CommandName::Remind);
    }
}

#[test]
fn a_command_without_arguments_takes_none() {
    for command in ["undo", "forget", "export", "today", "form"] {
        assert!(matches!(hear(&format!("/{command} please"), &CONTEXT), Heard::Usage(_)), "{command}");
    }
}

#[test]
fn buttons_name_what_they_are_about_by_its_id() {
    let id = uuid::Uuid::from_u128(0x0197_f3c0_5a00_7000_8000_0000_0000_b001);
    let session = SessionReference::Id(id);
    assert_eq!(said(&format!("/done {id}")), Said::Done { session: Some(session) });
    // An id may begin with a letter.
    let letter = uuid::Uuid::from_u128(u128::MAX);
    let skipped = Said::Skip { session: Some(SessionReference::Id(letter)), reason: None };
    assert_eq!(said(&format!("/skip {letter}")), skipped);
    assert_eq!(said(&format!("/move {id}")), Said::MoveWhere { session });
    assert_eq!(said(&format!("/move {id} 2025-05-16")), Said::Move { session, to: date(2025, 5, 16) });
    assert_eq!(said(&format!("/adjust accept {id}")), Said::AdjustAccept(id));
    assert_eq!(said(&format!("/adjust undo {id}")), Said::AdjustUndo(id));
    refused("/adjust accept", CommandName::Adjust);
    // What a gateway can hang on a button.
    assert!(format!("/move {id} 2025-05-16").len() <= 60);
}

#[test]
fn a_new_plan_and_being_forgotten_have_to_be_asked_for_by_name() {
    assert_eq!(said("/plan week new"), Said::NewPlan(PlanKind::Week));
    assert_eq!(said("/plan temporada nueva"), Said::NewPlan(PlanKind::Season));
    assert_eq!(said("план на неделю"), Said::Plan(PlanKind::Week));
    assert_eq!(said("/plan на сезон новый"), Said::NewPlan(PlanKind::Season));
    refused("/plan на", CommandName::Plan);
    assert_eq!(said("/forget"), Said::Forget);
    let typed = Said::ForgetConfirmed { asked_on: None };
    assert_eq!((said("/forget yes"), said("/forget sí")), (typed.clone(), typed));
    let pressed = Said::ForgetConfirmed { asked_on: Some(date(2025, 5, 14)) };
    assert_eq!(said("/forget yes asked 2025-05-14"), pressed);
    refused("/forget everything", CommandName::Forget);
}
