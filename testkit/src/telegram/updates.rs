//! Updates as Telegram writes them.

use serde_json::{Value, json};

/// A moment for messages whose time doesn't matter: 2026-03-02 07:00 UTC.
pub const SENT_AT: i64 = 1_772_434_800;

/// Somebody with the bot in their list of chats.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: i64,
    pub language: String,
}

impl Person {
    pub fn new(id: i64, language: &str) -> Self {
        Self { id, language: language.to_owned() }
    }

    fn written(&self) -> Value {
        json!({ "id": self.id, "is_bot": false, "first_name": "Alex", "language_code": self.language })
    }

    fn chat(&self) -> Value {
        json!({ "id": self.id, "type": "private", "first_name": "Alex" })
    }
}

pub(super) fn text(person: &Person, message: i64, text: &str, sent_at: i64) -> Value {
    json!({
        "message_id": message, "from": person.written(), "chat": person.chat(), "date": sent_at, "text": text,
    })
}

/// The date stays that of the first version.
pub(super) fn edited(person: &Person, message: i64, text: &str, (sent_at, edited_at): (i64, i64)) -> Value {
    let mut edited = self::text(person, message, text, sent_at);
    edited["edit_date"] = edited_at.into();
    edited
}

pub(super) fn press(person: &Person, message: i64, data: &str) -> Value {
    json!({
        "id": format!("press-{message}"),
        "from": person.written(),
        "chat_instance": "1",
        "data": data,
        "message": { "message_id": message, "chat": person.chat(), "date": SENT_AT, "text": "…" },
    })
}
