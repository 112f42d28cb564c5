//! Every question is answered without reading a table that grows from end to end.

use domain::{
    member::MemberEvent,
    vocabulary::{Profile, WeekStart},
};
use jiff::civil::date;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use super::{
    ledger::{DEADLINE, World},
    sample::{Chance, claimed, completed_plans, id, of_member, registered, shuffled_workouts},
};
use crate::{
    analytics::{self, Analytics},
    audit::{self, Audit},
    members::{self, Members},
    plans::{self, Plans},
    rebuild,
};

/// Reading a table of a few pages from end to end is right, and Postgres knows that.
const GROWN: i64 = 400;

/// How often each grown table was read from end to end so far.
async fn scans(pool: &PgPool) -> Vec<(String, i64)> {
    // What this connection did is counted now and not some time later.
    sqlx::query("select pg_stat_force_next_flush()").execute(pool).await.unwrap();
    sqlx::query_as(
        "select s.schemaname || '.' || s.relname, s.seq_scan
         from pg_stat_user_tables s join pg_class c on c.oid = s.relid where c.reltuples >= $1 order by 1",
    )
    .bind(GROWN)
    .fetch_all(pool)
    .await
    .unwrap()
}

/// What a connection did is counted by the time it is gone, which is some time after it was closed.
async fn nobody_else(pool: &PgPool) {
    const OTHERS: &str = "select count(*) from pg_stat_activity
         where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()";
    testkit::eventually(DEADLINE, async || match sqlx::query_scalar(OTHERS).fetch_one(pool).await.unwrap() {
        0_i64 => Ok(()),
        others => Err(others),
    })
    .await;
}

/// Asks everything that can be asked about one member.
async fn ask_everything(pool: &PgPool) {
    let (member, plan_id) = (id(7), id(0x507));
    let (from, today) = (date(2025, 3, 3), date(2025, 3, 16));
    let head = pg::head_position(pool).await.unwrap();

    assert_eq!(plans::current(pool, member).await.unwrap().len(), 1);
    plans::list(pool, member, Some(head), 10).await.unwrap();
    plans::by_id(pool, plan_id).await.unwrap().unwrap();
    assert_eq!(plans::proposals(pool, plan_id).await.unwrap().len(), 1);
    plans::today(pool, member, today).await.unwrap();
    plans::pending(pool, member, today).await.unwrap();
    assert!(!plans::calendar(pool, member, from, today, today).await.unwrap().is_empty());

    assert!(!analytics::days(pool, member, from, today).await.unwrap().is_empty());
    analytics::spread(pool, member, today).await.unwrap();
    assert!(!analytics::weeks(pool, member, Some(today), 12).await.unwrap().is_empty());
    for period in [analytics::Period::Week(WeekStart::Sunday), analytics::Period::Month, analytics::Period::Year] {
        analytics::totals(pool, member, period, from, today).await.unwrap();
    }
    let page = analytics::workouts(pool, member, None, 2).await.unwrap();
    analytics::workouts(pool, member, page.next, 2).await.unwrap();
    analytics::bests(pool, member, from, today).await.unwrap();
    analytics::vdot_history(pool, member, from, today).await.unwrap();
    analytics::predictions(pool, member, today).await.unwrap();
    analytics::progress(pool, member, today).await.unwrap();
    analytics::insight(pool, member, today).await.unwrap();
    analytics::platform(pool, "2100-01-01T00:00:00Z".parse().unwrap()).await.unwrap();
    analytics::platform_days(pool, from, today).await.unwrap();

    let text = |text: &str| Some(text.to_owned());
    for filter in [
        audit::Filter::default(),
        audit::Filter { subject: Some(member), ..Default::default() },
        audit::Filter { actor: Some(format!("member:{member}")), ..Default::default() },
        audit::Filter { aggregate_id: Some(plan_id.to_string()), ..Default::default() },
        audit::Filter { command_id: text("telegram:1"), ..Default::default() },
        audit::Filter { correlation_id: text("telegram:1"), ..Default::default() },
        audit::Filter { event_types: vec!["RoleGranted".to_owned()], ..Default::default() },
    ] {
        audit::list(pool, &filter, Some(head), 20).await.unwrap();
    }
    audit::at(pool, head).await.unwrap().unwrap();
    audit::causes(pool, head, 100).await.unwrap();
    audit::effects(pool, head, 100).await.unwrap();
    for proof in [audit::Proof::NotAsked, audit::Proof::OfLedger] {
        audit::provenance(pool, plan_id, proof).await.unwrap().unwrap();
    }

    members::by_id(pool, member).await.unwrap().unwrap();
    members::by_identity(pool, "telegram", "7").await.unwrap().unwrap();
    let first = members::list(pool, &members::Filter::default(), None, 20).await.unwrap();
    members::list(pool, &members::Filter::default(), first.next, 20).await.unwrap();
    pg::member_now(pool, member).await.unwrap().unwrap();
    pg::known_now(pool, member).await.unwrap();
    crate::status(pool).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_question_reads_a_grown_table_from_end_to_end() {
    let world = World::new().await;
    let told = |n| MemberEvent::ProfileChanged {
        set: Box::new(Profile { birth_year: Some(1950 + i16::try_from(n % 50).unwrap()), ..Profile::default() }),
        clear: vec![],
    };
    let mut history: Vec<_> = (0..1_500).map(|n| registered(id(n), "Eva")).collect();
    history.extend((0..1_500).map(|n| claimed(id(n), &n.to_string())));
    history.extend((0..1_500).map(|n| of_member(id(n), told(n))));
    history.extend(completed_plans(600));
    history.extend(shuffled_workouts(&mut Chance::new(1), 600, 6_000, 6_000));
    for piece in history.chunks(2_000) {
        world.append(piece).await;
    }
    let stop = CancellationToken::new();
    rebuild(Members, &world.pool, &stop, |_| {}).await.unwrap();
    rebuild(Plans, &world.pool, &stop, |_| {}).await.unwrap();
    rebuild(Analytics, &world.pool, &stop, |_| {}).await.unwrap();
    rebuild(Audit, &world.pool, &stop, |_| {}).await.unwrap();
    sqlx::raw_sql("vacuum analyze").execute(&world.pool).await.unwrap();
    world.pool.close().await;

    // One connection, whose counts are known.
    let pool = pg::connect(&world.kit.database_url, 1).await.unwrap();
    nobody_else(&pool).await;
    let before = scans(&pool).await;
    let grown: Vec<&str> = before.iter().filter_map(|(table, _)| table.split('.').next_back()).collect();
    for table in [
        "events",
        "workouts",
        "legs",
        "athletes",
        "active",
        "entries",
        "plans",
        "sessions",
        "adjustments",
        "members",
        "identities",
        "roles",
    ] {
        assert!(grown.contains(&table), "no {table} in {grown:?}");
    }
    ask_everything(&pool).await;
    assert_eq!(scans(&pool).await, before);

    // And a scan would have been seen.
    sqlx::query("select count(*) from analytics.workouts where metres = 7").execute(&pool).await.unwrap();
    assert_ne!(scans(&pool).await, before);
}
