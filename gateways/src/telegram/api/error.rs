//! How a request can end badly. The address of a request holds the token, so no error has one.

use std::time::Duration;

#[derive(Debug, thiserror::Error)]
pub(in crate::telegram) enum ApiError {
    #[error("too many requests; to be asked again in {} s", wait.as_secs())]
    TooMany { wait: Duration },
    #[error("the group is called {to} now")]
    Moved { to: i64 },
    #[error("refused with {code}: {description}")]
    Refused { code: u16, description: String },
    /// Nothing was sent.
    #[error("can't be reached: {0}")]
    Unreachable(String),
    /// It was sent; whether it was carried out, nobody knows.
    #[error("no answer: {0}")]
    Unanswered(String),
    /// It was answered by something that isn't the Bot API, such as a proxy before it.
    #[error("an answer with {code} that can't be read")]
    Garbled { code: u16 },
    #[error("the address of the Bot API can't have a path added to it")]
    NoAddress,
}

impl ApiError {
    pub(super) fn of(error: reqwest::Error) -> Self {
        let is_unsent = error.is_connect() || error.is_builder();
        let words = words(&error.without_url());
        if is_unsent { Self::Unreachable(words) } else { Self::Unanswered(words) }
    }

    /// The markup was refused; without it, the text may pass.
    pub(super) fn is_about_markup(&self) -> bool {
        matches!(self, Self::Refused { code: 400, description } if description.contains("can't parse entities"))
    }
}

/// With its causes, which say what really happened.
fn words(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
