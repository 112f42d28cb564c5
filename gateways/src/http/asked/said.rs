//! The body of a request that is no command.

use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use super::body;
use crate::http::{Http, Problem};

/// `Said(asked): Said<TokenRequest>` reads JSON as commands' bodies are read.
pub(in crate::http) struct Said<T>(pub(in crate::http) T);

impl<T: DeserializeOwned> FromRequest<Http> for Said<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, http: &Http) -> Result<Self, Problem> {
        body::read(request, http).await.map(|(_, said)| Self(said))
    }
}
