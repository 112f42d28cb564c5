//! Answers as Telegram shows them: a few messages of HTML, pictures, documents, and buttons under the last.

mod blocks;
mod buttons;
mod formatted;
mod table;
#[cfg(test)]
mod tests;

use teloxide_core::types::InlineKeyboardMarkup;

pub(super) use buttons::Pressed;
pub(super) use formatted::Formatted;

use self::blocks::{Blocks, SPARE};
use crate::chat::reply::{Part, Reply};

/// Telegram's limit for a text, in UTF-16 units. Ours are counted with their markup, which is never less.
const LONGEST_TEXT: usize = 4096;
/// And for the text under a picture.
const LONGEST_CAPTION: usize = 1024;

/// One message.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Message {
    pub(super) body: Body,
    pub(super) buttons: Option<InlineKeyboardMarkup>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Body {
    Text(Formatted),
    Picture { png: Vec<u8>, caption: Formatted },
    Document { name: String, media_type: String, bytes: Vec<u8> },
}

/// The messages of an answer, which the letterbox knows by `letter`.
pub(super) fn render(letter: i64, reply: &Reply) -> Vec<Message> {
    let mut bodies = Vec::new();
    let mut blocks = Blocks::new(LONGEST_TEXT);
    for part in &reply.parts {
        match part {
            Part::Paragraph(text) => blocks.text(text),
            Part::List(items) => blocks.text(&list(items)),
            Part::Section { head, items } => {
                let mut section = Formatted::bold(head);
                section.join("\n", &Formatted::escaped(&list(items)));
                match section.length() <= blocks.longest() {
                    true => blocks.block(&section),
                    false => blocks.text(&section.plain),
                }
            }
            Part::Table { head, rows } => table::write(&mut blocks, head, rows),
            Part::Picture { png, caption } => picture(&mut bodies, &mut blocks, png, caption),
            Part::Document { name, media_type, bytes } => {
                bodies.extend(blocks.take());
                bodies.push(Body::Document {
                    name: name.clone(),
                    media_type: media_type.clone(),
                    bytes: bytes.clone(),
                });
            }
        }
    }
    bodies.extend(blocks.take());
    let mut messages: Vec<Message> = bodies.into_iter().map(|body| Message { body, buttons: None }).collect();
    if let Some(last) = messages.last_mut() {
        last.buttons = buttons::keyboard(letter, &reply.buttons);
    }
    messages
}

fn list(items: &[String]) -> String {
    items.iter().map(|item| format!("• {item}")).collect::<Vec<_>>().join("\n")
}

/// What is too long for a caption follows the picture as a text.
fn picture(bodies: &mut Vec<Body>, blocks: &mut Blocks, png: &[u8], caption: &str) {
    bodies.extend(blocks.take());
    let short = Formatted::escaped(caption);
    let fits = short.length() <= LONGEST_CAPTION - SPARE;
    let caption_below = if fits { short } else { Formatted::default() };
    bodies.push(Body::Picture { png: png.to_vec(), caption: caption_below });
    if !fits {
        blocks.text(caption);
    }
}

impl Message {
    /// Sent before, with no word of whether it arrived: whoever sees it twice sees that it is the same again.
    pub(super) fn again(mut self) -> Self {
        const MARK: &str = "🔁 ";
        match &mut self.body {
            Body::Text(text) | Body::Picture { caption: text, .. } => text.begin_with(MARK),
            // A file has no words of ours; its name tells.
            Body::Document { .. } => {}
        }
        self
    }
}
