//! The Bot API, asked over HTTP. The shapes are teloxide's; the asking is ours, because what to do next depends on
//! status codes and on whether a request can have been carried out, neither of which its client tells.

mod error;
mod send;

use std::time::Duration;

use reqwest::{Client, RequestBuilder, Url, multipart::Form};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use teloxide_core::{
    payloads::{AnswerCallbackQuery, SetMessageReaction, SetMessageReactionSetters},
    requests::Payload,
    types::{CallbackQueryId, ChatId, Me, MessageId, ReactionType},
};

pub(super) use error::ApiError;

use super::{Settings, update::Us};

const CONNECT_WITHIN: Duration = Duration::from_secs(10);
/// How long Telegram may keep a question for updates open; the answer has `patience` more to arrive.
const POLL: Duration = Duration::from_secs(50);
const SEEN: &str = "👀";
/// The kinds of update that we can do something with.
const KINDS: [&str; 4] = ["message", "edited_message", "callback_query", "my_chat_member"];

pub(super) struct Api {
    client: Client,
    base: Url,
    token: SecretString,
    patience: Duration,
}

#[derive(Deserialize)]
struct Answer {
    ok: bool,
    #[serde(default)]
    result: Value,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

impl Api {
    pub(super) fn new(settings: &Settings) -> Result<Self, ApiError> {
        let client = Client::builder().connect_timeout(CONNECT_WITHIN).build().map_err(ApiError::of)?;
        let Settings { token, api, patience, .. } = settings.clone();
        Ok(Self { client, base: api, token, patience })
    }

    pub(super) async fn me(&self) -> Result<Us, ApiError> {
        let me: Me = read(self.call("getMe", &json!({}), self.patience).await?)?;
        Ok(Us {
            id: me.user.id.0,
            name: me.user.username.clone().unwrap_or_default(),
            hears_everything: me.can_read_all_group_messages,
        })
    }

    /// Updates from that one on; waits a while for the first. They stay raw, as the webhook gets them.
    pub(super) async fn updates(&self, offset: i64) -> Result<Vec<Value>, ApiError> {
        let asked = json!({ "offset": offset, "timeout": POLL.as_secs(), "allowed_updates": KINDS });
        read(self.call("getUpdates", &asked, POLL + self.patience).await?)
    }

    pub(super) async fn set_webhook(&self, url: &Url, secret: &SecretString) -> Result<(), ApiError> {
        let asked = json!({ "url": url, "secret_token": secret.expose_secret(), "allowed_updates": KINDS });
        self.call("setWebhook", &asked, self.patience).await.map(drop)
    }

    pub(super) async fn delete_webhook(&self) -> Result<(), ApiError> {
        self.call("deleteWebhook", &json!({}), self.patience).await.map(drop)
    }

    /// Shows the sender that their message is here.
    pub(super) async fn seen(&self, chat: i64, message: i32) -> Result<(), ApiError> {
        let seen = ReactionType::Emoji { emoji: SEEN.to_owned() };
        let asked = SetMessageReaction::new(ChatId(chat), MessageId(message)).reaction([seen]);
        self.ask(&asked).await.map(drop)
    }

    /// Ends the little clock on a pressed button.
    pub(super) async fn press_taken(&self, query: &str) -> Result<(), ApiError> {
        self.ask(&AnswerCallbackQuery::new(CallbackQueryId(query.to_owned()))).await.map(drop)
    }

    async fn ask<P: Payload + Serialize>(&self, payload: &P) -> Result<Value, ApiError> {
        self.call(P::NAME, payload, self.patience).await
    }

    async fn call<P: Serialize + ?Sized>(
        &self,
        method: &str,
        payload: &P,
        patience: Duration,
    ) -> Result<Value, ApiError> {
        self.answer(self.request(method)?.json(payload).timeout(patience)).await
    }

    async fn upload(&self, method: &str, form: Form) -> Result<Value, ApiError> {
        self.answer(self.request(method)?.multipart(form).timeout(self.patience)).await
    }

    fn request(&self, method: &str) -> Result<RequestBuilder, ApiError> {
        let mut url = self.base.clone();
        let bot = format!("bot{}", self.token.expose_secret());
        // The method with its first letter small is what the documentation calls it; the API takes any case.
        let method = method[..1].to_ascii_lowercase() + &method[1..];
        url.path_segments_mut().map_err(|()| ApiError::NoAddress)?.pop_if_empty().push(&bot).push(&method);
        Ok(self.client.post(url))
    }

    async fn answer(&self, request: RequestBuilder) -> Result<Value, ApiError> {
        let response = request.send().await.map_err(ApiError::of)?;
        let code = response.status().as_u16();
        let body = response.bytes().await.map_err(ApiError::of)?;
        let Ok(answer) = serde_json::from_slice::<Answer>(&body) else { return Err(ApiError::Garbled { code }) };
        let Parameters { retry_after, migrate_to_chat_id } = answer.parameters;
        match (answer.ok, retry_after, migrate_to_chat_id) {
            (true, _, _) => Ok(answer.result),
            (false, Some(seconds), _) => Err(ApiError::TooMany { wait: Duration::from_secs(seconds) }),
            (false, _, Some(to)) => Err(ApiError::Moved { to }),
            (false, None, None) => Err(ApiError::Refused { code, description: answer.description }),
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(result: Value) -> Result<T, ApiError> {
    serde_json::from_value(result).map_err(|_| ApiError::Garbled { code: 200 })
}
