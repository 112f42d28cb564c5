//! The catalogue as a page.

use std::fmt::Write;

use serde_json::Value;

use super::Entry;

const HEAD: &str = "# Event catalogue

Every fact that the ledger can hold. Generated from the declarations in `domain`; don't edit it:
`UPDATE_GOLDEN=1 cargo test -p paceledger-domain --test catalogue` writes it anew.

An event's payload is one JSON object whose only key is the event's name. Times are UTC, dates are local to the
athlete, quantities are metric and carry their unit in their name where it isn't obvious.
";

/// The page `docs/events.md`.
pub fn markdown(entries: &[Entry]) -> String {
    let mut page = HEAD.to_owned();
    let mut aggregate = "";
    for entry in entries {
        if entry.aggregate != aggregate {
            aggregate = entry.aggregate;
            page.push_str(&format!("\n## {aggregate}\n"));
        }
        write_entry(&mut page, entry);
    }
    page
}

fn write_entry(page: &mut String, entry: &Entry) {
    let Entry { event, version, meaning, .. } = entry;
    let text = if entry.current { meaning } else { "An older form, still read." };
    // Writing to a string can't fail.
    let _ = write!(page, "\n### {event} {version}\n\n{text}\n\n```json\n{}\n```\n", pretty(entry.sample));
}

/// On several lines where one would be too long to read.
fn pretty(sample: &str) -> String {
    if sample.len() <= 100 {
        return sample.to_owned();
    }
    serde_json::from_str::<Value>(sample).map_or_else(|_| sample.to_owned(), |json| format!("{json:#}"))
}
