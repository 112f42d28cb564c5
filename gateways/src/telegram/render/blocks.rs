//! Paragraphs gathered into as few messages as they fit in, each ending where a paragraph ends.

use super::{
    Body,
    formatted::{Formatted, escaped_length},
};

const BETWEEN: &str = "\n\n";
/// What the mark of a message that is sent again may add.
pub(super) const SPARE: usize = 4;

pub(super) struct Blocks {
    longest: usize,
    done: Vec<Body>,
    open: Formatted,
}

impl Blocks {
    pub(super) const fn new(longest: usize) -> Self {
        let open = Formatted { html: String::new(), plain: String::new() };
        Self { longest: longest - SPARE, done: Vec::new(), open }
    }

    /// What one block may be long.
    pub(super) const fn longest(&self) -> usize {
        self.longest
    }

    /// A paragraph. One that is too long for a message is cut where it hurts least.
    pub(super) fn text(&mut self, text: &str) {
        for piece in pieces(text, self.longest) {
            self.block(&Formatted::escaped(piece));
        }
    }

    /// Something that has to stay in one piece.
    pub(super) fn block(&mut self, block: &Formatted) {
        if self.open.is_empty() {
            self.open = block.clone();
        } else if self.open.length() + BETWEEN.len() + block.length() <= self.longest {
            self.open.join(BETWEEN, block);
        } else {
            self.done.push(Body::Text(std::mem::replace(&mut self.open, block.clone())));
        }
    }

    /// The messages up to here.
    pub(super) fn take(&mut self) -> Vec<Body> {
        if !self.open.is_empty() {
            self.done.push(Body::Text(std::mem::take(&mut self.open)));
        }
        std::mem::take(&mut self.done)
    }
}

/// Cuts at the last empty line that fits, else line, else blank, else anywhere between two characters.
fn pieces(text: &str, longest: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = fitting(rest, longest);
        let cut = if end == rest.len() { end } else { best_cut(&rest[..end]) };
        pieces.push(rest[..cut].trim_end());
        rest = rest[cut..].trim_start();
    }
    pieces
}

fn fitting(text: &str, longest: usize) -> usize {
    let mut length = 0;
    text.char_indices()
        .find(|(_, character)| {
            length += escaped_length(*character);
            length > longest
        })
        .map_or(text.len(), |(at, _)| at)
}

fn best_cut(text: &str) -> usize {
    let after = |mark: &str| text.rfind(mark).filter(|&at| at > 0);
    after("\n\n").or_else(|| after("\n")).or_else(|| after(" ")).unwrap_or(text.len())
}
