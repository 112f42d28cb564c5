//! The parameters of a query.

use axum::{
    extract::{FromRequestParts, Query},
    http::{StatusCode, request::Parts},
};
use serde::de::DeserializeOwned;

use crate::http::{Problem, asked::allowed};

/// `Ask(question): Ask<Question>` reads what stands behind the question mark.
pub(in crate::http) struct Ask<T>(pub(in crate::http) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Ask<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(question)) => Ok(Self(question)),
            Err(rejection) => Err(problem(&rejection.body_text())),
        }
    }
}

/// The text has the form `what failed: field: why`.
fn problem(text: &str) -> Problem {
    let told = text.split_once(": ").map_or(text, |(_, told)| told);
    let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "request.invalid", told);
    let field = told.split_once(": ").map(|(field, _)| field).filter(|field| !field.contains(' '));
    let unknown = || told.split_once("unknown field `")?.1.split('`').next();
    match field.or_else(unknown) {
        Some(field) => problem.at(field),
        None => problem,
    }
    .allowing(allowed(told))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Question {
        #[expect(dead_code, reason = "only read")]
        limit: Option<u16>,
    }

    #[tokio::test]
    async fn a_wrong_or_unknown_parameter_is_named() {
        let asked = async |query: &str| {
            let (mut parts, ()) = Request::builder().uri(format!("/?{query}")).body(()).unwrap().into_parts();
            Ask::<Question>::from_request_parts(&mut parts, &()).await.map(drop)
        };
        assert!(asked("limit=3").await.is_ok());
        assert_eq!(asked("limit=many").await.unwrap_err().field.as_deref(), Some("limit"));
        let unknown = asked("limits=3").await.unwrap_err();
        assert_eq!((unknown.status, unknown.field.as_deref()), (422, Some("limits")));
        assert_eq!(unknown.allowed, ["limit"]);
    }
}
