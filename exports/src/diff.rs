//! What changed between two moments, field by field.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;
use serde_json::Value;

use crate::{ExportError, State};

/// One field that isn't what it was. A field that was not there before, or isn't any more, has only the other side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    pub field: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
}

/// In order of the fields' names.
pub fn diff(before: &State, after: &State) -> Result<Vec<Change>, ExportError> {
    let mut changes = Vec::new();
    compare(String::new(), Some(&before.facts()?), Some(&after.facts()?), &mut changes);
    Ok(changes)
}

fn compare(field: String, before: Option<&Value>, after: Option<&Value>, changes: &mut Vec<Change>) {
    if before == after {
        return;
    }
    match (before.and_then(parts), after.and_then(parts)) {
        (Some(before), Some(after)) => {
            let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                compare(join(&field, name), before.get(name).copied(), after.get(name).copied(), changes);
            }
        }
        // What came or went as a whole is one change, however many fields it has.
        _ => changes.push(Change { field, before: before.cloned(), after: after.cloned() }),
    }
}

/// The parts of an object by name, and those of a list by the id of each; what has no parts is compared whole.
fn parts(value: &Value) -> Option<BTreeMap<String, &Value>> {
    match value {
        Value::Object(fields) => Some(fields.iter().map(|(name, value)| (name.clone(), value)).collect()),
        Value::Array(items) if !items.is_empty() => {
            let by_id: Option<BTreeMap<String, &Value>> =
                items.iter().map(|item| item.get("id").map(|id| (short(id), item))).collect();
            by_id.filter(|by_id| by_id.len() == items.len())
        }
        _ => None,
    }
}

fn join(field: &str, name: &str) -> String {
    if field.is_empty() { name.to_owned() } else { format!("{field}.{name}") }
}

/// Every single value with its full name.
pub(crate) fn flat(value: &Value) -> Vec<(String, Value)> {
    fn walk(field: String, value: &Value, into: &mut Vec<(String, Value)>) {
        match value {
            Value::Object(fields) => {
                fields.iter().for_each(|(name, value)| walk(join(&field, name), value, into));
            }
            Value::Null => {}
            Value::Array(items) if items.is_empty() => {}
            other => into.push((field, other.clone())),
        }
    }
    let mut fields = Vec::new();
    walk(String::new(), value, &mut fields);
    fields
}

/// A text as it is, anything else as JSON.
pub(crate) fn short(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = &self.field;
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, "~ {field}: {} -> {}", line(before), line(after)),
            (None, Some(after)) => write!(f, "+ {field}: {}", line(after)),
            (Some(before), None) => write!(f, "- {field}: {}", line(before)),
            (None, None) => write!(f, "  {field}"),
        }
    }
}

/// On one line, and a whole plan not at full length: that is what the JSON is for.
fn line(value: &Value) -> String {
    const ENOUGH: usize = 160;
    let text = short(value).replace('\n', " ");
    match text.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
