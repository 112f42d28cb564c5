use std::collections::{BTreeMap, HashMap};

use domain::{LedgerEvent, history::AthleteHistory, plan::PlanEvent, workout::WorkoutEvent};

use super::{Club, Size, Told, append::to_append};

fn told(seed: u64, athletes: u64, weeks: u32) -> Vec<Told> {
    let mut club = Club::try_new(seed, athletes).unwrap();
    (0..weeks).flat_map(|_| club.next_week().unwrap()).collect()
}

fn bytes(told: Vec<Told>) -> Vec<String> {
    told.into_iter().zip(0..).map(|(told, n)| format!("{:?}", to_append(told, n, "0123456789").unwrap())).collect()
}

#[test]
fn the_same_seed_gives_the_same_events_and_another_gives_others() {
    let (first, again, other) = (bytes(told(1, 6, 20)), bytes(told(1, 6, 20)), bytes(told(2, 6, 20)));
    assert!(first == again);
    assert!(first != other);
}

#[test]
fn everything_that_happens_to_athletes_happens() {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for told in told(1, 12, 52) {
        for event in &told.events {
            *kinds.entry(event.event_type()).or_default() += 1;
        }
    }
    for kind in [
        "MemberRegistered",
        "IdentityClaimed",
        "ProfileChanged",
        "ThresholdsChanged",
        "RaceAdded",
        "InjuryReported",
        "InjuryResolved",
        "WorkoutLogged",
        "WorkoutCorrected",
        "WorkoutVoided",
        "FatigueRecorded",
        "PlanGenerated",
        "SessionCompleted",
        "SessionSkipped",
        "PlanSuperseded",
    ] {
        assert!(kinds.contains_key(kind), "no {kind} in {kinds:#?}");
    }
    let days = 12 * 52 * 7;
    assert!(kinds["WorkoutLogged"] * 10 > days * 8, "training is daily: {kinds:#?}");
}

#[test]
fn every_stream_counts_from_one_and_some_workouts_come_late() {
    let (mut sequences, mut late) = (HashMap::new(), 0);
    for told in told(1, 12, 60) {
        let sequence = sequences.entry((told.target.aggregate_type, told.target.aggregate_id.clone())).or_insert(0);
        assert_eq!(told.expected_sequence, *sequence, "{:?}", told.target);
        *sequence += told.events.len() as u64;
        if let Some(LedgerEvent::Workout(WorkoutEvent::WorkoutLogged { workout, .. })) = told.events.first() {
            let sent_on = told.envelope.sent_at.to_zoned(jiff::tz::TimeZone::UTC).date();
            late += usize::from(domain::history::days_between(workout.local_date, sent_on) > 60);
        }
    }
    assert!(late > 20, "{late}");
}

#[test]
fn plans_are_what_the_planner_makes_of_the_events_up_to_their_position() {
    let (mut histories, mut position, mut plans) = (HashMap::<_, Vec<_>>::new(), 0_u64, 0);
    for told in told(1, 6, 30) {
        for event in told.events {
            position += 1;
            if let LedgerEvent::Plan(PlanEvent::PlanGenerated { position: known, drafted, .. }) = &event {
                let mut history = AthleteHistory::default();
                let told: &Vec<(u64, String, LedgerEvent)> = &histories[&told.envelope.subject];
                told.iter().filter(|one| one.0 <= *known).for_each(|(_, id, event)| history.apply(id, event));
                assert_eq!(domain::history::digest(&history), drafted.plan.inputs_digest);
                plans += 1;
            }
            let own = histories.entry(told.envelope.subject).or_default();
            own.push((position, told.target.aggregate_id.clone(), event));
        }
    }
    assert!(plans > 20, "{plans}");
}

#[test]
fn hardly_anything_is_refused() {
    let mut club = Club::try_new(1, 12).unwrap();
    let told: usize = (0..52).map(|_| club.next_week().unwrap().len()).sum();
    assert!(club.refused() * 50 < told as u64, "{} of {told}", club.refused());
}

#[test]
fn a_club_without_anybody_is_refused() {
    assert!(Size::try_new(0, 1).is_err());
    assert!(Size::try_new(1, 0).is_err());
    assert_eq!(Size::try_new(1, 1).unwrap().today(), jiff::civil::date(2023, 1, 1));
}
