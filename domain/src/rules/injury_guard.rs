//! Rule 4: training goes round what hurts.
//!
//! By severity of each open injury: up to 2 as planned; 3 no speed and no hills on foot; 4 and 5 running halved, the rest
//! swum or ridden, nothing hard; 6 and more, or a limp, night pain or bone tenderness, no running and the advice to see a
//! clinician, and neither any other sport that loads what hurts. After the pain-monitoring model (Thomeé 1997; Silbernagel 2007), which takes up to 2 of 10 as safe and 5
//! as the limit, and the signs of bone stress injury that forbid running (Warden 2014).

use jiff::civil::Date;

use super::{Ground, Rule, RuleKind, Situation};
use crate::{
    history::{AthleteHistory, OpenInjury},
    plan::{Message, Session, Tag, WorkoutKind},
    vocabulary::{BodyPart, Sport, Weekday, Zone},
};

pub(super) struct InjuryGuard;

const REASON: &str = "Something hurts, so training goes round it. This is not medical advice.";
const GENTLY: &str = "Something hurts: run on the flat, and nothing fast. This is not medical advice.";
const STOP: &str = "No running until a clinician has looked at it. This is not medical advice.";
/// Shorter than this, half a run isn't worth changing for.
const SHORTEST_RUN: u16 = 20;

impl Rule for InjuryGuard {
    fn name(&self) -> &'static str {
        "InjuryGuard"
    }

    fn version(&self) -> u16 {
        2
    }

    fn kind(&self) -> RuleKind {
        RuleKind::Hard
    }

    fn apply(&self, situation: &Situation<'_>, week: &mut Vec<Session>) -> Option<Ground> {
        let injuries = &situation.history.injuries;
        let worst = injuries.iter().max_by_key(|injury| (injury.stops_running(), injury.severity))?;
        if injuries.iter().any(OpenInjury::forbids_speed) {
            week.iter_mut().filter(|session| is_fast_run(session)).for_each(Session::ease);
        }
        if injuries.iter().any(OpenInjury::forbids_hard) {
            week.iter_mut().filter(|session| session.is_hard() && !session.is_race()).for_each(Session::ease);
            move_runs(situation, week, worst.stops_running());
            [Sport::Swim, Sport::Bike].into_iter().for_each(|sport| move_others(situation, week, sport));
        }
        week.iter_mut().for_each(explain(worst));
        Some(Ground::new(format!("{} {} of 10", worst.body_part, worst.severity), reason(worst)))
    }

    fn broken(&self, situation: &Situation<'_>, week: &[Session]) -> Option<String> {
        let injuries = &situation.history.injuries;
        let mut training = week.iter().filter(|session| !session.is_race());
        let no_hard = injuries.iter().any(OpenInjury::forbids_hard);
        let no_speed = injuries.iter().any(OpenInjury::forbids_speed);
        let bad = training.find(|session| {
            no_hard && session.is_hard() || stops(injuries, session.sport) || no_speed && is_fast_run(session)
        })?;
        Some(format!("{} on {} in spite of an open injury", bad.title, bad.date))
    }
}

fn is_fast_run(session: &Session) -> bool {
    session.sport == Sport::Run && session.is_hard() && !session.is_race()
}

fn reason(worst: &OpenInjury) -> &'static str {
    match (worst.stops_running(), worst.forbids_hard()) {
        (true, _) => STOP,
        (false, true) => REASON,
        (false, false) => GENTLY,
    }
}

/// Says it with whatever gave way and with every run; of races with those that nobody should run now.
fn explain(worst: &OpenInjury) -> impl Fn(&mut Session) {
    let key = if worst.forbids_hard() { "note.injury" } else { "note.injury-gently" };
    let note = Message::new(key, reason(worst)).with("body_part", worst.body_part).with("severity", worst.severity);
    let (noted, stop) = (worst.forbids_speed(), worst.stops_running());
    move |session| {
        let race = stop && matches!(session.sport, Sport::Run | Sport::Multisport);
        let training = session.has(Tag::Downgraded) || session.has(Tag::Substitute) || session.sport == Sport::Run;
        if noted && if session.is_race() { race } else { training } {
            session.note = Some(note.clone());
        }
    }
}

/// Longest first, runs become swims or rides until half of the running is left (none at all when it must stop).
fn move_runs(situation: &Situation<'_>, week: &mut Vec<Session>, stop: bool) {
    let is_run = |session: &Session| session.sport == Sport::Run && !session.is_race();
    let total: u32 = week.iter().filter(|session| is_run(session)).map(|session| u32::from(session.minutes)).sum();
    let allowed = if stop { 0 } else { total / 2 };
    let mut runs: Vec<usize> = (0..week.len()).filter(|&at| is_run(&week[at])).collect();
    runs.sort_by_key(|&at| (std::cmp::Reverse(week[at].minutes), week[at].date));
    let (mut left, last) = (total, runs.last().copied());
    for at in runs {
        if left <= allowed {
            break;
        }
        let others = left - u32::from(week[at].minutes);
        let room = u16::try_from(allowed.saturating_sub(others)).unwrap_or(0);
        if Some(at) == last && room >= SHORTEST_RUN {
            week[at].minutes = room;
            break;
        }
        left = others;
        substitute(situation, &mut week[at]);
    }
    week.retain(|session| session.minutes > 0);
}

/// Whether pain leaves that sport out: an arm or shoulder at 4 and more doesn't swim; at 6 and more nobody runs, what
/// carries the weight in the saddle doesn't ride, and with the head or the chest nothing is done at all.
fn stops(injuries: &[OpenInjury], sport: Sport) -> bool {
    injuries.iter().any(|injury| {
        let (part, severe) = (injury.body_part, injury.stops_running());
        match sport {
            Sport::Run => severe,
            Sport::Swim => injury.forbids_hard() && part.is_upper_limb() || severe && is_vital(part),
            Sport::Bike => severe && (is_in_the_saddle(part) || is_vital(part)),
            _ => false,
        }
    })
}

const fn is_vital(part: BodyPart) -> bool {
    matches!(part, BodyPart::Head | BodyPart::Chest)
}

const fn is_in_the_saddle(part: BodyPart) -> bool {
    matches!(part, BodyPart::Knee | BodyPart::Hip | BodyPart::Groin | BodyPart::LowerBack)
}

fn move_others(situation: &Situation<'_>, week: &mut Vec<Session>, sport: Sport) {
    if stops(&situation.history.injuries, sport) {
        let own = week.iter_mut().filter(|session| session.sport == sport && !session.is_race());
        own.for_each(|session| substitute(situation, session));
        week.retain(|session| session.minutes > 0);
    }
}

/// Another sport for as long, or nothing (no minutes) where none is left that day.
fn substitute(situation: &Situation<'_>, session: &mut Session) {
    let sport = substitutes(&situation.history.injuries)
        .into_iter()
        .find(|&sport| allowed(situation.history, session.date, sport));
    let minutes = if sport.is_some() { session.minutes } else { 0 };
    let sport = sport.unwrap_or(Sport::Rest);
    let fresh = Session::new(session.id, session.date, sport, WorkoutKind::Endurance, Zone::Z2, minutes);
    *session = fresh.tagged(Tag::Substitute);
}

/// Whether pain leaves anything to do on that day: a sport of the athlete's own, or one in its place.
pub(crate) fn leaves_something(history: &AthleteHistory, date: Date) -> bool {
    let injuries = &history.injuries;
    let own = history.sports().into_iter().filter(|&sport| !stops(injuries, sport));
    own.chain(substitutes(injuries)).any(|sport| allowed(history, date, sport))
}

/// Water for legs, the saddle for arms; neither for the head or the chest, nor where both arms and legs hurt.
fn substitutes(injuries: &[OpenInjury]) -> Vec<Sport> {
    let hurts = |test: fn(BodyPart) -> bool| injuries.iter().any(|i| i.forbids_hard() && test(i.body_part));
    if hurts(is_vital) {
        return Vec::new();
    }
    let mut sports = Vec::new();
    if !hurts(BodyPart::is_upper_limb) {
        sports.push(Sport::Swim);
    }
    if !hurts(is_in_the_saddle) {
        sports.push(Sport::Bike);
    }
    sports
}

fn allowed(history: &AthleteHistory, date: Date, sport: Sport) -> bool {
    history.profile.availability.as_ref().is_none_or(|availability| {
        availability.on(Weekday::of(date)).is_some_and(|day| day.sports.is_empty() || day.sports.contains(&sport))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rules::testing::{Case, session},
        vocabulary::PainSign,
    };

    fn case(body_part: BodyPart, severity: u8, signs: Vec<PainSign>) -> Case {
        let mut case = Case::default();
        case.history.injuries.push(OpenInjury { injury_id: uuid::Uuid::nil(), body_part, severity, signs });
        case
    }

    fn week() -> Vec<Session> {
        vec![
            session(10, Sport::Run, Zone::Z4, 50),
            session(12, Sport::Bike, Zone::Z5, 70),
            session(14, Sport::Run, Zone::Z2, 90),
        ]
    }

    fn run_minutes(week: &[Session]) -> u16 {
        week.iter().filter(|session| session.sport == Sport::Run).map(|session| session.minutes).sum()
    }

    #[test]
    fn up_to_two_of_ten_training_goes_on_as_planned() {
        assert!(case(BodyPart::Calf, 2, vec![]).apply(&InjuryGuard, &mut week()).is_none());
    }

    #[test]
    fn at_three_there_is_no_speed_on_foot() {
        let mut week = week();
        case(BodyPart::Calf, 3, vec![]).apply(&InjuryGuard, &mut week).unwrap();
        assert_eq!((week[0].zone, week[1].zone, run_minutes(&week)), (Zone::Z2, Zone::Z5, 140));
    }

    #[test]
    fn at_three_every_run_is_told_to_stay_on_the_flat() {
        let mut week = week();
        case(BodyPart::Calf, 3, vec![]).apply(&InjuryGuard, &mut week).unwrap();
        let noted: Vec<_> = week.iter().map(|session| session.note.as_ref().map(|note| note.key.as_str())).collect();
        assert_eq!(noted, [Some("note.injury-gently"), None, Some("note.injury-gently")]);
        assert!(week[0].note.as_ref().unwrap().text.contains("not medical advice"));
    }

    #[test]
    fn at_six_nobody_does_what_loads_the_part_that_hurts() {
        let all = || [Sport::Run, Sport::Bike, Sport::Swim].map(|sport| session(10, sport, Zone::Z2, 60)).to_vec();
        let left = |part, severity| {
            let (mut week, case) = (all(), case(part, severity, vec![]));
            assert_eq!(case.broken(&InjuryGuard, &week).is_some(), severity >= 6, "{part}");
            case.apply(&InjuryGuard, &mut week);
            assert!(case.broken(&InjuryGuard, &week).is_none(), "{part}");
            week.iter().map(|session| session.sport).collect::<Vec<_>>()
        };
        assert_eq!(left(BodyPart::Knee, 8), [Sport::Swim, Sport::Swim, Sport::Swim]);
        assert_eq!(left(BodyPart::Knee, 5), [Sport::Run, Sport::Bike, Sport::Swim]);
        assert_eq!(left(BodyPart::Ankle, 8), [Sport::Swim, Sport::Bike, Sport::Swim]);
        assert_eq!(left(BodyPart::Head, 7), []);
    }

    #[test]
    fn a_race_that_nobody_should_run_stays_and_says_so() {
        let race = || session(12, Sport::Run, Zone::Z4, 50).tagged(Tag::Race);
        for (severity, noted) in [(5, false), (6, true)] {
            let mut week = vec![race()];
            case(BodyPart::Shin, severity, vec![]).apply(&InjuryGuard, &mut week);
            assert_eq!((week[0].minutes, week[0].note.is_some()), (50, noted));
        }
    }

    #[test]
    fn at_four_running_is_halved_the_rest_is_swum_and_nothing_is_hard() {
        let mut week = week();
        case(BodyPart::Calf, 4, vec![]).apply(&InjuryGuard, &mut week).unwrap();
        assert_eq!(run_minutes(&week), 50);
        assert_eq!(week[2].sport, Sport::Swim);
        assert!(!week.iter().any(Session::is_hard));
    }

    #[test]
    fn at_six_or_with_a_sign_nobody_runs_and_a_clinician_is_advised() {
        for case in [case(BodyPart::Shin, 6, vec![]), case(BodyPart::Shin, 1, vec![PainSign::BoneTenderness])] {
            let mut week = week();
            let record = case.apply(&InjuryGuard, &mut week).unwrap();
            assert_eq!(run_minutes(&week), 0);
            assert!(record.reason.contains("clinician"));
        }
    }

    #[test]
    fn a_shoulder_rides_instead_of_swimming() {
        let mut week = vec![session(10, Sport::Swim, Zone::Z2, 50)];
        case(BodyPart::Shoulder, 5, vec![]).apply(&InjuryGuard, &mut week).unwrap();
        assert_eq!(week[0].sport, Sport::Bike);
    }
}
