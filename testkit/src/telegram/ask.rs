//! The one way in: who asks, for what, and what befalls them.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{FromRequest, Multipart, Path, Request, State as AxumState},
    http::{StatusCode, header::CONTENT_TYPE},
    response::Response,
};
use serde_json::{Map, Value};

use super::{
    Asked, Fault, State, TOKEN, Upload,
    fault::{cut_off, refused},
    methods,
};

pub(super) async fn ask(
    AxumState(state): AxumState<Arc<State>>,
    Path((bot, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    if bot.strip_prefix("bot") != Some(TOKEN) {
        return refused(StatusCode::UNAUTHORIZED, "Unauthorized");
    }
    let Some((params, uploads)) = read(request).await else {
        return refused(StatusCode::BAD_REQUEST, "Bad Request: can't read the parameters");
    };
    let asked = Asked { at: Instant::now(), method, params, uploads, accepted: false };
    let (place, fault) = {
        let mut inner = state.lock();
        inner.log.push(asked.clone());
        (inner.log.len() - 1, inner.faults.get_mut(&asked.method).and_then(std::collections::VecDeque::pop_front))
    };
    if let Some(refusal) = fault.as_ref().and_then(Fault::refusal) {
        return refusal;
    }
    let answer = methods::carry_out(&state, &asked).await;
    state.lock().log[place].accepted = answer.status().is_success();
    match fault {
        Some(Fault::LostAnswer) => cut_off(),
        Some(Fault::Slow(pause)) => {
            tokio::time::sleep(pause).await;
            answer
        }
        _ => answer,
    }
}

async fn read(request: Request) -> Option<(Value, Vec<Upload>)> {
    let is_form = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    if is_form {
        return read_form(Multipart::from_request(request, &()).await.ok()?).await;
    }
    let bytes = axum::body::to_bytes(request.into_body(), 1 << 20).await.ok()?;
    let params = if bytes.is_empty() { Value::Object(Map::new()) } else { serde_json::from_slice(&bytes).ok()? };
    Some((params, Vec::new()))
}

async fn read_form(mut form: Multipart) -> Option<(Value, Vec<Upload>)> {
    let (mut params, mut uploads) = (Map::new(), Vec::new());
    while let Some(field) = form.next_field().await.ok()? {
        let key = field.name()?.to_owned();
        if let Some(name) = field.file_name().map(str::to_owned) {
            uploads.push(Upload { field: key, name, bytes: field.bytes().await.ok()?.to_vec() });
        } else {
            let text = field.text().await.ok()?;
            let is_json = matches!(key.as_str(), "reply_markup" | "chat_id");
            let value = is_json.then(|| serde_json::from_str(&text).ok()).flatten();
            params.insert(key, value.unwrap_or(Value::String(text)));
        }
    }
    Some((Value::Object(params), uploads))
}
