//! The server's bad days.

use std::time::Duration;

use axum::{
    Json,
    body::Body,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

#[derive(Debug, Clone)]
pub enum Fault {
    /// 429: wait this many seconds.
    TooMany { retry_after: u32 },
    /// 403: the person has blocked the bot.
    Blocked,
    /// 400: the group is a supergroup now, under this id.
    MigratedTo(i64),
    /// 400 with this description.
    Refused(&'static str),
    /// 502, as the front of the real server says it.
    BadGateway,
    /// Does what was asked, and answers after this long.
    Slow(Duration),
    /// Does what was asked, and cuts the connection instead of answering.
    LostAnswer,
}

impl Fault {
    /// The answer in the place of doing what was asked; none when it is done all the same.
    pub(super) fn refusal(&self) -> Option<Response> {
        Some(match self {
            Self::TooMany { retry_after } => refused_with(
                StatusCode::TOO_MANY_REQUESTS,
                &format!("Too Many Requests: retry after {retry_after}"),
                &json!({ "retry_after": retry_after }),
            ),
            Self::Blocked => refused(StatusCode::FORBIDDEN, "Forbidden: bot was blocked by the user"),
            Self::MigratedTo(chat) => refused_with(
                StatusCode::BAD_REQUEST,
                "Bad Request: group chat was upgraded to a supergroup chat",
                &json!({ "migrate_to_chat_id": chat }),
            ),
            Self::Refused(description) => refused(StatusCode::BAD_REQUEST, description),
            Self::BadGateway => (StatusCode::BAD_GATEWAY, "<html>502 Bad Gateway</html>").into_response(),
            Self::Slow(_) | Self::LostAnswer => return None,
        })
    }
}

pub(super) fn refused(status: StatusCode, description: &str) -> Response {
    let answer = json!({ "ok": false, "error_code": status.as_u16(), "description": description });
    (status, Json(answer)).into_response()
}

fn refused_with(status: StatusCode, description: &str, parameters: &Value) -> Response {
    let answer = json!({
        "ok": false, "error_code": status.as_u16(), "description": description, "parameters": parameters,
    });
    (status, Json(answer)).into_response()
}

/// An answer that breaks off in its body.
pub(super) fn cut_off() -> Response {
    let broken = futures::stream::once(async { Err::<&[u8], _>(std::io::Error::other("cut off")) });
    ([("content-length", "100")], Body::from_stream(broken)).into_response()
}
