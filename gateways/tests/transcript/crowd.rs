//! Many people at once.

use std::time::{Duration, Instant};

use testkit::telegram::{Asked, Person};
use tokio::time::{Instant as Moment, sleep_until};

use crate::world::World;

/// When the first is told of a run; each of the others a minute later.
const FIRST: i64 = 1_746_259_200;
/// Ids below may be somebody else's in this world.
const PEOPLE: i64 = 10_000;

fn sent_at(round: i64) -> i64 {
    FIRST + 60 * round
}

/// The runs of one person have each a length of their own, so that an answer tells whose it is.
fn minutes(round: i64) -> i64 {
    20 + round
}

/// Everybody joins, leaves the first questions, and has then a language of their own.
async fn join(world: &World, people: i64) -> usize {
    for said in ["/start", "/cancel"] {
        for person in 0..people {
            world.server.receives_text_at(&Person::new(PEOPLE + person, "en"), said, sent_at(0));
        }
    }
    let said = 2 * people;
    world.answered(said).await;
    world.server.log().len()
}

fn told(log: &[Asked], person: i64) -> Vec<&Asked> {
    let chat = (PEOPLE + person).to_string();
    log.iter().filter(|asked| asked.accepted && asked.is_message() && asked.chat() == chat).collect()
}

/// Everybody tells of so many runs at once, and is answered: everything, in order, at Telegram's pace.
async fn burst(people: i64, rounds: i64) {
    let world = World::new("en", 0, |settings| settings).await;
    let before = join(&world, people).await;
    let started = Instant::now();
    for round in 1..=rounds {
        for person in 0..people {
            let text = format!("/log run {}", minutes(round));
            world.server.receives_text_at(&Person::new(PEOPLE + person, "en"), &text, sent_at(round));
        }
    }
    world.answered((2 + rounds) * people).await;
    let took = started.elapsed();
    let log = world.server.log().split_off(before);
    for person in 0..people {
        let expected: Vec<String> =
            (1..=rounds).map(|round| format!("Logged:\n\n• Run · {}:00", minutes(round))).collect();
        let seen: Vec<String> = told(&log, person).into_iter().filter_map(Asked::said).collect();
        assert_eq!(seen, expected, "person {person}");
    }
    assert_eq!(world.server.violations(), [], "Telegram's pace");
    let updates = rounds * people;
    println!("{updates} updates of {people} people at once: all answered after {:.1} s", took.as_secs_f64());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_is_answered_in_full_in_order_and_at_telegrams_pace() {
    burst(20, 5).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: Telegram's pace alone makes it take more than a minute"]
async fn two_thousand_updates_at_once() {
    burst(200, 10).await;
}

/// From the moment that an update is there to be asked for until its answer reaches the Bot API. One bot may send 30
/// messages a second, so Telegram's own limit is lifted here; that of a chat is kept.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn fifty_updates_a_second() {
    const PEOPLE_AT_ONCE: i64 = 150;
    const ROUNDS: i64 = 6;
    const APART: Duration = Duration::from_millis(20);
    let world = World::new("en", 0, |mut settings| {
        settings.a_second_in_all = 1_000;
        settings
    })
    .await;
    let before = join(&world, PEOPLE_AT_ONCE).await;
    let mut due = Moment::now();
    let mut received = Vec::new();
    for round in 1..=ROUNDS {
        for person in 0..PEOPLE_AT_ONCE {
            sleep_until(due).await;
            due += APART;
            let text = format!("/log run {}", minutes(round));
            received.push(Instant::now());
            world.server.receives_text_at(&Person::new(PEOPLE + person, "en"), &text, sent_at(round));
        }
    }
    world.answered((2 + ROUNDS) * PEOPLE_AT_ONCE).await;
    let log = world.server.log().split_off(before);
    let mut waits = Vec::new();
    for person in 0..PEOPLE_AT_ONCE {
        let answers = told(&log, person);
        let asked = received.iter().skip(usize::try_from(person).unwrap()).step_by(150);
        assert_eq!(answers.len(), 6, "person {person}");
        waits.extend(answers.iter().zip(asked).map(|(answer, asked)| answer.at - *asked));
    }
    waits.sort();
    let at = |share: usize| waits[(waits.len() - 1) * share / 100].as_secs_f64() * 1e3;
    println!(
        "{} updates, 50 a second: p50 {:.0} ms, p99 {:.0} ms, longest {:.0} ms",
        waits.len(),
        at(50),
        at(99),
        at(100)
    );
}
