//! Who may depend on whom: the arrows of docs/ARCHITECTURE.md, held against the manifests.

const ROOMS: [(&str, &[&str]); 13] = [
    ("domain", &[]),
    ("migrations", &[]),
    ("nats", &[]),
    ("engines", &[]),
    ("pg", &["domain"]),
    ("commands", &["domain", "pg", "nats"]),
    ("projections", &["domain", "pg", "nats"]),
    ("exports", &["domain", "pg"]),
    ("pictures", &["domain"]),
    ("gateways", &["domain", "pg", "nats", "commands", "projections", "pictures", "exports"]),
    ("bench", &["domain", "pg", "nats", "commands", "projections", "migrations", "engines"]),
    ("testkit", &["engines", "migrations"]),
    ("drills", &["domain", "pg", "nats", "commands", "projections", "migrations", "engines", "testkit"]),
];

#[test]
fn each_room_depends_only_on_those_it_may_know() {
    for (room, may_know) in ROOMS {
        let manifest: toml::Table = std::fs::read_to_string(format!("{room}/Cargo.toml")).unwrap().parse().unwrap();
        let needs = manifest["dependencies"].as_table().unwrap();
        for (other, _) in ROOMS {
            assert!(!needs.contains_key(other) || may_know.contains(&other), "{room} must not depend on {other}");
        }
    }
}

#[test]
fn the_broker_and_the_bot_library_stay_in_their_rooms() {
    for (library, home) in [("async-nats", "nats"), ("teloxide", "gateways")] {
        for (room, _) in ROOMS.into_iter().filter(|(room, _)| *room != home && *room != "testkit") {
            let manifest: toml::Table = std::fs::read_to_string(format!("{room}/Cargo.toml")).unwrap().parse().unwrap();
            let needs = manifest["dependencies"].as_table().unwrap();
            assert!(!needs.contains_key(library), "{library} belongs in {home}, not in {room}");
        }
    }
}
