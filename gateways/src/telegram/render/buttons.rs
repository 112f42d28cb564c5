//! Buttons and what comes back when one is pressed: at most 64 bytes, which Telegram keeps for us.
//!
//! `c17.3` is the fourth choice of the question with the mark 17, `s/plan week` says that, and `l17.2` is the third button of letter 17: what it says
//! is too long to travel with it, and is looked up in the letterbox.

use teloxide_core::types::{InlineKeyboardButton, InlineKeyboardMarkup};

use crate::chat::reply::{Button, Mark, Press};

const LONGEST_DATA: usize = 64;

/// What the data of a pressed button means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::telegram) enum Pressed {
    Press(Press),
    /// The button of that number, from 0, of a letter.
    InLetter {
        letter: i64,
        button: usize,
    },
}

pub(super) fn keyboard(letter: i64, rows: &[Vec<Button>]) -> Option<InlineKeyboardMarkup> {
    let mut number = 0;
    let mut key = |button: &Button| {
        let data = data(letter, number, &button.press);
        number += 1;
        InlineKeyboardButton::callback(button.label.clone(), data)
    };
    let rows: Vec<Vec<InlineKeyboardButton>> =
        rows.iter().filter(|row| !row.is_empty()).map(|row| row.iter().map(&mut key).collect()).collect();
    (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows))
}

fn data(letter: i64, number: usize, press: &Press) -> String {
    let data = match press {
        Press::Choose { question: Mark(question), number } => format!("c{question}.{number}"),
        Press::Say(text) => format!("s{text}"),
    };
    if data.len() <= LONGEST_DATA { data } else { format!("l{letter}.{number}") }
}

impl Pressed {
    /// None for data that no button of ours has.
    pub(in crate::telegram) fn read(data: &str) -> Option<Self> {
        let rest = data.get(1..)?;
        match data.as_bytes().first()? {
            b'c' => {
                let (question, number) = rest.split_once('.')?;
                let question = Mark(question.parse().ok()?);
                Some(Self::Press(Press::Choose { question, number: number.parse().ok()? }))
            }
            b's' => Some(Self::Press(Press::Say(rest.to_owned()))),
            b'l' => {
                let (letter, button) = rest.split_once('.')?;
                Some(Self::InLetter { letter: letter.parse().ok()?, button: button.parse().ok()? })
            }
            _ => None,
        }
    }
}
