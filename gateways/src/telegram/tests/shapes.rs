//! What updates mean.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::{
    chat::{Content, Place},
    telegram::{
        api::Api,
        gate::Gate,
        update::{Address, Meaning, Us},
    },
};

fn us() -> Us {
    Us { id: 4_200_000_001, name: "PaceLedgerBot".to_owned(), hears_everything: false }
}

pub(super) fn gate(bench: &Bench) -> Gate {
    let api = Arc::new(Api::new(&bench.settings()).unwrap());
    Gate::new(bench.kit.pool.clone(), api, us(), now, crate::chat::Counters::default())
}

fn meaning(update: &Value) -> Meaning {
    Meaning::of(update, &us(), now())
}

/// A message with these fields changed.
fn message(changes: Value) -> Value {
    let mut message = json!({
        "message_id": 7, "date": 1_772_434_800, "text": "ran 10k",
        "from": { "id": 5_000_000_000_i64, "is_bot": false, "first_name": "Ana", "last_name": "Ruiz", "language_code": "es-MX" },
        "chat": { "id": 5_000_000_000_i64, "type": "private", "first_name": "Ana" },
    });
    for (key, value) in changes.as_object().unwrap() {
        if value.is_null() {
            message.as_object_mut().unwrap().remove(key);
        } else {
            message[key] = value.clone();
        }
    }
    message
}

fn incoming(kind: &str, message: Value) -> Option<Incoming> {
    match meaning(&json!({ "update_id": 9_000_000_001_i64, kind: message })) {
        Meaning::Said { incoming, .. } => Some(*incoming),
        _ => None,
    }
}

fn in_group(text: &str, changes: Value) -> Option<String> {
    let mut group = message(json!({ "chat": { "id": -100_123, "type": "supergroup", "title": "Club" }, "text": text }));
    group.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    match incoming("message", group)?.content {
        Content::Text { text, .. } => Some(text),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_message_is_handed_over_with_what_is_known_of_its_sender() {
    let incoming = incoming("message", message(json!({}))).unwrap();
    assert_eq!(incoming.id, "telegram:4200000001:9000000001");
    assert_eq!((incoming.sender.as_str(), &*incoming.chat), ("5000000000", "5000000000"));
    assert_eq!((incoming.place, incoming.language), (Place::Private, Some(domain::vocabulary::Language::Spanish)));
    assert_eq!(incoming.name.unwrap().as_str(), "Ana Ruiz");
    assert_eq!(incoming.sent_at.to_string(), "2026-03-02T07:00:00Z");
    assert_eq!(incoming.content, Content::Text { message: "7".to_owned(), text: "ran 10k".to_owned() });
}

#[test]
fn an_edit_names_the_message_that_it_changes() {
    let edited = message(json!({ "edit_date": 1_772_434_860, "text": "ran 11k" }));
    let incoming = incoming("edited_message", edited).unwrap();
    assert_eq!(
        incoming.content,
        Content::Edited { message: "7".to_owned(), text: "ran 11k".to_owned(), first_sent_at: Some(now()) }
    );
    assert_eq!(incoming.sent_at, now() + jiff::SignedDuration::from_secs(60));
}

#[test]
fn what_stands_under_a_picture_is_said_and_what_has_no_words_is_unreadable() {
    let sticker = json!({ "file_id": "1", "file_unique_id": "1", "file_size": 1, "width": 1, "height": 1,
        "type": "regular", "is_animated": false, "is_video": false });
    let voice = json!({ "file_id": "1", "file_unique_id": "1", "file_size": 1, "duration": 3 });
    let photo = json!([{ "file_id": "1", "file_unique_id": "1", "file_size": 1, "width": 1, "height": 1 }]);
    let content = |changes| incoming("message", message(changes)).map(|incoming| incoming.content);
    let unreadable = Some(Content::Unreadable { message: "7".to_owned() });
    assert_eq!(content(json!({ "text": null, "sticker": sticker })), unreadable);
    assert_eq!(content(json!({ "text": null, "voice": voice })), unreadable);
    let reply = json!({ "reply_to_message": message(json!({ "text": null, "voice": voice })) });
    assert!(matches!(content(reply), Some(Content::Text { .. })), "what is said in answer to a voice message");
    assert_eq!(
        content(json!({ "text": null, "photo": photo, "caption": "ran 10k" })),
        Some(Content::Text { message: "7".to_owned(), text: "ran 10k".to_owned() })
    );
    assert_eq!(content(json!({ "text": null, "new_chat_title": "Club" })), None);
}

#[test]
fn in_a_group_only_commands_to_us_are_ours() {
    assert_eq!(in_group("/today@paceledgerbot now", json!({})).as_deref(), Some("/today now"));
    assert_eq!(in_group("/today", json!({})).as_deref(), Some("/today"));
    assert_eq!(in_group("/today@OtherBot", json!({})), None);
    assert_eq!(in_group("ran 10k", json!({})), None);
    let all = Us { hears_everything: true, ..us() };
    let bare = |changes: Value| {
        let mut group = message(json!({ "chat": { "id": -5, "type": "group", "title": "Club" }, "text": "/today" }));
        group.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        Meaning::of(&json!({ "update_id": 1, "message": group }), &all, now())
    };
    assert!(matches!(bare(json!({})), Meaning::Nothing(_)), "another bot's command may look the same");
    let ours = json!({ "id": 4_200_000_001_i64, "is_bot": true, "first_name": "PaceLedger" });
    let reply = json!({ "reply_to_message": message(json!({ "from": ours })) });
    assert!(matches!(bare(reply), Meaning::Said { .. }));
}

#[test]
fn who_cannot_be_known_is_not_heard() {
    let channel = message(json!({ "chat": { "id": -1009, "type": "channel", "title": "News" }, "from": null }));
    assert!(matches!(meaning(&json!({ "update_id": 1, "channel_post": channel })), Meaning::Nothing(_)));
    let group = json!({ "id": -100_123, "type": "supergroup", "title": "Club" });
    let anonymous =
        json!({ "id": 1_087_968_824, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot" });
    assert_eq!(in_group("/today", json!({ "from": anonymous, "sender_chat": group })), None);
}

#[test]
fn a_group_that_becomes_a_supergroup_moves() {
    let moved = message(
        json!({ "text": null, "migrate_to_chat_id": -100_777, "chat": { "id": -7, "type": "group", "title": "Club" } }),
    );
    assert_eq!(meaning(&json!({ "update_id": 1, "message": moved })), Meaning::Moved { from: -7, to: -100_777 });
}

#[test]
fn a_press_under_a_message_that_is_too_old_still_has_its_chat() {
    let query = json!({ "update_id": 1, "callback_query": {
        "id": "q", "chat_instance": "1", "data": "s/today",
        "from": { "id": 42, "is_bot": false, "first_name": "Ana" },
        "message": { "message_id": 7, "date": 0, "chat": { "id": 42, "type": "private", "first_name": "Ana" } },
    }});
    let Meaning::Pressed { query, by: Some(by) } = meaning(&query) else { panic!("no press") };
    assert_eq!((&*query, &*by.0.chat), ("q", "42"));
}

#[test]
fn addresses_are_read_as_they_were_written() {
    for address in [Address { chat: -100_123, topic: Some(45) }, Address { chat: 5_000_000_000, topic: None }] {
        assert_eq!(Address::read(&address.written()), Some(address));
    }
    assert_eq!(Address::read("terminal"), None);
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        Just(json!("private")),
    ];
    let key = prop_oneof![
        "(update_id|message|edited_message|callback_query|my_chat_member|from|chat|id|date|text|data|type|is_bot)",
        "(entities|offset|length|first_name|message_id|reply_to_message|migrate_to_chat_id|status|user)",
        "\\PC{0,8}",
    ];
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::hash_map(key.clone(), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_makes_it_fall_over(update in json()) {
        let _ = meaning(&update);
    }

    /// Nearly right is where it hurts.
    #[test]
    fn no_change_to_a_message_makes_it_fall_over(
        key in "(message_id|date|from|chat|text|entities|edit_date|sender_chat|reply_to_message|caption|thread)",
        value in json(),
        kind in "(message|edited_message|channel_post)",
    ) {
        let mut message = message(json!({}));
        message[key] = value;
        let _ = meaning(&json!({ "update_id": 1, kind: message }));
    }
}
