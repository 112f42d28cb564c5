//! Answers as data: what is said, shown, offered. A gateway turns the parts into what its people see.
//!
//! `texts` holds the sentences of every language (`gateways/texts`), `voice` speaks them in the member's language
//! and units, and `render/` has a file for each kind of answer.

mod bytes;
mod keeps;
pub(super) mod keys;
mod mark;
mod render;
mod texts;
#[cfg(test)]
mod texts_tests;
mod voice;

use serde::{Deserialize, Serialize};

pub use keeps::Keeps;
pub use mark::Mark;
pub use render::{asked, helped, logged, misused, not_a_workout, took_back, unknown_command};
pub use voice::Voice;

/// One answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    pub parts: Vec<Part>,
    /// Rows of buttons under it.
    pub buttons: Vec<Vec<Button>>,
    /// What the ledger remembers of it; gateways have no use for it.
    #[serde(skip)]
    pub keeps: Keeps,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    Paragraph(String),
    List(Vec<String>),
    /// A list and what it is of.
    Section {
        head: String,
        items: Vec<String>,
    },
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// A PNG, and the words for whoever can't see it.
    Picture {
        #[serde(with = "bytes")]
        png: Vec<u8>,
        caption: String,
    },
    Document {
        name: String,
        media_type: String,
        #[serde(with = "bytes")]
        bytes: Vec<u8>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    pub label: String,
    pub press: Press,
}

/// What a button stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Press {
    /// As if this had been typed.
    Say(String),
    /// The choice of this number, from 0, of that question: under another question it says nothing.
    Choose { question: Mark, number: usize },
}

impl Reply {
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self { parts: vec![Part::Paragraph(text.into())], ..Self::default() }
    }

    #[must_use]
    pub fn and(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// A row of buttons.
    #[must_use]
    pub fn offering(mut self, row: Vec<Button>) -> Self {
        self.buttons.push(row);
        self
    }
}

impl Button {
    pub fn saying(label: impl Into<String>, command: &str) -> Self {
        Self { label: label.into(), press: Press::Say(command.to_owned()) }
    }

    /// A choice of the question that the answer asks.
    pub fn choosing(label: impl Into<String>, number: usize) -> Self {
        Self { label: label.into(), press: Press::Choose { question: Mark::default(), number } }
    }
}
