use super::ledger::{World, as_of, everything, member, now, recorded_at, story, story_with_a_plan, wanted};
use crate::{Format, Moment, State, Table};

#[tokio::test]
async fn as_of_gives_what_a_ledger_cut_there_gives_byte_for_byte() {
    let story = story_with_a_plan();
    let whole = World::of(&story).await;
    for position in [1, 5, 8, 10, 14, 17, 19, 20] {
        let cut = World::of(&story[..position]).await;
        let moment = Moment::Position(position as u64);
        for &table in Table::ALL {
            for &format in Format::ALL {
                let then = whole.bytes(&wanted(table, format, as_of(moment))).await;
                let there = cut.bytes(&everything(table, format)).await;
                assert!(then == there, "{table} as {format} at {position}");
            }
        }
        for subject in [member(1), member(2)] {
            let then = state(&whole, subject, Some(moment)).await;
            assert_eq!(then, state(&cut, subject, None).await, "{subject} at {position}");
        }
    }
}

/// As JSON and as text, or why not.
pub(super) async fn state(
    world: &World,
    subject: uuid::Uuid,
    as_of: Option<Moment>,
) -> Result<(String, String), String> {
    let state = State::load(&world.pool, subject, as_of, now()).await.map_err(|e| e.to_string())?;
    Ok((state.document().unwrap().to_string(), state.to_string()))
}

#[tokio::test]
async fn a_time_stands_for_the_last_position_recorded_by_then() {
    let world = World::of(&story()).await;
    let events = |moment| wanted(Table::Events, Format::Jsonl, as_of(moment));
    let at_position = world.text(&events(Moment::Position(8))).await;
    assert_eq!(at_position.lines().count(), 8);
    let just_then = world.text(&events(Moment::Time(recorded_at(8)))).await;
    assert_eq!(just_then, at_position, "the moment itself is taken in");
    let just_before = world.text(&events(Moment::Time("2025-05-03T08:00:08.123455Z".parse().unwrap()))).await;
    assert_eq!(just_before.lines().count(), 7);
}

#[tokio::test]
async fn every_moment_finds_its_place() {
    let world = World::of(&story()).await;
    let (before, last) = (jiff::SignedDuration::from_micros(-1), 18);
    for position in 1..=last {
        let at = async |time| Moment::Time(time).as_of(&world.pool, now()).await.unwrap();
        let from = async |time| Moment::Time(time).before(&world.pool).await.unwrap();
        let time = recorded_at(position);
        assert_eq!((at(time).await, at(time + before).await), (position, position - 1));
        assert_eq!((from(time).await, from(time - before).await), (position - 1, position));
    }
    assert_eq!(Moment::Time(now()).until(&world.pool).await.unwrap(), last);
}

#[tokio::test]
async fn a_moment_that_has_passed_waits_for_the_append_that_may_belong_to_it() {
    let world = World::of(&story()).await;
    let mut append = world.pool.begin().await.unwrap();
    sqlx::query("update ledger_head set position = position").execute(&mut *append).await.unwrap();
    let pool = world.pool.clone();
    let asked = tokio::spawn(async move { Moment::Time(now()).as_of(&pool, now()).await.unwrap() });
    testkit::eventually(std::time::Duration::from_secs(60), async || {
        assert!(!asked.is_finished(), "answered while an append was under way");
        let waits = "select exists (select from pg_stat_activity
                                    where datname = current_database() and wait_event_type = 'Lock')";
        let waits: bool = sqlx::query_scalar(waits).fetch_one(&world.pool).await.unwrap();
        if waits { Ok(()) } else { Err("it doesn't wait") }
    })
    .await;
    append.commit().await.unwrap();
    assert_eq!(asked.await.unwrap(), 18);
}
