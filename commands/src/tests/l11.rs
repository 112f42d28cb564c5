//! L11, sealable: events become bytes in one place.

use std::path::{Path, PathBuf};

/// All of this room's own code, without its tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| !path.ends_with("tests"))
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .collect()
}

/// Where something is made into JSON: file, and what.
fn serialised() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in sources(&root) {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for call in ["serde_json::to_", "to_json(", "serde_json::json!", "to_raw_value", "Serializer::new"] {
                if let Some(at) = line.find(call) {
                    found.push((name.clone(), line[at..].trim_end_matches(['?', ')', ';', ',']).to_owned()));
                }
            }
        }
    }
    found.sort();
    found
}

#[test]
fn l11_a_payload_becomes_bytes_in_one_place() {
    // What else is made into JSON here is an envelope, an outcome, a refusal: never an event.
    let allowed = [
        ("append/sql.rs", "serde_json::to_string).transpose("),
        ("bus.rs", "serde_json::to_vec(envelope"),
        ("dead_letters.rs", "to_json(failed_at) #>> '{}' as failed_at, envelope"),
        ("worker/carry_out.rs", "serde_json::to_vec(outcome) else { return }"),
    ];
    let elsewhere: Vec<_> = serialised().into_iter().filter(|(file, _)| file != "seal.rs").collect();
    let elsewhere: Vec<_> = elsewhere.iter().map(|(file, call)| (file.as_str(), call.as_str())).collect();
    assert_eq!(elsewhere, allowed, "events are made into bytes by `seal` alone");
    let sealed = serialised().into_iter().filter(|(file, _)| file == "seal.rs").count();
    assert_eq!(sealed, 3, "payload, metadata, and the form that travels");
}
