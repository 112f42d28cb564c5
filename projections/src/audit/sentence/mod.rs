//! An event in one plain sentence. Who did it and when stands beside it; notes and messages are left in the ledger.

mod conversation;
mod identity;
mod member;
mod plan;
mod reading;
mod workout;

use domain::LedgerEvent;

/// What happened.
pub(super) fn sentence(fact: &LedgerEvent) -> String {
    match fact {
        LedgerEvent::Member(event) => member::sentence(event),
        LedgerEvent::Identity(event) => identity::sentence(event),
        LedgerEvent::Workout(event) => workout::sentence(event),
        LedgerEvent::FatigueDay(event) => reading::sentence(event),
        LedgerEvent::Plan(event) => plan::sentence(event),
        LedgerEvent::Conversation(event) => conversation::sentence(event),
    }
}

/// The parts that are there, with commas between them.
fn listed(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use domain::{LedgerEvent, catalogue};

    use super::sentence;

    /// `UPDATE_GOLDEN=1` writes the file anew.
    #[test]
    fn every_event_of_the_catalogue_has_its_sentence() {
        let lines: Vec<String> = catalogue::catalogue()
            .iter()
            .map(|entry| {
                let fact = LedgerEvent::decode(entry.aggregate, entry.event, entry.version, entry.sample).unwrap();
                format!("{} {}: {}\n", entry.event, entry.version, sentence(&fact))
            })
            .collect();
        let (now, path) = (lines.concat(), concat!(env!("CARGO_MANIFEST_DIR"), "/src/audit/sentence/golden.txt"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(path, &now).unwrap();
        }
        assert_eq!(now, std::fs::read_to_string(path).unwrap());
        assert!(lines.iter().all(|line| line.trim_end().ends_with('.')), "{now}");
    }
}
