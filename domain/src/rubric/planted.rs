//! Good plans made bad on purpose: each must fail on its item, and on no other.

use std::collections::BTreeSet;

use super::{
    ITEMS, Weight, score,
    tests::{MONDAY, plan, racing, runner, session},
};
use crate::{
    history::{AthleteHistory, Reading, plus_days},
    plan::{Pace, PlanDraft, PlanKind, Session, Step, StepPart, Tag},
    vocabulary::{Availability, DayAvailability, Readiness, Sport, Weekday, Zone},
};

struct Planted {
    fault: &'static str,
    item: u8,
    /// Items that can't but fail with it.
    also: &'static [u8],
    kind: PlanKind,
    history: fn() -> AthleteHistory,
    spoil: fn(&mut PlanDraft),
}

const PLANTED: &[Planted] = &[
    planted("back-to-back intervals", 1, PlanKind::Block, runner, |plan| {
        plan.sessions.iter_mut().for_each(|session| session.tags.push(Tag::Vo2));
    }),
    planted("fourteen days without rest", 2, PlanKind::Block, runner, |plan| {
        let free: Vec<i32> = (0..14).filter(|&day| plan.sessions_on(plus_days(MONDAY, day)).count() == 0).collect();
        plan.sessions.extend(free.into_iter().map(|day| session(day, Zone::Z1, 5)));
    }),
    planted("60 % tempo", 3, PlanKind::Week, runner, |plan| {
        let total = minutes(plan);
        plan.sessions = vec![session(1, Zone::Z3, total * 6 / 10), session(3, Zone::Z2, total * 4 / 10)];
    }),
    planted("a week 40 % up", 4, PlanKind::Week, runner, |plan| {
        let days: Vec<i32> = (0..7).filter(|&day| plan.sessions_on(plus_days(MONDAY, day)).count() > 0).collect();
        plan.sessions.extend(days.into_iter().take(3).map(|day| session(day, Zone::Z1, 45)));
    }),
    planted("a leap of the longest run", 5, PlanKind::Week, runner, |plan| plan.sessions[0].metres = Some(16_000)),
    planted("one run that is most of the week", 6, PlanKind::Week, runner, |plan| {
        let total = minutes(plan);
        plan.sessions = vec![mixed(0, total * 7 / 10), mixed(2, total * 15 / 100), mixed(4, total * 15 / 100)];
    }),
    planted("a whole run at threshold", 7, PlanKind::Week, runner, |plan| {
        plan.sessions[0].steps.iter_mut().for_each(|step| step.pace = Some(Pace::Threshold));
    }),
    planted(
        "no light weeks",
        8,
        PlanKind::Season,
        || racing(runner(), 7 * 20 + 6),
        |plan| {
            for week in plan.weeks.clone().iter().filter(|week| week.deload) {
                let more = u16::try_from(week.minutes * 4 / 10).unwrap();
                plan.sessions.push(Session { date: week.start, ..session(0, Zone::Z1, more) });
            }
        },
    ),
    planted(
        "a rising race week",
        9,
        PlanKind::Block,
        || racing(runner(), 13),
        |plan| {
            plan.sessions.extend([session(8, Zone::Z2, 60), session(10, Zone::Z2, 60)]);
        },
    ),
    Planted {
        also: &[3, 4, 6, 11],
        ..planted("a flood of load", 10, PlanKind::Block, runner, |plan| {
            plan.sessions.extend((0..14).step_by(2).map(|day| session(day, Zone::Z3, 240)));
        })
    },
    planted("six equal days", 11, PlanKind::Week, runner, |plan| {
        let total = minutes(plan);
        plan.sessions = (0..6).map(|day| mixed(day, total / 6)).collect();
    }),
    planted("hard at readiness 1", 12, PlanKind::Week, exhausted, |plan| {
        plan.sessions.retain(|session| session.date != plus_days(MONDAY, 1));
        plan.sessions.push(session(0, Zone::Z1, 20).tagged(Tag::Vo2));
    }),
    planted("a session on a day off", 13, PlanKind::Week, busy_on_wednesdays, |plan| {
        plan.sessions.push(session(2, Zone::Z2, 20));
    }),
    planted("a session before the plan", 13, PlanKind::Week, runner, |plan| {
        plan.sessions.push(session(-1, Zone::Z2, 30))
    }),
    planted("parts that don't add up", 14, PlanKind::Week, runner, |plan| {
        plan.sessions.iter_mut().for_each(|session| session.minutes += 1);
    }),
    planted("a triathlon week without swims", 15, PlanKind::Week, AthleteHistory::default, |plan| {
        plan.sessions.retain(|session| session.sport != Sport::Swim);
    }),
];

const fn planted(
    fault: &'static str,
    item: u8,
    kind: PlanKind,
    history: fn() -> AthleteHistory,
    spoil: fn(&mut PlanDraft),
) -> Planted {
    Planted { fault, item, also: &[], kind, history, spoil }
}

fn minutes(plan: &PlanDraft) -> u16 {
    plan.sessions.iter().map(|session| session.minutes).sum()
}

/// Mostly easy, 15 % steady.
fn mixed(day: i32, minutes: u16) -> Session {
    let (steady, seconds) = (u32::from(minutes) * 9, u32::from(minutes) * 60);
    let mut session = session(day, Zone::Z2, minutes);
    session.steps =
        vec![Step::steady(StepPart::Main, seconds - steady, Zone::Z2), Step::steady(StepPart::Main, steady, Zone::Z3)];
    session
}

fn exhausted() -> AthleteHistory {
    let mut history = runner();
    history.readings.insert(MONDAY, Reading { readiness: Readiness::try_new(1).ok(), ill: false });
    history
}

fn busy_on_wednesdays() -> AthleteHistory {
    let mut history = runner();
    let open = Weekday::ALL.iter().filter(|&&day| day != Weekday::Wednesday);
    let days = open.map(|&day| DayAvailability { day, minutes: None, sports: vec![] });
    history.profile.availability = Some(Availability::new(days));
    history
}

#[test]
fn each_planted_fault_fails_exactly_its_item() {
    let mut wrong = Vec::new();
    for Planted { fault, item, also, kind, history, spoil } in PLANTED {
        let history = history();
        let mut bad = plan(&history, *kind);
        let before = score(&bad, &history);
        assert_eq!(before.item(*item).map_or(1.0, |item| item.value), 1.0, "{fault}: item {item} was not full before");
        spoil(&mut bad);
        bad.sessions.sort_by_key(|session| session.date);
        let report = score(&bad, &history);
        let failed: BTreeSet<u8> = report.items.iter().filter(|item| item.value <= 0.0).map(|item| item.n).collect();
        let beside: Vec<u8> = failed.iter().copied().filter(|n| n != item && !also.contains(n)).collect();
        let is_gate = ITEMS.iter().any(|(n, weight, _)| n == item && *weight == Weight::Gate);
        if !failed.contains(item) || !beside.is_empty() || is_gate && report.passes() {
            wrong.push(format!("{fault}: {:?}", report.items));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_item_has_a_planted_fault() {
    let items: BTreeSet<u8> = ITEMS.iter().map(|(n, ..)| *n).collect();
    let planted: BTreeSet<u8> = PLANTED.iter().map(|planted| planted.item).collect();
    assert_eq!(planted, items);
}
