//! A plan made on a running `up`, and how it came to be.

use std::{path::Path, process::Output};

use domain::plan::ENGINE_VERSION;
use rustix::process::Signal;
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    athlete::{Athlete, PATIENCE, run},
    running::{Running, paceledger, text},
};

pub(crate) const PLAN: Uuid = Uuid::from_u128(50);

fn trace(data: &Path, more: &[&str]) -> Output {
    paceledger(data).args(["trace", "plan", &PLAN.to_string()]).args(more).output().unwrap()
}

/// Three weeks of running and a bad night, a plan for the next two weeks, a run that was too long, an adjustment taken.
pub(crate) async fn train(athlete: &Athlete) {
    let register = json!({"language": "en", "time_zone": "Europe/Prague", "units": "metric"});
    athlete.does("register", json!({"member": {"register": register}})).await;
    let runner = json!({"change-profile": {"set": {"sports": ["run"], "level": "intermediate"}}});
    athlete.does("profile", json!({ "member": runner })).await;
    for day in [14, 16, 18, 19, 21, 23, 25, 26, 28, 30] {
        let date = format!("2026-04-{day}");
        let mut workout = run(50);
        workout["start"] = format!("{date}T06:30:00Z").into();
        workout["local_date"] = date.into();
        let log = json!({"workout_id": Uuid::from_u128(100 + day), "source": "typed", "workout": workout});
        athlete.does(&format!("log {day}"), json!({"workout": {"log": log}})).await;
    }
    let tired = json!({"record": {"date": "2026-05-03", "reading": {"readiness": 1}}});
    athlete.does("tired", json!({ "fatigue-day": tired })).await;
    let generate = json!({"generate": {"plan_id": PLAN, "kind": "block", "from": "2026-05-03"}});
    athlete.does("plan", json!({ "plan": generate })).await;
    let log = json!({"workout_id": Uuid::from_u128(99), "source": "typed", "workout": run(150)});
    athlete.does("too much", json!({"workout": {"log": log}})).await;
    let adjustment = json!({"plan_id": PLAN, "adjustment_id": Uuid::from_u128(60)});
    let propose = json!({"plan_id": PLAN, "adjustment_id": Uuid::from_u128(60), "date": "2026-05-03"});
    athlete.does("propose", json!({"plan": {"propose": propose}})).await;
    athlete.does("accept", json!({"plan": {"accept": adjustment}})).await;
}

/// As somebody does who owns the tables and took the guards away.
async fn tamper(pool: &PgPool, sql: &str) {
    for sql in ["alter table events disable trigger user", sql, "alter table events enable trigger user"] {
        sqlx::query(sql).execute(pool).await.unwrap();
    }
}

fn assert_equal(data: &Path) {
    let verified = trace(data, &["--verify"]);
    assert!(verified.status.success() && text(&verified).contains("equal, byte for byte"), "{}", text(&verified));
}

#[tokio::test]
async fn a_plan_is_traced_and_made_again_also_from_a_ledger_restored_from_the_stream() {
    let data = tempfile::tempdir().unwrap();
    let mut running = Running::up(data.path());
    let athlete = Athlete::at(data.path()).await;
    train(&athlete).await;

    let told = text(&trace(data.path(), &[]));
    for word in [
        "position 14",
        "workout (10)",
        "reading (1)",
        "ReadinessDownshift",
        "because: ",
        " -> ",
        "score ",
        "PlanAdjusted",
    ] {
        assert!(told.contains(word), "no \"{word}\" in {told}");
    }
    let traced = trace(data.path(), &["--verify", "--json"]);
    assert!(traced.status.success(), "{}", text(&traced));
    let told: Value = serde_json::from_slice(&traced.stdout).unwrap();
    assert_eq!(told["verified"], json!({"equal": true, "findings": []}));
    assert_eq!((&told["as_of"], &told["since"][0]["event_type"]), (&json!(13), &json!("AdjustmentProposed")));
    assert_eq!(trace(data.path(), &["--json", "--verify"]).stdout, traced.stdout, "the same again in another process");
    let account: Value = serde_json::from_slice(&trace(data.path(), &["--prov"]).stdout).unwrap();
    assert_eq!(account["wasGeneratedBy"]["_:made"]["prov:entity"], json!(format!("paceledger:plan/{PLAN}")));
    assert_eq!(account["entity"][format!("paceledger:plan/{PLAN}")]["paceledger:inputs_confirmed"], json!(true));

    // The stream has everything before Postgres is lost.
    testkit::eventually(PATIENCE, async || {
        let verified = paceledger(data.path()).arg("verify").output().unwrap();
        if verified.status.success() { Ok(()) } else { Err(text(&verified)) }
    })
    .await;
    athlete.pool.close().await;
    running.signal(Signal::TERM);
    assert_eq!(running.wait(), Some(0));
    std::fs::remove_dir_all(data.path().join("postgres")).unwrap();
    let restored = paceledger(data.path()).args(["restore", "--from", "stream"]).output().unwrap();
    assert!(restored.status.success() && text(&restored).contains("17 events restored"), "{}", text(&restored));
    assert_equal(data.path());
    assert_eq!(trace(data.path(), &["--json", "--verify"]).stdout, traced.stdout);
}

#[tokio::test]
async fn a_tampered_ledger_is_told_where_its_plan_differs() {
    let data = tempfile::tempdir().unwrap();
    let _running = Running::up(data.path());
    let athlete = Athlete::at(data.path()).await;
    train(&athlete).await;
    assert_equal(data.path());

    let change = |from: &str, to: &str, kind: &str| {
        format!(
            "update events set payload = replace(payload::text, '{from}', '{to}')::json
             where position = (select min(position) from events where event_type = '{kind}')"
        )
    };
    let tampered = async |from: &str, to: &str, kind: &str| {
        tamper(&athlete.pool, &change(from, to, kind)).await;
        let verified = trace(data.path(), &["--verify"]);
        assert_eq!(verified.status.code(), Some(1), "{}", text(&verified));
        tamper(&athlete.pool, &change(to, from, kind)).await;
        text(&verified)
    };
    let told = tampered(r#""elapsed_s":3000"#, r#""elapsed_s":9000"#, "WorkoutLogged").await;
    assert!(told.contains("position 14, PlanGenerated: the events up to position 13 are not those"), "{told}");
    assert!(told.contains("position 16, AdjustmentProposed: the events up to position 15 are not those"), "{told}");
    let told = tampered(
        r#""member_id":"00000000-0000-0000-0000-000000000007""#,
        r#""member_id":"00000000-0000-0000-0000-000000000008""#,
        "PlanGenerated",
    )
    .await;
    assert!(told.contains("PlanGenerated.member_id: recorded"), "{told}");
    let engine = |version: &str| format!(r#""engine_version":"{version}""#);
    let told = tampered(&engine(ENGINE_VERSION), &engine("0"), "PlanGenerated").await;
    let expected = format!("made by engine 0; this program has engine {ENGINE_VERSION} and can't make it again");
    assert!(told.contains(&expected), "{told}");
    let told = tampered(r#""planned_minutes":"#, r#""planned_minutes": "#, "AdjustmentProposed").await;
    assert!(told.contains("not written in the same bytes"), "{told}");
    assert_equal(data.path());
}

#[tokio::test]
async fn a_plan_of_the_ledger_is_judged_and_an_unknown_one_is_not() {
    let data = tempfile::tempdir().unwrap();
    let _running = Running::up(data.path());
    let athlete = Athlete::at(data.path()).await;
    let generate = json!({"generate": {"plan_id": PLAN, "kind": "week", "from": "2026-05-04"}});
    athlete.does("plan", json!({ "plan": generate })).await;
    let scored = paceledger(data.path()).args(["plan", "score", &PLAN.to_string(), "--json"]).output().unwrap();
    assert!(scored.status.success(), "{}", text(&scored));
    let scored: Value = serde_json::from_slice(&scored.stdout).unwrap();
    let traced: Value = serde_json::from_slice(&trace(data.path(), &["--json"]).stdout).unwrap();
    assert_eq!(scored, traced["score"]);

    let unknown = Uuid::from_u128(51).to_string();
    for words in [["plan", "score"], ["trace", "plan"]] {
        let refused = paceledger(data.path()).args(words).arg(&unknown).output().unwrap();
        assert_eq!(refused.status.code(), Some(1));
        assert!(text(&refused).contains(&format!("there is no plan {unknown}")), "{}", text(&refused));
    }
    for words in [&["trace", "plan", "--help"][..], &["plan", "score", "--help"]] {
        let help = paceledger(data.path()).args(words).output().unwrap();
        assert!(text(&help).contains("Examples:\n  paceledger"), "{}", text(&help));
    }
}
