//! Version 1.0 counted whole minutes and kilometres and didn't say which clock the minutes were from; they were taken
//! from beginning to end. Its facts lay beside the member's id, not in an object of their own.

use serde_json::{Map, Value, json};

/// What isn't a payload of version 1.0 is passed on as it is, for the reader to refuse.
pub(super) fn upcast(mut payload: Value) -> Value {
    if let Some(body) = payload.get_mut("WorkoutLogged").and_then(Value::as_object_mut) {
        let facts = std::mem::take(body);
        *body = upcast_body(facts);
    }
    payload
}

fn upcast_body(mut facts: Map<String, Value>) -> Map<String, Value> {
    let mut body = Map::new();
    for kept_outside in ["member_id", "source"] {
        body.extend(facts.remove_entry(kept_outside));
    }
    if let Some(minutes) = facts.remove("minutes") {
        let seconds = minutes.as_u64().map_or(minutes, |minutes| json!(minutes.saturating_mul(60)));
        facts.insert("duration".to_owned(), json!({ "elapsed_s": seconds }));
    }
    if let Some(kilometres) = facts.remove("distance_km") {
        let metres = kilometres.as_f64().map_or(kilometres, |km| json!((km * 1000.0).round() as i64));
        facts.insert("distance_m".to_owned(), metres);
    }
    body.insert("workout".to_owned(), Value::Object(facts));
    body
}
