//! The conversation in a terminal, or in a script: a line is a message, an answer is printed, `#2` presses a button.

mod files;
mod print;
#[cfg(test)]
mod tests;

use std::{io::Write, path::PathBuf};

use domain::{
    identity::{ExternalId, GatewayName},
    vocabulary::{Language, Text},
};
use jiff::Timestamp;
use tokio::{
    sync::mpsc::Receiver,
    time::{Duration, Instant, sleep_until},
};
use uuid::Uuid;

use crate::chat::{
    Content, Incoming, Place,
    reply::{Button, Reply},
};

const GATEWAY: &str = "terminal";
/// The conversation listens to so many messages at once, and then to one a second. A person types no faster; a script
/// is held back rather than not listened to, from its first line on, for another one may have been here just before.
const AT_ONCE: u32 = 5;
const A_SECOND: Duration = Duration::from_millis(1_050);

/// Who types, and what they can't bring themselves: time, ids, a place for files.
pub struct Terminal {
    pub person: ExternalId,
    pub language: Option<Language>,
    /// Where pictures and documents are saved.
    pub files: PathBuf,
    pub clock: fn() -> Timestamp,
    pub new_id: fn() -> Uuid,
    pub prompt: Prompt,
}

/// A script wants nothing but the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    Shown,
    Hidden,
}

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    WithAnswers,
    /// Something that was said has no answer.
    WithTrouble,
}

impl Terminal {
    /// Talks until the lines end.
    pub async fn run<E: std::fmt::Display>(
        &self,
        mut lines: Receiver<String>,
        mut out: impl Write,
        answer: impl AsyncFn(&Incoming) -> Result<Vec<Reply>, E>,
    ) -> std::io::Result<Ended> {
        let mut buttons = Vec::new();
        let mut ended = Ended::WithAnswers;
        let at_once = if self.prompt == Prompt::Shown { AT_ONCE } else { 1 };
        let (mut said, mut listens_at) = (0, Instant::now());
        loop {
            self.show_prompt(&mut out)?;
            let Some(line) = lines.recv().await else { return Ok(ended) };
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            let Some(content) = self.content(line, &buttons) else {
                writeln!(out, "There is no button {line}.\n")?;
                continue;
            };
            said += 1;
            if said > at_once {
                sleep_until(listens_at).await;
            }
            listens_at = Instant::now() + A_SECOND;
            match answer(&self.incoming(content)).await {
                Ok(replies) => buttons = self.show(&replies, &mut out)?,
                Err(error) => {
                    writeln!(out, "No answer: {error}\n")?;
                    ended = Ended::WithTrouble;
                }
            }
        }
    }

    fn show_prompt(&self, out: &mut impl Write) -> std::io::Result<()> {
        if self.prompt == Prompt::Shown {
            write!(out, "> ")?;
        }
        out.flush()
    }

    /// A line, or the button that it names; none if there is no such button.
    fn content(&self, line: &str, buttons: &[Button]) -> Option<Content> {
        match line.strip_prefix('#').map(str::parse::<usize>) {
            Some(Ok(number)) => {
                let button = buttons.get(number.checked_sub(1)?)?;
                Some(Content::Pressed { press: button.press.clone() })
            }
            _ => Some(Content::Text { message: (self.new_id)().to_string(), text: line.to_owned() }),
        }
    }

    fn incoming(&self, content: Content) -> Incoming {
        Incoming {
            id: format!("{GATEWAY}:{}", (self.new_id)()),
            gateway: GatewayName::try_new(GATEWAY).expect("a gateway's name of our own"),
            sender: self.person.clone(),
            chat: self.person.as_str().to_owned(),
            place: Place::Private,
            sent_at: (self.clock)(),
            language: self.language,
            name: Text::try_new(self.person.as_str()).ok(),
            content,
        }
    }

    /// Prints, saves what can't be printed, and says which buttons there are now.
    fn show(&self, replies: &[Reply], out: &mut impl Write) -> std::io::Result<Vec<Button>> {
        let mut buttons: Vec<Button> = Vec::new();
        for reply in replies {
            let saved = files::save(&self.files, reply)?;
            writeln!(out, "{}", print::printed(reply, &saved, buttons.len()))?;
            buttons.extend(reply.buttons.iter().flatten().cloned());
        }
        Ok(buttons)
    }
}
