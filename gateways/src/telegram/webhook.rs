//! Updates brought by Telegram. It hears 200 only when an update is kept, and brings everything else again.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, Request, State},
    http::StatusCode,
    routing::post,
};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use tokio::{net::TcpListener, time::sleep};
use tokio_util::sync::CancellationToken;

use super::{PAUSE_AFTER_TROUBLE, api::Api, gate::Gate, settings::Webhook};

const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";
/// Updates are a few KB; nothing near this is one.
const LARGEST: usize = 1 << 20;

#[derive(Clone)]
struct Door {
    gate: Arc<Gate>,
    secret: SecretString,
}

/// Listens first, then tells Telegram where.
pub(super) async fn run(
    api: &Api,
    gate: &Arc<Gate>,
    webhook: Webhook,
    listener: TcpListener,
    stop: &CancellationToken,
) {
    let Webhook { url, secret } = webhook;
    let door = Door { gate: Arc::clone(gate), secret: secret.clone() };
    let app = Router::new().route(url.path(), post(update)).layer(DefaultBodyLimit::max(LARGEST)).with_state(door);
    let serve = axum::serve(listener, app).with_graceful_shutdown(stop.clone().cancelled_owned());
    let announce = async {
        while let Err(error) = api.set_webhook(&url, &secret).await {
            tracing::warn!(%error, "Telegram doesn't know yet where to bring updates; telling it again");
            sleep(PAUSE_AFTER_TROUBLE).await;
        }
        tracing::info!(%url, "Telegram brings updates");
        stop.cancelled().await;
    };
    let (served, ()) = tokio::join!(async { serve.await }, async {
        tokio::select! { () = announce => (), () = stop.cancelled() => () }
    });
    if let Err(error) = served {
        tracing::error!(%error, "the webhook broke off");
    }
}

/// Whoever doesn't know the secret is refused before anything of theirs is read.
async fn update(State(door): State<Door>, request: Request) -> StatusCode {
    let shown = request.headers().get(SECRET_HEADER).map_or(&b""[..], |shown| shown.as_bytes());
    if !bool::from(shown.ct_eq(door.secret.expose_secret().as_bytes())) {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(body) = Bytes::from_request(request, &()).await else { return StatusCode::PAYLOAD_TOO_LARGE };
    let Ok(update) = serde_json::from_slice(&body) else {
        door.gate.take_garbage();
        return StatusCode::OK;
    };
    match door.gate.take(&update).await {
        Ok(()) => StatusCode::OK,
        Err(error) => {
            tracing::error!(%error, "an update could not be kept; Telegram will bring it again");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
