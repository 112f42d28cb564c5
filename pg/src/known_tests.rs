//! Going on from what was folded before gives what folding everything gives, whatever ledger it is.

use std::sync::atomic::{AtomicU64, Ordering};

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use testkit::Ledger;

use super::*;

/// An event of an athlete's, as it is told: the same in every ledger that has it.
#[derive(Debug, Clone)]
struct Told {
    event_id: Uuid,
    aggregate: (&'static str, String),
    event_type: &'static str,
    version: &'static str,
    payload: Value,
}

/// Given out once in this process, whose memory all tests share.
fn new_id() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Uuid::from_u128(NEXT.fetch_add(1, Ordering::Relaxed).into())
}

fn told(aggregate: (&'static str, String), event_type: &'static str, version: &'static str, payload: Value) -> Told {
    Told { event_id: new_id(), aggregate, event_type, version, payload: json!({ event_type: payload }) }
}

fn day(n: u8) -> String {
    domain::history::plus_days(jiff::civil::date(2025, 1, 6), n.into()).to_string()
}

fn run(n: u8, metres: u32) -> Value {
    json!({"sport": "run", "start": format!("{}T06:30:00Z", day(n)), "time_zone": "Europe/Prague", "local_date": day(n),
           "duration": {"elapsed_s": 2700}, "distance_m": metres, "zone": "z2"})
}

/// One of six things that an athlete tells, about one of a few workouts, days or thresholds.
fn something(athlete: Uuid, kind: u8, which: u8, metres: u32) -> Told {
    let workout = ("workout", Uuid::from_u128(athlete.as_u128() << 64 | u128::from(which % 5)).to_string());
    let member = ("member", athlete.to_string());
    let thresholds = json!({"effective": day(which), "thresholds": {"ftp": 150 + u32::from(which)}});
    match kind % 6 {
        0 | 1 => {
            let logged = json!({"member_id": athlete, "source": "typed", "workout": run(which, metres)});
            told(workout, "WorkoutLogged", "2.0", logged)
        }
        2 => told(workout, "WorkoutCorrected", "1.0", json!({"workout": run(which / 2, metres)})),
        3 => told(workout, "WorkoutVoided", "1.0", json!({})),
        4 => told(member, "ThresholdsChanged", "1.0", thresholds),
        _ => {
            let id = domain::ids::fatigue_day_id(athlete, day(which).parse().unwrap());
            let reading = json!({"date": day(which), "reading": {"readiness": 1 + which % 5}});
            told(("fatigue-day", id), "FatigueRecorded", "1.0", reading)
        }
    }
}

async fn append(kit: &Ledger, athlete: Uuid, events: &[Told]) {
    for Told { event_id, aggregate: (aggregate_type, aggregate_id), event_type, version, payload } in events {
        sqlx::query(
            "with head as (update ledger_head set position = position + 1 returning position)
             insert into events (position, aggregate_type, aggregate_id, sequence, event_type, event_version, payload,
                                 metadata, event_id, subject, recorded_at)
             select head.position, $1, $2,
                    (select count(*) + 1 from events where aggregate_type = $1 and aggregate_id = $2),
                    $3, $4, $5::text::json, '{}', $6, $7, now()
             from head",
        )
        .bind(aggregate_type)
        .bind(aggregate_id)
        .bind(event_type)
        .bind(version)
        .bind(payload.to_string())
        .bind(event_id)
        .bind(athlete)
        .execute(&kit.pool)
        .await
        .unwrap();
    }
}

/// As a process that never looked at this athlete sees it.
async fn anew(kit: &Ledger, athlete: Uuid) -> Known {
    known_at(&kit.pool, athlete, head_position(&kit.pool).await.unwrap()).await.unwrap()
}

async fn now(kit: &Ledger, athlete: Uuid) -> Known {
    known_now(&kit.pool, athlete).await.unwrap()
}

#[test]
fn going_on_gives_what_folding_everything_gives_after_whatever_was_told() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let kit = runtime.block_on(Ledger::new());
    let thing = (any::<u8>(), any::<u8>(), 1_000..40_000_u32);
    let stretches = prop::collection::vec(prop::collection::vec(thing, 0..6), 1..8);
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let holds = runner.run(&stretches, |stretches| {
        runtime.block_on(async {
            let (athlete, other) = (new_id(), new_id());
            for stretch in stretches {
                for (kind, which, metres) in stretch {
                    append(&kit, athlete, &[something(athlete, kind, which, metres)]).await;
                    // Somebody else's events lie between.
                    append(&kit, other, &[something(other, kind, which, metres)]).await;
                }
                prop_assert_eq!(now(&kit, athlete).await, anew(&kit, athlete).await);
                // And from there without anything new.
                prop_assert_eq!(now(&kit, athlete).await, anew(&kit, athlete).await);
            }
            Ok(())
        })
    });
    holds.unwrap();
}

#[tokio::test]
async fn what_was_folded_before_is_not_read_again_but_by_whoever_asks_for_a_position() {
    let (kit, athlete) = (Ledger::new().await, new_id());
    append(&kit, athlete, &[something(athlete, 0, 1, 5_000), something(athlete, 0, 2, 6_000)]).await;
    now(&kit, athlete).await;
    // As only the tables' owner can: the first event says something else now.
    sqlx::raw_sql(
        "alter table events disable trigger user; update events set payload = '{}' where position = 1;
         alter table events enable trigger user",
    )
    .execute(&kit.pool)
    .await
    .unwrap();
    append(&kit, athlete, &[something(athlete, 0, 3, 7_000)]).await;
    let known = now(&kit, athlete).await;
    assert_eq!((known.position, known.history.workouts.len()), (3, 3));
    assert!(matches!(known_at(&kit.pool, athlete, 3).await, Err(FoldError::Unreadable { position: 1, .. })));
}

#[tokio::test]
async fn an_answer_as_of_a_position_knows_nothing_of_what_came_later() {
    let (kit, athlete) = (Ledger::new().await, new_id());
    let all: Vec<Told> = (0..8).map(|n| something(athlete, 0, n, 5_000 + u32::from(n))).collect();
    append(&kit, athlete, &all[..4]).await;
    let then = now(&kit, athlete).await;
    append(&kit, athlete, &all[4..]).await;
    assert_ne!(now(&kit, athlete).await.history, then.history);
    assert_eq!(known_at(&kit.pool, athlete, 4).await.unwrap(), then);
}

#[tokio::test]
async fn a_ledger_that_was_restored_to_an_earlier_state_is_folded_anew() {
    let (before, athlete) = (Ledger::new().await, new_id());
    let all: Vec<Told> = (0..4).map(|n| something(athlete, 0, n, 5_000)).collect();
    append(&before, athlete, &all).await;
    assert_eq!(now(&before, athlete).await.history.workouts.len(), 4);

    // Restored without the last two.
    let restored = Ledger::new().await;
    append(&restored, athlete, &all[..2]).await;
    let known = now(&restored, athlete).await;
    assert_eq!((known.position, known.history.workouts.len()), (2, 2));

    // The places of those that are lost are taken by others.
    assert_eq!(now(&before, athlete).await.history.workouts.len(), 4);
    append(&restored, athlete, &[something(athlete, 3, 0, 0), something(athlete, 3, 1, 0)]).await;
    assert_eq!(now(&restored, athlete).await, anew(&restored, athlete).await);
    assert_eq!(now(&restored, athlete).await.history.workouts.len(), 0);

    // Byte for byte as it was: nothing has to be folded anew.
    let whole = Ledger::new().await;
    append(&whole, athlete, &all).await;
    assert_eq!(now(&whole, athlete).await, anew(&before, athlete).await);
}

#[tokio::test]
async fn of_an_athlete_without_a_history_nothing_is_known() {
    let kit = Ledger::new().await;
    for _ in 0..2 {
        assert_eq!(now(&kit, new_id()).await, Known::default());
    }
}
