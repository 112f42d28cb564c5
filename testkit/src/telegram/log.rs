//! What the server was asked.

use std::time::Instant;

use serde_json::Value;

/// One request.
#[derive(Debug, Clone)]
pub struct Asked {
    pub at: Instant,
    pub method: String,
    /// The parameters; of a form, its fields, parsed where they are JSON.
    pub params: Value,
    pub uploads: Vec<Upload>,
    /// Whether the server did what it was asked, told so or not.
    pub accepted: bool,
}

/// A file in a form.
#[derive(Debug, Clone)]
pub struct Upload {
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Asked {
    /// The chat it is about, as text; empty where it is about none.
    pub fn chat(&self) -> String {
        match &self.params["chat_id"] {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }

    /// Whether it puts a message into a chat.
    pub fn is_message(&self) -> bool {
        matches!(self.method.as_str(), "sendMessage" | "sendPhoto" | "sendDocument")
    }

    /// The text of a message, or the file with its caption.
    pub fn said(&self) -> Option<String> {
        let text = |key: &str| self.params[key].as_str().unwrap_or_default().to_owned();
        match self.method.as_str() {
            "sendMessage" => Some(text("text")),
            "sendPhoto" | "sendDocument" => {
                let name = self.uploads.first().map_or_else(String::new, |upload| upload.name.clone());
                Some(format!("[{name}] {}", text("caption")).trim_end().to_owned())
            }
            _ => None,
        }
    }

    /// The buttons under it, by rows: label and data.
    pub fn buttons(&self) -> Vec<Vec<(String, String)>> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let button = |button: &Value| (text(&button["text"]), text(&button["callback_data"]));
        let rows = self.params["reply_markup"]["inline_keyboard"].as_array();
        rows.into_iter().flatten().map(|row| row.as_array().into_iter().flatten().map(button).collect()).collect()
    }
}
