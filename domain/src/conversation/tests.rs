use uuid::Uuid;

use super::{
    Answered, Conversation, ConversationCommand, ConversationError, ConversationEvent, MessageId, MessageKind,
    OpenQuestion, Received, Talk, Topic,
};
use crate::testing::{day, given};

fn record(message_id: &str, answered: Answered) -> ConversationCommand {
    ConversationCommand::Record {
        date: day("2025-05-03"),
        message_id: message_id.parse().unwrap(),
        gateway: "telegram".parse().unwrap(),
        chat: "42".parse().unwrap(),
        received: Received { kind: MessageKind::Text, text: "ran 5k".parse().ok() },
        answered,
    }
}

fn question() -> OpenQuestion {
    OpenQuestion {
        topic: Topic::Workout,
        about: "ran 5k".parse().ok(),
        origin: None,
        asked_on: Some(jiff::civil::date(2025, 5, 3)),
        choices: vec!["run 25:00".parse().unwrap()],
    }
}

fn received(message_id: &str) -> ConversationEvent {
    let (message_id, gateway, chat) = (message_id.parse().unwrap(), "telegram".parse().unwrap(), "42".parse().unwrap());
    ConversationEvent::MessageReceived {
        message_id,
        gateway,
        chat,
        kind: MessageKind::Text,
        text: "ran 5k".parse().ok(),
    }
}

fn sent(message_id: &str, answered: Answered) -> ConversationEvent {
    let Answered { text, logged, undone, question, closed } = answered;
    let (message_id, gateway, chat) = (message_id.parse().unwrap(), "telegram".parse().unwrap(), "42".parse().unwrap());
    ConversationEvent::ReplySent { message_id, gateway, chat, text, logged, undone, question, closed }
}

fn asking() -> Answered {
    Answered { question: Some(question()), ..Answered::default() }
}

fn logging(workout: u128) -> Answered {
    Answered { logged: vec![Uuid::from_u128(workout)], closed: true, ..Answered::default() }
}

fn undoing(workout: u128) -> Answered {
    Answered { undone: vec![Uuid::from_u128(workout)], ..Answered::default() }
}

#[test]
fn a_message_is_kept_with_its_answer() {
    given::<Conversation>([])
        .when(record("telegram:7:1", asking()))
        .then_expect_events(vec![received("telegram:7:1"), sent("telegram:7:1", asking())]);
}

#[test]
fn the_same_message_again_changes_nothing() {
    given::<Conversation>([received("telegram:7:1"), sent("telegram:7:1", asking())])
        .when(record("telegram:7:1", asking()))
        .then_expect_events(vec![]);
}

#[test]
fn more_buttons_than_anybody_reads_are_refused() {
    let question = OpenQuestion { choices: vec!["run 25:00".parse().unwrap(); 21], ..question() };
    given::<Conversation>([])
        .when(record("telegram:7:1", Answered { question: Some(question), ..Answered::default() }))
        .then_expect_error(ConversationError::TooMany { what: "choices", max: 20 });
}

#[test]
fn a_question_stays_open_until_it_is_answered() {
    let events = [sent("1", asking()), sent("2", Answered::default()), sent("3", logging(1))];
    let open = Talk::before("3", &events[..2]);
    assert_eq!((open.question(), open.asked_to().map(MessageId::as_str)), (Some(&question()), Some("1")));
    let closed = Talk::before("4", &events);
    assert_eq!((closed.question(), closed.asked_to()), (None, None));
}

#[test]
fn a_message_answered_again_meets_what_it_met_the_first_time() {
    let events = [sent("1", asking()), sent("2", logging(1))];
    assert_eq!(Talk::before("2", &events), Talk::before("2", &events[..1]));
    assert_eq!(Talk::before("1", &events[..1]).question(), None);
}

#[test]
fn what_was_logged_last_and_stands_is_what_is_taken_back() {
    let events = [sent("1", logging(1)), sent("2", logging(2)), sent("3", undoing(2)), sent("4", undoing(1))];
    let last = |upto: usize| Talk::before("5", &events[..upto]).last_logged("42");
    assert_eq!(last(2), [Uuid::from_u128(2)]);
    assert_eq!(last(3), [Uuid::from_u128(1)]);
    assert!(last(4).is_empty());
    assert!(Talk::before("5", &events[..2]).last_logged("43").is_empty());
}
