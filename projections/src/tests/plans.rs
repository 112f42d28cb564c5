//! Hot queries find what they want by an index.

use domain::{member::MemberEvent, vocabulary::Consent};
use sqlx::{Postgres, QueryBuilder};

use super::{
    ledger::World,
    sample::{Chance, claimed, completed_plans, id, of_member, registered, shuffled_workouts},
};
use crate::{
    analytics::{self, Analytics},
    audit::{self, Audit},
    members::{Filter, Members},
    plans::{self, Plans},
    rebuild,
};

/// The plan as text, when nothing but an index will do.
async fn plan(world: &World, mut query: QueryBuilder<'_, Postgres>) -> String {
    let sql = format!("explain {}", query.sql());
    let built = query.build();
    let arguments = sqlx::Execute::take_arguments(&mut { built }).unwrap().unwrap();
    let lines: Vec<String> = sqlx::query_scalar_with(&sql, arguments).fetch_all(&world.pool).await.unwrap();
    lines.join("\n")
}

fn assert_uses(plan: &str, indexes: &[&str]) {
    for index in indexes {
        assert!(plan.contains(index), "no {index} in\n{plan}");
    }
    assert!(!plan.contains("Seq Scan"), "{plan}");
}

async fn filled() -> World {
    let world = World::new().await;
    let stop = tokio_util::sync::CancellationToken::new();
    let mut history: Vec<_> = (0..3_000).map(|n| registered(id(n), "Eva")).collect();
    history.extend((0..3_000).map(|n| claimed(id(n), &n.to_string())));
    history.extend((0..3_000).map(|n| of_member(id(n), MemberEvent::ConsentGiven { consent: Consent::Reminders })));
    history.extend(shuffled_workouts(&mut Chance::new(1), 1_000, 8_000, 8_000));
    for piece in history.chunks(2_000) {
        world.append(piece).await;
    }
    rebuild(Members, &world.pool, &stop, |_| {}).await.unwrap();
    rebuild(Analytics, &world.pool, &stop, |_| {}).await.unwrap();
    rebuild(Audit, &world.pool, &stop, |_| {}).await.unwrap();
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn hot_queries_use_their_indexes() {
    let world = filled().await;
    let by_identity = crate::members::by_identity_query("telegram", "77");
    assert_uses(&plan(&world, by_identity).await, &["identities_pkey", "members_pkey", "roles_pkey"]);

    let after = crate::members::list(&world.pool, &Filter::default(), None, 50).await.unwrap().next;
    assert!(after.is_some());
    let list = crate::members::list_query(&Filter::default(), after, 50);
    assert_uses(&plan(&world, list).await, &["members_registered"]);

    assert_uses(&plan(&world, crate::members::consents_query(id(7))).await, &["consents_member"]);

    let clock = crate::members::clocks(&world.pool).await.unwrap().remove(0);
    assert_uses(&plan(&world, crate::members::clocks_query()).await, &["members_clock"]);
    assert_uses(
        &plan(&world, crate::members::unasked_query(&clock, Some(id(7)), 50)).await,
        // Where everybody lives by one clock, the members in order of their ids are as good as those of the clock.
        &["members_", "identities_member"],
    );

    let weeks = crate::analytics::weeks_query(id(3), Some(jiff::civil::date(2025, 3, 24)), 12);
    assert_uses(&plan(&world, weeks).await, &["workouts_member_day", "legs_pkey"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_read_by_its_indexes() {
    let world = filled().await;
    let filters = [
        (audit::Filter::default(), "entries_pkey"),
        (audit::Filter { subject: Some(id(7)), ..Default::default() }, "entries_subject"),
        (
            audit::Filter {
                after: Some(2),
                event_types: vec!["WorkoutVoided".to_owned(), "RoleGranted".to_owned()],
                ..Default::default()
            },
            "entries_type",
        ),
        (
            audit::Filter { subject: Some(id(7)), event_types: vec!["WorkoutLogged".to_owned()], ..Default::default() },
            "entries_subject",
        ),
        (
            audit::Filter {
                subject: Some(id(7)),
                aggregate_types: vec!["workout".to_owned(), "plan".to_owned()],
                ..Default::default()
            },
            "entries_subject",
        ),
        (audit::Filter { actor: Some(format!("member:{}", id(7))), ..Default::default() }, "entries_actor"),
        (audit::Filter { aggregate_id: Some(id(7).to_string()), ..Default::default() }, "entries_stream"),
        (audit::Filter { command_id: Some("telegram:1".to_owned()), ..Default::default() }, "entries_command"),
        (audit::Filter { correlation_id: Some("telegram:1".to_owned()), ..Default::default() }, "entries_correlation"),
    ];
    for (filter, index) in filters {
        assert_uses(&plan(&world, audit::list_query(&filter, Some(13_000), 20)).await, &[index]);
    }
    let causes = plan(&world, audit::causes_query(9_000, 100)).await;
    assert_uses(&causes, &["entries_command", "entries_event", "entries_pkey"]);
    assert_uses(&plan(&world, audit::effects_query(9_000, 100)).await, &["entries_causation", "entries_pkey"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn plans_and_sessions_are_read_by_their_indexes() {
    let world = World::new().await;
    for piece in completed_plans(600).chunks(1_000) {
        world.append(piece).await;
    }
    let workouts = shuffled_workouts(&mut Chance::new(1), 300, 4_000, 4_000);
    for piece in workouts.chunks(2_000) {
        world.append(piece).await;
    }
    rebuild(Plans, &world.pool, &tokio_util::sync::CancellationToken::new(), |_| {}).await.unwrap();
    let (from, to) = (jiff::civil::date(2025, 3, 10), jiff::civil::date(2025, 3, 16));
    let sessions = plan(&world, plans::sessions_query(id(7), from, to)).await;
    assert_uses(&sessions, &["sessions_member_day", "plans_"]);
    // By the workouts or by the member: where sessions are few, one is as good as the other.
    assert_uses(&plan(&world, plans::withdrawn_query(id(7), from, to)).await, &["sessions_member_day", "plans_"]);
    assert_uses(&plan(&world, plans::marks_query(id(7), from, to)).await, &["days_pkey", "plans_member"]);
    assert_uses(&plan(&world, plans::in_force_query(id(7), from, to)).await, &["plans_member"]);
    let workouts = plan(&world, plans::workouts_query(id(7), from, to)).await;
    assert_uses(&workouts, &["Index Only Scan using workouts_member_day", "sessions_"]);
    assert_uses(&plan(&world, plans::current_query(id(7))).await, &["plans_member"]);
    assert_uses(
        &plan(&world, plans::seasons_query(jiff::civil::date(2025, 5, 5), Some(id(7)), 10)).await,
        &["plans_seasons"],
    );
    assert_uses(&plan(&world, plans::list_query(id(7), Some(500), 10)).await, &["plans_member"]);
    assert_uses(&plan(&world, plans::proposals_query(id(0x500))).await, &["adjustments_plan"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_folded_from_rows_found_by_index() {
    let world = filled().await;
    let (from, to) = (jiff::civil::date(2025, 3, 10), jiff::civil::date(2025, 3, 16));
    // Of the index alone, as soon as everybody sees what it speaks of.
    for query in [analytics::done_query(id(7), from, to), analytics::daily_query(id(7), from, to)] {
        assert_uses(&plan(&world, query).await, &["Index Only Scan using workouts_member_day"]);
    }
    let place = analytics::Cursor { day: to, workout_id: id(0x1_0100) };
    assert_uses(&plan(&world, analytics::workouts_query(id(7), Some(place), 20)).await, &["workouts_member_day"]);
    let totals = analytics::totals_query(id(7), analytics::Period::Month, from, to);
    assert_uses(&plan(&world, totals).await, &["Index Only Scan using workouts_member_day", "legs_pkey"]);
    let active = analytics::active_query("2100-01-01T00:00:00Z".parse().unwrap());
    assert_uses(&plan(&world, active).await, &["active_last"]);
}
