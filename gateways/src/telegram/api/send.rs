//! One message of an answer, into a chat.

use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use serde_json::Value;
use teloxide_core::{
    payloads::{SendMessage, SendMessageSetters},
    types::{InlineKeyboardMarkup, LinkPreviewOptions, MessageId, ParseMode, ThreadId},
};

use super::{Api, ApiError, read};
use crate::telegram::{
    render::{Body, Formatted, Message},
    update::Address,
};

#[derive(Deserialize)]
struct Sent {
    message_id: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    Html,
    None,
}

impl Api {
    /// Sends it; without its markup if Telegram can't read that. Says what Telegram calls the message.
    pub(in crate::telegram) async fn send(&self, to: Address, message: &Message) -> Result<i64, ApiError> {
        let sent = match self.send_with(to, message, Markup::Html).await {
            Err(error) if error.is_about_markup() => {
                tracing::warn!(%error, "a message went out without its markup");
                self.send_with(to, message, Markup::None).await?
            }
            other => other?,
        };
        read(sent).map(|Sent { message_id }| message_id)
    }

    async fn send_with(&self, to: Address, message: &Message, markup: Markup) -> Result<Value, ApiError> {
        let buttons = message.buttons.as_ref();
        match &message.body {
            Body::Text(text) => self.ask(&text_message(to, text, buttons, markup)).await,
            Body::Picture { png, caption } => {
                let file =
                    Part::bytes(png.clone()).file_name("picture.png").mime_str("image/png").map_err(ApiError::of)?;
                let form = caption_below(form(to, buttons), caption, markup);
                self.upload("sendPhoto", form.part("photo", file)).await
            }
            Body::Document { name, media_type, bytes } => {
                let file =
                    Part::bytes(bytes.clone()).file_name(name.clone()).mime_str(media_type).map_err(ApiError::of)?;
                self.upload("sendDocument", form(to, buttons).part("document", file)).await
            }
        }
    }
}

fn text_message(to: Address, text: &Formatted, buttons: Option<&InlineKeyboardMarkup>, markup: Markup) -> SendMessage {
    let no_preview = LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    };
    let mut message = match markup {
        Markup::Html => SendMessage::new(to.chat(), text.html.clone()).parse_mode(ParseMode::Html),
        Markup::None => SendMessage::new(to.chat(), text.plain.clone()),
    };
    message.message_thread_id = to.topic.map(|topic| ThreadId(MessageId(topic)));
    message.reply_markup = buttons.cloned().map(Into::into);
    message.link_preview_options(no_preview)
}

fn form(to: Address, buttons: Option<&InlineKeyboardMarkup>) -> Form {
    let mut form = Form::new().text("chat_id", to.chat.to_string());
    if let Some(topic) = to.topic {
        form = form.text("message_thread_id", topic.to_string());
    }
    match buttons.and_then(|buttons| serde_json::to_string(buttons).ok()) {
        Some(buttons) => form.text("reply_markup", buttons),
        None => form,
    }
}

fn caption_below(form: Form, caption: &Formatted, markup: Markup) -> Form {
    if caption.plain.is_empty() {
        return form;
    }
    match markup {
        Markup::Html => form.text("caption", caption.html.clone()).text("parse_mode", "HTML"),
        Markup::None => form.text("caption", caption.plain.clone()),
    }
}
