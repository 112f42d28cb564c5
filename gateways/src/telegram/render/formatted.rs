//! One text in two forms: with Telegram's markup, and without, for when the markup is refused.

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::telegram) struct Formatted {
    pub(in crate::telegram) html: String,
    pub(in crate::telegram) plain: String,
}

impl Formatted {
    pub(super) fn escaped(text: &str) -> Self {
        Self { html: escape(text), plain: text.to_owned() }
    }

    pub(super) fn bold(text: &str) -> Self {
        Self { html: format!("<b>{}</b>", escape(text)), plain: text.to_owned() }
    }

    /// In letters of one width.
    pub(super) fn monospaced(text: &str) -> Self {
        Self { html: format!("<pre>{}</pre>", escape(text)), plain: text.to_owned() }
    }

    pub(super) fn length(&self) -> usize {
        self.html.encode_utf16().count()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    pub(super) fn join(&mut self, between: &str, other: &Self) {
        self.html.push_str(between);
        self.html.push_str(&other.html);
        self.plain.push_str(between);
        self.plain.push_str(&other.plain);
    }

    pub(super) fn begin_with(&mut self, mark: &str) {
        self.html.insert_str(0, mark);
        self.plain.insert_str(0, mark);
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// UTF-16 units that a character takes once it is escaped.
pub(super) const fn escaped_length(character: char) -> usize {
    match character {
        '&' => 5,
        '<' | '>' => 4,
        other => other.len_utf16(),
    }
}
