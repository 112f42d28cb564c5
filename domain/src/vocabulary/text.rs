//! Text that people write, kept within limits.

use serde::{Deserialize, Serialize};

/// Why a text can't be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("this text is empty; write something or leave it out")]
    Empty,
    #[error("this text has {given} characters; shorten it to {max}")]
    TooLong { given: usize, max: usize },
    #[error("this text contains a character that can't be printed; take it out")]
    Unprintable,
}

/// A text of 1 to `MAX` characters without blanks around it. Line breaks and tabs are the only control characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    pub fn try_new(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        let given = text.chars().count();
        if given == 0 {
            return Err(TextError::Empty);
        }
        if given > MAX {
            return Err(TextError::TooLong { given, max: MAX });
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(TextError::Unprintable);
        }
        Ok(Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> TryFrom<String> for Text<MAX> {
    type Error = TextError;
    fn try_from(text: String) -> Result<Self, TextError> {
        Self::try_new(&text)
    }
}

impl<const MAX: usize> std::str::FromStr for Text<MAX> {
    type Err = TextError;
    fn from_str(text: &str) -> Result<Self, TextError> {
        Self::try_new(text)
    }
}

impl<const MAX: usize> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> Self {
        text.0
    }
}

impl<const MAX: usize> std::fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_counts_characters_and_not_bytes() {
        assert_eq!(Text::<3>::try_new(" ёжи ").unwrap().as_str(), "ёжи");
        assert_eq!(Text::<3>::try_new("ёжик").unwrap_err(), TextError::TooLong { given: 4, max: 3 });
    }

    #[test]
    fn an_empty_or_unprintable_text_is_refused() {
        assert_eq!(Text::<9>::try_new(" \n ").unwrap_err(), TextError::Empty);
        assert_eq!(Text::<9>::try_new("a\0b").unwrap_err(), TextError::Unprintable);
        assert!(Text::<9>::try_new("two\nlines").is_ok());
    }
}
