//! What is asked and waits for an answer.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{Text, words::words};

words! {
    /// How a message came.
    MessageKind, "kind of message" { Text = "text", Edited = "edited", Pressed = "pressed", Unreadable = "unreadable" }
}

words! {
    /// What a question is about; it says what an answer does.
    Topic, "topic" {
        Onboarding = "onboarding", Update = "update", ReadBack = "read-back", Workout = "workout",
        CheckIn = "check-in", Adjustment = "adjustment", Forget = "forget",
    }
}

/// A question that waits for an answer, on whatever gateway it comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenQuestion {
    pub topic: Topic,
    /// What the question came from: the member's own words, or which of several questions it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Text<4096>>,
    /// The message that it came from, as its gateway knows it: what is logged in the end is that message's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Text<400>>,
    /// The member's day on which that message was sent: "today" in it is that day, however late the answer comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<Date>,
    /// What the buttons stand for, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Text<8000>>,
}
