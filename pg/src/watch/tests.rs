use std::time::Duration;

use sqlx::Row;

use super::*;

const MEMBER: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);
const PATIENCE: Duration = Duration::from_secs(60);

/// An event about somebody, as an append writes it.
async fn happens(pool: &PgPool, subject: Uuid) {
    sqlx::query(
        "with head as (update ledger_head set position = position + 1 returning position)
         insert into events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
                             position, event_id, subject, recorded_at)
         select 'toy', position::text, 1, 'Happened', '1.0', '{}', '{}', position, gen_random_uuid(), $1, now()
         from head",
    )
    .bind(subject)
    .execute(pool)
    .await
    .unwrap();
}

async fn watch() -> (testkit::Ledger, Watch) {
    let kit = testkit::Ledger::new().await;
    let watch = Watch::new(kit.pool.clone());
    (kit, watch)
}

#[tokio::test]
async fn what_was_read_of_a_member_holds_until_something_happens_to_them() {
    let (kit, watch) = watch().await;
    happens(&kit.pool, MEMBER).await;
    let read = watch.glance().await.unwrap().moment();
    happens(&kit.pool, OTHER).await;
    watch.look_past(2);
    assert_eq!(watch.glance().await.unwrap().head, 2);
    assert!(watch.none_since(read, MEMBER) && !watch.none_since(read, OTHER));
    happens(&kit.pool, MEMBER).await;
    watch.look_past(3);
    let glance = watch.glance().await.unwrap();
    assert!(!watch.none_since(read, MEMBER) && watch.none_since(glance.moment(), MEMBER));
    watch.happened(MEMBER, 4);
    assert!(!watch.none_since(glance.moment(), MEMBER), "known before any look shows it");
}

#[tokio::test]
async fn a_change_of_tokens_shows_when_it_is_committed() {
    let (kit, watch) = watch().await;
    let tokens = async || {
        watch.look_anew();
        watch.glance().await.unwrap().tokens
    };
    let before = tokens().await;
    let mut transaction = crate::begin(&kit.pool).await.unwrap();
    for sql in [
        "insert into api_tokens (id, secret_hash, label, roles, scopes, created_at) values ('a', '', '', '{}', '{}', now())",
        "update api_tokens set revoked_at = now()",
        "delete from api_tokens",
    ] {
        sqlx::query(sql).execute(&mut *transaction).await.unwrap();
    }
    assert_eq!(tokens().await, before);
    transaction.commit().await.unwrap();
    assert_eq!(tokens().await, before + 3);
}

#[tokio::test]
async fn read_models_are_seen_with_their_filling() {
    let (kit, watch) = watch().await;
    assert_eq!(watch.glance().await.unwrap().read_model("toy"), None);
    let mut editions = Vec::new();
    for (generation, state) in [(1, "retired"), (2, "live"), (3, "filling")] {
        sqlx::query(
            "insert into projection_checkpoints (name, version, generation, schema_name, state, position)
             values ('toy', 1, $1::int, 'toy' || $1::int, $2, $1::int)",
        )
        .bind(generation)
        .bind(state)
        .execute(&kit.pool)
        .await
        .unwrap();
    }
    for change in ["revision = revision + 1", "position = 7"] {
        watch.look_anew();
        let glance = watch.glance().await.unwrap();
        let toy = glance.read_model("toy").unwrap();
        editions.push((toy.position, toy.edition));
        let sql = format!("update projection_checkpoints set {change} where state = 'live'");
        sqlx::query(&sql).execute(&kit.pool).await.unwrap();
    }
    watch.look_anew();
    let glance = watch.glance().await.unwrap();
    let toy = glance.read_model("toy").unwrap();
    assert_eq!((editions[0].0, editions[1].0, toy.position), (2, 2, 7));
    assert_ne!(editions[0].1, editions[1].1);
    assert_eq!(editions[1].1, toy.edition);
}

#[tokio::test]
async fn many_who_ask_at_once_share_looks_and_a_lost_connection_is_replaced() {
    let (kit, watch) = watch().await;
    let connections = async || -> Vec<i32> {
        let theirs = "select pid from pg_stat_activity where datname = current_database()
                      and query like '%times from api\\_tokens%' and pid <> pg_backend_pid()";
        sqlx::query_scalar(theirs).fetch_all(&kit.pool).await.unwrap()
    };
    for round in 1..=3 {
        happens(&kit.pool, MEMBER).await;
        watch.look_past(round);
        let asking = (0..200).map(|_| watch.glance());
        for glance in futures::future::join_all(asking).await {
            assert_eq!(glance.unwrap().head, round);
        }
        let one = connections().await;
        assert_eq!(one.len(), 1, "for all who asked");
        sqlx::query("select pg_terminate_backend($1)").bind(one[0]).execute(&kit.pool).await.unwrap();
        testkit::eventually(PATIENCE, async || match connections().await {
            left if left.is_empty() => Ok(()),
            left => Err(left),
        })
        .await;
    }
}

#[tokio::test]
async fn whoever_stops_waiting_leaves_nothing_to_the_next() {
    let (kit, watch) = watch().await;
    for round in 1..=50 {
        happens(&kit.pool, MEMBER).await;
        watch.look_past(round);
        let _ = tokio::time::timeout(Duration::from_micros(round * 20), watch.glance()).await;
        watch.look_past(round);
        assert_eq!(watch.glance().await.unwrap().head, round);
    }
}

#[tokio::test]
async fn a_look_reads_no_more_of_the_events_than_the_new_ones() {
    let (kit, _) = watch().await;
    sqlx::raw_sql(
        "insert into events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
                             position, event_id, subject, recorded_at)
         select 'toy', n::text, 1, 'Happened', '1.0', '{}', '{}', n, gen_random_uuid(), gen_random_uuid(), now()
         from generate_series(1, 20000) n;
         update ledger_head set position = 20000;
         analyze events",
    )
    .execute(&kit.pool)
    .await
    .unwrap();
    // The plan that a statement has once it was asked often.
    let mut connection = kit.pool.acquire().await.unwrap();
    sqlx::raw_sql("set plan_cache_mode = force_generic_plan").execute(&mut *connection).await.unwrap();
    let sql = format!("prepare look (bigint, bigint) as {}", look::LOOK);
    sqlx::raw_sql(&sql).execute(&mut *connection).await.unwrap();
    let plan = sqlx::raw_sql("explain (analyze, buffers) execute look (19990, 4096)");
    let plan = plan.fetch_all(&mut *connection).await.unwrap();
    let plan: String = plan.iter().map(|row| row.get::<String, _>(0) + "\n").collect();
    assert!(plan.contains("events_position_key") && !plan.contains("Seq Scan on events"), "{plan}");
}

#[tokio::test]
async fn however_long_a_look_takes_one_serves_all_who_wait() {
    let (kit, watch) = watch().await;
    let first = watch.glance().await.unwrap();
    let mut transaction = crate::begin(&kit.pool).await.unwrap();
    sqlx::query("lock table api_tokens_changed").execute(&mut *transaction).await.unwrap();
    watch.look_anew();
    let asking = futures::future::join_all((0..50).map(|_| watch.glance()));
    let ending = async {
        tokio::time::sleep(LOOK_EVERY * 20).await;
        transaction.rollback().await.unwrap();
    };
    let (glances, ()) = tokio::join!(asking, ending);
    let glances: Vec<_> = glances.into_iter().map(Result::unwrap).collect();
    assert!(!Arc::ptr_eq(&glances[0], &first));
    assert!(glances.iter().all(|glance| Arc::ptr_eq(glance, &glances[0])));
}
