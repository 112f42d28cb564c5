//! Updates as Telegram writes them.

use serde_json::{Value, json};

/// A moment that all updates share, so that transcripts stay the same: 2026-03-02 07:00 UTC.
const SENT_AT: i64 = 1_772_434_800;

pub(super) fn person(id: i64) -> Value {
    json!({ "id": id, "is_bot": false, "first_name": "Alex", "language_code": "en" })
}

fn private_chat(id: i64) -> Value {
    json!({ "id": id, "type": "private", "first_name": "Alex" })
}

pub(super) fn text(id: i64, message: i64, text: &str) -> Value {
    json!({ "message_id": message, "from": person(id), "chat": private_chat(id), "date": SENT_AT, "text": text })
}

pub(super) fn press(id: i64, message: i64, data: &str) -> Value {
    json!({
        "id": format!("press-{message}"),
        "from": person(id),
        "chat_instance": "1",
        "data": data,
        "message": { "message_id": message, "chat": private_chat(id), "date": SENT_AT, "text": "…" },
    })
}
