use super::ledger::{World, member, now, story, workout};
use crate::{Change, Moment, State, diff};

async fn at(world: &World, position: u64) -> State {
    State::as_of(&world.pool, member(1), Moment::Position(position), now()).await.unwrap()
}

#[tokio::test]
async fn a_state_shows_what_held_then_and_not_what_came_later() {
    let world = World::of(&story()).await;
    let then = at(&world, 7).await;
    let json = then.document().unwrap();
    assert_eq!(json["member"]["profile"]["weight"], 64.5);
    assert_eq!(json["workouts"][workout(1).to_string()]["duration"]["elapsed_s"], 2700);
    assert_eq!(json["readings"]["2025-05-03"]["readiness"], 2);
    assert_eq!(json["history"]["workouts"][0]["minutes"], 45);
    assert!(then.to_string().contains("2025-05-03 run 45 min, 8200 m, easy"), "{then}");
    let later = at(&world, 18).await.document().unwrap();
    assert_eq!(later["member"]["profile"]["weight"], 63.25);
    assert_eq!(later["workouts"].as_object().unwrap().len(), 1, "what was voided is not there");
}

#[tokio::test]
async fn a_diff_names_each_field_with_both_its_sides() {
    let world = World::of(&story()).await;
    let changes = diff(&at(&world, 7).await, &at(&world, 16).await).unwrap();
    let find =
        |field: &str| changes.iter().find(|change| change.field == field).unwrap_or_else(|| panic!("{changes:#?}"));
    assert_eq!(find("member.profile.weight").to_string(), "~ member.profile.weight: 64.5 -> 63.25");
    let elapsed = format!("workouts.{}.duration.elapsed_s", workout(1));
    assert_eq!(find(&elapsed).to_string(), format!("~ {elapsed}: 2700 -> 3000"));
    assert_eq!(find("readings.2025-05-03.ill").to_string(), "+ readings.2025-05-03.ill: false");
    let Change { before, after, .. } = find(&format!("workouts.{}", workout(3)));
    assert!(before.is_none() && after.as_ref().unwrap()["sport"] == "run", "what came is one change");
}

#[tokio::test]
async fn a_diff_backwards_takes_away_what_the_diff_forwards_brings() {
    let world = World::of(&story()).await;
    let (earlier, later) = (at(&world, 0).await, at(&world, 18).await);
    let forwards = diff(&earlier, &later).unwrap();
    let backwards = diff(&later, &earlier).unwrap();
    let turned = |Change { field, before, after }: Change| Change { field, before: after, after: before };
    assert!(!forwards.is_empty());
    assert_eq!(backwards, forwards.into_iter().map(turned).collect::<Vec<_>>());
    assert_eq!(diff(&later, &later).unwrap(), []);
}
