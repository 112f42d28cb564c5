//! What an update means. Whatever can't be read means nothing, and is counted.

use domain::{
    identity::{ExternalId, GatewayName},
    vocabulary::{Language, Text},
};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;
use teloxide_core::types::{CallbackQuery, Chat, ChatId, ChatMemberUpdated, Message, MessageKind, User};

use super::{GATEWAY, mend::mended, render::Pressed};
use crate::chat::{Content, Incoming, Place};

/// Who we are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Us {
    pub(super) id: u64,
    /// Without the `@`.
    pub(super) name: String,
    /// In groups too, and not only what is meant for us.
    pub(super) hears_everything: bool,
}

/// A chat, and in a group with topics the topic: `-100123` or `-100123/45`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) chat: i64,
    pub(super) topic: Option<i32>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Meaning {
    Said {
        incoming: Box<Incoming>,
        /// The message that deserves a 👀.
        seen: Option<(i64, i32)>,
    },
    /// The query wants an answer in any case. The rest is there if the button is one of ours.
    Pressed {
        query: String,
        by: Option<Box<(From, Pressed)>>,
    },
    /// The chat goes on under another id.
    Moved {
        from: i64,
        to: i64,
    },
    /// Somebody doesn't want to hear from us any more.
    ShutOut {
        chat: i64,
    },
    Nothing(&'static str),
}

/// All of a message but what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct From {
    id: String,
    sender: ExternalId,
    pub(super) chat: String,
    place: Place,
    sent_at: Timestamp,
    language: Option<Language>,
    name: Option<Text<100>>,
}

impl Meaning {
    pub(super) fn of(update: &Value, us: &Us, now: Timestamp) -> Self {
        let Some(number) = update["update_id"].as_i64() else { return Self::Nothing("no update") };
        let id = format!("{GATEWAY}:{}:{number}", us.id);
        if let Some(message) = read(update, "message") {
            said(id, &message, us, Version::First)
        } else if let Some(message) = read(update, "edited_message") {
            said(id, &message, us, Version::Edited)
        } else if let Some(query) = read(update, "callback_query") {
            pressed(id, query, now)
        } else if let Some(change) = read(update, "my_chat_member") {
            membership(&change)
        } else {
            Self::Nothing("a kind of update that we don't answer, or can't read")
        }
    }
}

/// The library's own updates have smaller ids than Telegram's may be, and tell less of what can't be read.
fn read<T: DeserializeOwned>(update: &Value, kind: &str) -> Option<T> {
    T::deserialize(mended(update.get(kind)?)).ok()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    First,
    Edited,
}

fn said(id: String, message: &Message, us: &Us, version: Version) -> Meaning {
    if let (Some(to), from) = (message.migrate_to_chat_id(), message.chat.id) {
        return Meaning::Moved { from: from.0, to: to.0 };
    }
    let Some(sender) = person(message) else { return Meaning::Nothing("nobody that could be answered") };
    let Some(place) = place(&message.chat) else { return Meaning::Nothing("a channel") };
    let Some(content) = content(message, us, place, version) else {
        return Meaning::Nothing("nothing that is said to us");
    };
    let date = message.edit_date().unwrap_or(&message.date).timestamp();
    let topic = message.thread_id.filter(|_| message.is_topic_message).map(|topic| topic.0.0);
    let address = Address { chat: message.chat.id.0, topic };
    let Some(from) = From::read(id, sender, address, place, Timestamp::from_second(date).ok()) else {
        return Meaning::Nothing("a sender or a time that can't be");
    };
    let is_plain = matches!(&content, Content::Text { text, .. } if !is_start(text));
    let seen = is_plain.then_some((message.chat.id.0, message.id.0));
    Meaning::Said { incoming: Box::new(from.says(content)), seen }
}

/// Channels and administrators without a name have no sender whom we could know.
fn person(message: &Message) -> Option<&User> {
    message.from.as_ref().filter(|sender| !sender.is_bot && message.sender_chat.is_none())
}

fn place(chat: &Chat) -> Option<Place> {
    if chat.is_private() {
        Some(Place::Private)
    } else {
        (chat.is_group() || chat.is_supergroup()).then_some(Place::Group)
    }
}

fn content(message: &Message, us: &Us, place: Place, version: Version) -> Option<Content> {
    let name = message.id.0.to_string();
    let Some(text) = message.text().or_else(|| message.caption()) else {
        let is_sent = matches!(message.kind, MessageKind::Common(_) | MessageKind::Dice(_));
        let is_for_us = place == Place::Private && version == Version::First && is_sent;
        return is_for_us.then_some(Content::Unreadable { message: name });
    };
    let is_reply =
        message.reply_to_message().and_then(|earlier| earlier.from.as_ref()).is_some_and(|author| author.id.0 == us.id);
    let text = addressed(text, us, place, is_reply)?;
    Some(match version {
        Version::First => Content::Text { message: name, text },
        Version::Edited => Content::Edited {
            message: name,
            text,
            first_sent_at: Timestamp::from_second(message.date.timestamp()).ok(),
        },
    })
}

/// The text without our name behind the command; none if it is meant for somebody else. In a group only commands are
/// for us: with our name, in reply to us, or bare where Telegram passes on no others.
fn addressed(text: &str, us: &Us, place: Place, is_reply: bool) -> Option<String> {
    let (first, rest) = text.find(char::is_whitespace).map_or((text, ""), |at| text.split_at(at));
    let is_command = first.starts_with('/');
    match first.split_once('@').filter(|_| is_command) {
        Some((command, bot)) => bot.eq_ignore_ascii_case(&us.name).then(|| format!("{command}{rest}")),
        None if place == Place::Private => Some(text.to_owned()),
        None => (is_command && (is_reply || !us.hears_everything)).then(|| text.to_owned()),
    }
}

/// The first message gets a welcome instead of a 👀.
fn is_start(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case("/start"))
}

fn pressed(id: String, query: CallbackQuery, now: Timestamp) -> Meaning {
    let by = by(id, &query, now);
    Meaning::Pressed { query: query.id.0, by: by.map(Box::new) }
}

fn by(id: String, query: &CallbackQuery, now: Timestamp) -> Option<(From, Pressed)> {
    let pressed = Pressed::read(query.data.as_deref()?)?;
    // A message that is too old to be shown has still its chat.
    let chat = query.message.as_ref().map(teloxide_core::types::MaybeInaccessibleMessage::chat)?;
    let topic = query.regular_message().filter(|message| message.is_topic_message);
    let topic = topic.and_then(|message| message.thread_id).map(|topic| topic.0.0);
    let from = From::read(id, &query.from, Address { chat: chat.id.0, topic }, place(chat)?, Some(now))?;
    Some((from, pressed))
}

fn membership(change: &ChatMemberUpdated) -> Meaning {
    if change.new_chat_member.is_present() {
        Meaning::Nothing("we are let in")
    } else {
        Meaning::ShutOut { chat: change.chat.id.0 }
    }
}

impl From {
    fn read(id: String, sender: &User, to: Address, place: Place, sent_at: Option<Timestamp>) -> Option<Self> {
        let name: String = sender.full_name().chars().take(100).collect();
        Some(Self {
            id,
            sender: ExternalId::try_new(&sender.id.0.to_string()).ok()?,
            chat: to.written(),
            place,
            sent_at: sent_at?,
            language: sender.language_code.as_deref().and_then(language),
            name: Text::try_new(&name).ok(),
        })
    }

    pub(super) fn says(self, content: Content) -> Incoming {
        let Self { id, sender, chat, place, sent_at, language, name } = self;
        let gateway = GatewayName::try_new(GATEWAY).expect("a gateway's name of our own");
        Incoming { id, gateway, sender, chat, place, sent_at, language, name, content }
    }
}

fn language(code: &str) -> Option<Language> {
    match code.split('-').next()? {
        "en" => Some(Language::English),
        "es" => Some(Language::Spanish),
        "ru" => Some(Language::Russian),
        _ => None,
    }
}

impl Address {
    pub(super) const fn chat(self) -> ChatId {
        ChatId(self.chat)
    }

    pub(super) fn read(written: &str) -> Option<Self> {
        match written.split_once('/') {
            Some((chat, topic)) => Some(Self { chat: chat.parse().ok()?, topic: Some(topic.parse().ok()?) }),
            None => Some(Self { chat: written.parse().ok()?, topic: None }),
        }
    }

    pub(super) fn written(self) -> String {
        self.topic.map_or_else(|| self.chat.to_string(), |topic| format!("{}/{topic}", self.chat))
    }
}
