//! Where a plan comes from.

use domain::{
    drafts::Drafted,
    member::{InjuryReport, MemberEvent},
    plan::PlanKind,
    vocabulary::{
        BodyPart, Ftp, InjurySeverity, Level, Profile, Race, RaceKind, RacePriority, Sport, Thresholds, Zone,
    },
};
use jiff::civil::date;
use tokio_util::sync::CancellationToken;

use super::{
    ledger::{New, World},
    sample::{corrected, drafted, facts, generated, history_of, id, logged, of_member, reading, voided},
};
use crate::{
    audit::{Audit, InputKind, Proof, Provenance, provenance},
    rebuild,
};

const JANA: u128 = 1;
const PLAN: u128 = 0x50;

/// An athlete with something of everything; numbers are positions.
fn before_the_plan() -> Vec<New> {
    let jana = id(JANA);
    let run = |day, seconds| facts(Sport::Run, day, Some(Zone::Z2), seconds, 8_000);
    let race = Race {
        race_id: id(0x30),
        date: date(2025, 9, 6),
        kind: RaceKind::Olympic,
        priority: RacePriority::A,
        name: "Lake".to_owned(),
        target_time_s: None,
    };
    let cancelled = Race { race_id: id(0x31), ..race.clone() };
    let injury = InjuryReport {
        injury_id: id(0x40),
        body_part: BodyPart::Knee,
        severity: InjurySeverity::try_new(5).unwrap(),
        signs: vec![],
        note: None,
        date: date(2025, 5, 2),
    };
    let profile = Profile { level: Some(Level::Intermediate), ..Profile::default() };
    let thresholds = Thresholds { ftp: Ftp::try_new(240).ok(), ..Thresholds::default() };
    vec![
        of_member(jana, MemberEvent::ProfileChanged { set: Box::new(profile), clear: vec![] }), // 1
        of_member(jana, MemberEvent::ThresholdsChanged { effective: date(2025, 4, 1), thresholds }), // 2
        logged(jana, id(11), run("2025-04-28", 3_600)),
        logged(jana, id(12), run("2025-04-29", 9_000)),    // 4, voided
        logged(id(2), id(13), run("2025-04-29", 9_000)),   // 5, somebody else's
        corrected(jana, id(11), run("2025-04-28", 5_400)), // 6
        voided(jana, id(12)),
        of_member(jana, MemberEvent::RaceAdded { race }),            // 8
        of_member(jana, MemberEvent::RaceAdded { race: cancelled }), // 9, cancelled
        of_member(jana, MemberEvent::RaceCancelled { race_id: id(0x31) }),
        of_member(jana, MemberEvent::RaceMoved { race_id: id(0x30), from: date(2025, 9, 6), to: date(2025, 9, 7) }), // 11
        logged(jana, id(14), run("2025-04-30", 4_500)),          // 12
        logged(jana, id(15), run("2025-05-01", 4_500)),          // 13
        reading(jana, "2025-05-08", 2),                          // 14
        of_member(jana, MemberEvent::InjuryReported { injury }), // 15
    ]
}

async fn account_of(drafted: &Drafted, events: &[New]) -> Provenance {
    let world = world_of(drafted, events).await;
    assert_eq!(provenance(&world.pool, id(0x51), Proof::OfLedger).await.unwrap(), None);
    told(&world, Proof::OfLedger).await
}

async fn told(world: &World, proof: Proof) -> Provenance {
    provenance(&world.pool, id(PLAN), proof).await.unwrap().unwrap()
}

async fn world_of(drafted: &Drafted, events: &[New]) -> World {
    let world = World::new().await;
    world.append(events).await;
    world.append(&[generated(id(JANA), 15, drafted)]).await;
    // What comes later has nothing to do with it.
    world.append(&[logged(id(JANA), id(16), facts(Sport::Run, "2025-05-02", None, 3_600, 9_000))]).await;
    world
}

fn made(events: &[New]) -> Drafted {
    // A Thursday, the hard day, with a bad reading and a sore knee, so that rules have something to do.
    drafted(id(PLAN), &history_of(id(JANA), events), PlanKind::Week, date(2025, 5, 8))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_tells_the_events_that_still_counted_and_the_rules_that_changed_it() {
    let events = before_the_plan();
    let account = account_of(&made(&events), &events).await;
    let positions = |kind| {
        let of_kind = account.inputs.iter().filter(move |input| input.kind == kind);
        of_kind.map(|input| input.position).collect::<Vec<_>>()
    };
    assert_eq!(positions(InputKind::Workout), [6, 12, 13]);
    assert_eq!(positions(InputKind::Race), [8, 11]);
    assert_eq!(positions(InputKind::Profile), [1]);
    assert_eq!(positions(InputKind::Thresholds), [2]);
    assert_eq!(positions(InputKind::Reading), [14]);
    assert_eq!(positions(InputKind::Injury), [15]);
    assert_eq!(account.inputs_confirmed, Some(true));
    assert_eq!((account.made.position, account.as_of), (16, 15));
    assert_eq!(account.made.actor, format!("member:{}", id(JANA)));
    assert!(account.rules.iter().any(|rule| rule.rule == "InjuryGuard"), "{:?}", account.rules);
    let text = account.to_string();
    for told in ["InjuryGuard", "readiness 2 of 5", "FTP 240 W", "8 km in 1:30:00", "to 2025-05-14"] {
        assert!(text.contains(told), "no {told} in\n{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_from_other_inputs_than_the_ledgers_is_told_apart() {
    let events = before_the_plan();
    let without_the_last = made(&events[..12]);
    let account = account_of(&without_the_last, &events).await;
    assert_eq!(account.inputs_confirmed, Some(false));
    assert!(account.to_string().contains("WARNING"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_is_a_prov_json_document() {
    let events = before_the_plan();
    let account = account_of(&made(&events), &events).await;
    let document = account.to_prov_json();
    let plan = format!("paceledger:plan/{}", id(PLAN));
    assert_eq!(document["wasGeneratedBy"]["_:made"]["prov:entity"], *plan);
    let used = document["used"].as_object().unwrap();
    assert_eq!(used.len(), account.inputs.len() + account.rules.len());
    // Whatever a relation names is declared.
    for relation in
        ["used", "wasDerivedFrom", "wasGeneratedBy", "wasAttributedTo", "wasAssociatedWith", "actedOnBehalfOf"]
    {
        for (name, kind) in [
            ("prov:entity", "entity"),
            ("prov:usedEntity", "entity"),
            ("prov:generatedEntity", "entity"),
            ("prov:activity", "activity"),
            ("prov:agent", "agent"),
            ("prov:delegate", "agent"),
            ("prov:responsible", "agent"),
        ] {
            for link in document[relation].as_object().unwrap().values().filter_map(|link| link[name].as_str()) {
                assert!(document[kind].get(link).is_some(), "{relation} names {link}, which isn't declared");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_nobody_can_read_any_more_leave_the_rest_of_the_account() {
    let mut events = before_the_plan();
    let drafted = made(&events);
    events[3] = logged(id(JANA), id(12), facts(Sport::Run, "2025-04-29", None, 9_000, 8_000)).unreadable();
    let account = account_of(&drafted, &events).await;
    assert!(account.inputs.is_empty() && account.inputs_confirmed == Some(false));
    assert!(
        account.inputs_problem.as_ref().is_some_and(|problem| problem.contains("99.0")),
        "{:?}",
        account.inputs_problem
    );
    assert!(account.to_string().contains("WARNING: they can't be read"));
    assert!(!account.rules.is_empty() && account.made.position == 16);
}

async fn log(world: &World) {
    rebuild(Audit, &world.pool, &CancellationToken::new(), |_| {}).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_tells_the_same_as_the_ledger_and_that_it_is_no_proof() {
    let events = before_the_plan();
    let world = world_of(&made(&events), &events).await;
    log(&world).await;
    let (proven, listed) = (told(&world, Proof::OfLedger).await, told(&world, Proof::NotAsked).await);
    assert_eq!(listed, Provenance { inputs_confirmed: None, ..proven.clone() });
    assert!(listed.to_string().contains("was not asked") && !proven.to_string().contains("was not asked"));
    let plan = |account: &Provenance| account.to_prov_json()["entity"][format!("paceledger:plan/{}", id(PLAN))].clone();
    assert_eq!(plan(&proven)["paceledger:inputs_confirmed"], true);
    assert!(plan(&listed).get("paceledger:inputs_confirmed").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_ledger_is_found_by_whoever_asks_for_a_proof_whatever_the_log_says() {
    let events = before_the_plan();
    let world = world_of(&made(&events), &events).await;
    log(&world).await;
    let listed = told(&world, Proof::NotAsked).await;
    // As only the tables' owner can.
    sqlx::raw_sql(
        "alter table events disable trigger user;
         update events set payload = replace(payload::text, '4500', '4800')::json where position = 12;
         alter table events enable trigger user",
    )
    .execute(&world.pool)
    .await
    .unwrap();
    assert_eq!(told(&world, Proof::NotAsked).await, listed);
    let proven = told(&world, Proof::OfLedger).await;
    assert_eq!(proven.inputs_confirmed, Some(false));
    assert!(proven.inputs.iter().any(|input| input.sentence.contains("1:20:00")), "{:?}", proven.inputs);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_log_is_not_that_far_the_ledger_is_asked() {
    let events = before_the_plan();
    let world = World::new().await;
    world.append(&events[..10]).await;
    log(&world).await;
    world.append(&events[10..]).await;
    world.append(&[generated(id(JANA), 15, &made(&events))]).await;
    let account = told(&world, Proof::NotAsked).await;
    assert_eq!(account.inputs_confirmed, Some(true));
    assert_eq!(account, told(&world, Proof::OfLedger).await);
    log(&world).await;
    assert_eq!(told(&world, Proof::NotAsked).await.inputs_confirmed, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_log_stands_still_the_ledger_tells_why() {
    let mut events = before_the_plan();
    let drafted = made(&events);
    events[3] = logged(id(JANA), id(12), facts(Sport::Run, "2025-04-29", None, 9_000, 8_000)).unreadable();
    let world = world_of(&drafted, &events).await;
    log(&world).await;
    let account = told(&world, Proof::NotAsked).await;
    assert!(account.inputs_problem.is_some_and(|problem| problem.contains("99.0")));
    assert_eq!(account.inputs_confirmed, Some(false));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_long_for_the_log_is_told_by_the_ledger() {
    let mut events = before_the_plan();
    // Digits that no index can press together.
    let name: String = (0..400).map(|n| id(n * n).simple().to_string()).collect();
    let race = Race {
        race_id: id(0x32),
        date: date(2025, 9, 20),
        kind: RaceKind::Olympic,
        priority: RacePriority::C,
        name: name.clone(),
        target_time_s: None,
    };
    events.push(of_member(id(JANA), MemberEvent::RaceAdded { race })); // 16
    let world = World::new().await;
    world.append(&events).await;
    world.append(&[generated(id(JANA), 16, &made(&events))]).await;
    log(&world).await;
    let account = told(&world, Proof::NotAsked).await;
    assert!(account.inputs.iter().any(|input| input.sentence.contains(&name)));
    assert_eq!(account.inputs_confirmed, Some(true));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_log_or_an_older_programs_the_ledger_is_asked() {
    let events = before_the_plan();
    let world = world_of(&made(&events), &events).await;
    assert_eq!(told(&world, Proof::NotAsked).await.inputs_confirmed, Some(true));
    log(&world).await;
    assert_eq!(told(&world, Proof::NotAsked).await.inputs_confirmed, None);
    let tables: String = sqlx::query_scalar("select schema_name from projection_checkpoints where name = 'audit'")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    let older = format!(
        "drop view audit.entries;
         create view audit.entries as select position, subject, sentence from {tables}.entries"
    );
    sqlx::raw_sql(&older).execute(&world.pool).await.unwrap();
    assert_eq!(told(&world, Proof::NotAsked).await.inputs_confirmed, Some(true));
}
