//! What the API tells of itself: the OpenAPI document, and a page that reads it out. Both are made of the table's rows, so
//! neither can tell of a route that isn't served, nor keep one back.

mod address;
mod document;
mod headers;
mod page;
mod texts;

use std::sync::LazyLock;

use axum::{
    Json,
    http::header,
    response::{Html, IntoResponse},
};
use serde_json::Value;
use utoipa::openapi::OpenApi;

pub(super) use document::document;

static DOCUMENT: LazyLock<OpenApi> = LazyLock::new(|| document(&super::routes::table()));
static JSON: LazyLock<Value> = LazyLock::new(|| texts::describe(serde_json::to_value(&*DOCUMENT).unwrap_or_default()));
static PAGE: LazyLock<String> = LazyLock::new(|| page::page(&DOCUMENT));

/// The OpenAPI document
#[utoipa::path(get, path = "/api/openapi.json", tag = "api", responses((status = 200, body = serde_json::Value)))]
pub(super) async fn json() -> Json<&'static Value> {
    Json(&JSON)
}

/// The API, to read
#[utoipa::path(get, path = "/api", tag = "api", responses((status = 200, body = String, content_type = "text/html")))]
pub(super) async fn read_out() -> Html<&'static str> {
    Html(&PAGE)
}

/// How the page looks
#[utoipa::path(get, path = "/api/page.css", tag = "api", responses((status = 200, body = String, content_type = "text/css")))]
pub(super) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("page.css"))
}
