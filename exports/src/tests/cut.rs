//! Whatever the history and wherever it is cut: as of a position is what a ledger that ends there answers, byte for
//! byte. The shorter ledger is made of copies of the longer one's events.

use domain::ledger::RecordedEvent;
use uuid::Uuid;

use super::{
    as_of::state,
    ledger::{
        World, as_of, corrected, event, event_of_version, everything, logged, member, story_with_a_plan, wanted,
        workout,
    },
};
use crate::{Format, Moment, Selection, Table, replay};

const HISTORIES: u64 = 3;
const CUTS: u64 = 4;

/// SplitMix64 (G. Steele and others 2014): the same history from the same number.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}

/// A history that goes on at random behind the story: workouts logged, corrected and voided by either athlete, readings,
/// weights and thresholds, plans' sessions moved.
fn invented(seed: u64) -> Vec<RecordedEvent> {
    let mut chance = Chance(seed);
    let mut events = story_with_a_plan();
    let (mut workouts, mut profiles): (Vec<(Uuid, u128, u64, bool)>, [u64; 2]) = (Vec::new(), [8, 1]);
    let (first, length) = (events.len() as u64 + 1, 20 + chance.below(30));
    for position in first..first + length {
        let (who, minutes) = (chance.below(2), 15 + chance.below(150));
        let whom = member(1 + u128::from(who));
        let open = workouts.iter().position(|(_, _, _, voided)| !voided).filter(|_| chance.below(2) == 0);
        let profile = &mut profiles[usize::try_from(who).unwrap()];
        let event = match (chance.below(4), open) {
            (0, _) => {
                *profile += 1;
                let weight = format!(r#"{{"ProfileChanged":{{"set":{{"weight":{}.5}}}}}}"#, 50 + chance.below(40));
                event(position, whom, &format!("member/{whom}"), *profile, &weight)
            }
            (1, _) => {
                *profile += 1;
                let ftp = 150 + chance.below(200);
                let changed = format!(
                    r#"{{"ThresholdsChanged":{{"effective":"2025-05-0{}","thresholds":{{"ftp":{ftp}}}}}}}"#,
                    1 + chance.below(9)
                );
                event(position, whom, &format!("member/{whom}"), *profile, &changed)
            }
            (what, Some(at)) => {
                let (whose, number, sequence, voided) = &mut workouts[at];
                (*sequence, *voided) = (*sequence + 1, what == 2);
                let stream = format!("workout/{}", workout(*number));
                let payload =
                    if *voided { r#"{"WorkoutVoided":{"reason":"twice"}}"#.to_owned() } else { corrected(minutes) };
                event(position, *whose, &stream, *sequence, &payload)
            }
            (_, None) => {
                let number = 100 + u128::from(position);
                workouts.push((whom, number, 1, false));
                let stream = format!("workout/{}", workout(number));
                event_of_version("2.0", position, whom, &stream, 1, &logged(whom, minutes))
            }
        };
        events.push(event);
    }
    events
}

async fn replayed(world: &World, selection: Selection) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events");
    let file = std::fs::File::create(&path).unwrap();
    replay(&world.pool, selection, Box::new(file), super::ledger::now(), &mut |_, _| ()).await.unwrap();
    std::fs::read(path).unwrap()
}

#[tokio::test]
async fn every_invented_history_answers_as_of_a_position_like_a_ledger_that_ends_there() {
    for seed in 1..=HISTORIES {
        let history = invented(seed);
        let whole = World::of(&history).await;
        let mut chance = Chance(seed + 1_000);
        for _ in 0..CUTS {
            let position = 1 + chance.below(history.len() as u64 - 1);
            let moment = Moment::Position(position);
            let cut = World::of(&history[..usize::try_from(position).unwrap()]).await;
            for &table in Table::ALL {
                for &format in Format::ALL {
                    let then = whole.bytes(&wanted(table, format, as_of(moment))).await;
                    let there = cut.bytes(&everything(table, format)).await;
                    assert!(then == there, "history {seed}: {table} as {format} at {position}");
                }
            }
            let then = replayed(&whole, as_of(moment)).await;
            assert!(then == replayed(&cut, Selection::default()).await, "history {seed}: replay at {position}");
            for subject in [member(1), member(2)] {
                let then = state(&whole, subject, Some(moment)).await;
                assert_eq!(then, state(&cut, subject, None).await, "history {seed}: {subject} at {position}");
            }
        }
    }
}
