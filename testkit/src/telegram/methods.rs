//! The methods, as far as a bot like ours asks for them.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tokio::time::{Instant, timeout_at};

use super::{Asked, BOT_ID, BOT_NAME, State, fault::refused, markup};

const LONGEST_TEXT: usize = 4096;
const LONGEST_CAPTION: usize = 1024;
/// Of those that may be set without paying; ✅ is not among them.
const REACTIONS: [&str; 4] = ["👀", "👍", "🔥", "🎉"];

pub(super) async fn carry_out(state: &Arc<State>, asked: &Asked) -> Response {
    match asked.method.as_str() {
        "getMe" => done(&json!({
            "id": BOT_ID, "is_bot": true, "first_name": "PaceLedger", "username": BOT_NAME,
            "can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": false,
            "has_main_web_app": false,
        })),
        "getUpdates" => get_updates(state, &asked.params).await,
        "setWebhook" => {
            state.lock().webhook = Some(asked.params.clone());
            done(&json!(true))
        }
        "deleteWebhook" => {
            state.lock().webhook = None;
            done(&json!(true))
        }
        "sendMessage" => message(state, asked, "text", LONGEST_TEXT),
        "sendPhoto" | "sendDocument" if asked.uploads.is_empty() => bad("there is no file in the request"),
        "sendPhoto" | "sendDocument" => message(state, asked, "caption", LONGEST_CAPTION),
        "editMessageText" => edit(state, asked),
        "editMessageReplyMarkup" | "answerCallbackQuery" => done(&json!(true)),
        "setMessageReaction" => react(asked),
        "getFile" => done(&json!({
            "file_id": asked.params["file_id"], "file_unique_id": "1", "file_size": 1, "file_path": "documents/file_1",
        })),
        _ => refused(StatusCode::NOT_FOUND, "Not Found"),
    }
}

fn done(result: &Value) -> Response {
    Json(json!({ "ok": true, "result": result })).into_response()
}

fn bad(why: &str) -> Response {
    refused(StatusCode::BAD_REQUEST, &format!("Bad Request: {why}"))
}

fn message(state: &State, asked: &Asked, key: &str, longest: usize) -> Response {
    if let Err(why) = check(asked, key, longest) {
        return bad(&why);
    }
    let text = asked.params[key].as_str().unwrap_or_default().to_owned();
    let mut inner = state.lock();
    inner.next_message += 1;
    let id = inner.next_message;
    inner.texts.insert((asked.chat(), id), text.clone());
    done(
        &json!({ "message_id": id, "date": 1_772_434_800, "chat": { "id": asked.params["chat_id"], "type": "private" }, key: text }),
    )
}

fn check(asked: &Asked, key: &str, longest: usize) -> Result<(), String> {
    if asked.chat().parse::<i64>().is_err() {
        return Err("chat not found".to_owned());
    }
    let given = asked.params[key].as_str().unwrap_or_default();
    let visible = match asked.params["parse_mode"].as_str() {
        Some("HTML") => markup::visible(given).map_err(|why| format!("can't parse entities: {why}"))?,
        Some(other) => return Err(format!("unsupported parse_mode {other}")),
        None => given.to_owned(),
    };
    if key == "text" && visible.trim().is_empty() {
        return Err("message text is empty".to_owned());
    }
    if markup::length(&visible) > longest {
        return Err(if key == "text" { "message is too long" } else { "message caption is too long" }.to_owned());
    }
    for (label, data) in asked.buttons().into_iter().flatten() {
        if label.is_empty() || data.is_empty() || data.len() > 64 {
            return Err("BUTTON_DATA_INVALID".to_owned());
        }
    }
    Ok(())
}

fn edit(state: &State, asked: &Asked) -> Response {
    if let Err(why) = check(asked, "text", LONGEST_TEXT) {
        return bad(&why);
    }
    let place = (asked.chat(), asked.params["message_id"].as_i64().unwrap_or_default());
    let text = asked.params["text"].as_str().unwrap_or_default().to_owned();
    match state.lock().texts.insert(place, text.clone()) {
        Some(before) if before == text => bad("message is not modified"),
        _ => done(&json!(true)),
    }
}

fn react(asked: &Asked) -> Response {
    let emoji = asked.params["reaction"][0]["emoji"].as_str().unwrap_or_default();
    if REACTIONS.contains(&emoji) { done(&json!(true)) } else { bad("REACTION_INVALID") }
}

/// A newer poll ends an older one, as the real server has it.
async fn get_updates(state: &Arc<State>, params: &Value) -> Response {
    let deadline = Instant::now() + Duration::from_secs(params["timeout"].as_u64().unwrap_or_default());
    let offset = params["offset"].as_i64().unwrap_or_default();
    let mine = {
        let mut inner = state.lock();
        if inner.webhook.is_some() {
            return conflict("can't use getUpdates method while webhook is active");
        }
        inner.polls += 1;
        inner.updates.retain(|update| update["update_id"].as_i64() >= Some(offset));
        inner.polls
    };
    state.stirred.notify_waiters();
    loop {
        let stirred = state.stirred.notified();
        {
            let inner = state.lock();
            if inner.polls != mine {
                return conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running",
                );
            }
            if !inner.updates.is_empty() {
                return done(&json!(inner.updates));
            }
        }
        if timeout_at(deadline, stirred).await.is_err() {
            return done(&json!([]));
        }
    }
}

fn conflict(why: &str) -> Response {
    refused(StatusCode::CONFLICT, &format!("Conflict: {why}"))
}
