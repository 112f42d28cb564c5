//! Two forms of one event, value by value.

use serde::Serialize;
use serde_json::Value;

/// More than so many differences tell no more than these.
const TOLD: usize = 20;

/// An event that doesn't come out as it is recorded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    pub position: u64,
    pub event: String,
    #[serde(flatten)]
    pub difference: Difference,
}

/// In what way.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "difference", rename_all = "kebab-case")]
pub enum Difference {
    #[error(
        "the events up to position {up_to} are not those it was made from: recorded digest {recorded}, found {found}"
    )]
    OtherInputs { up_to: u64, recorded: String, found: String },
    #[error("made by engine {recorded}; this program has engine {ours} and can't make it again")]
    OtherEngine { recorded: String, ours: String },
    #[error("{path}: recorded {recorded}, made again {again}")]
    Value { path: String, recorded: Value, again: Value },
    #[error("the values are equal, but not written in the same bytes")]
    Bytes,
    #[error("it would not be made again: {what}")]
    NotMade { what: String },
    #[error("{what}")]
    Unreadable { what: String },
}

/// Where two JSON texts differ; nothing when they are the same bytes.
pub(super) fn compare(recorded: &str, again: &str) -> Vec<Difference> {
    if recorded == again {
        return Vec::new();
    }
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|_| Value::String(text.to_owned()));
    let mut differences = Vec::new();
    walk("", &read(recorded), &read(again), &mut differences);
    if differences.is_empty() {
        differences.push(Difference::Bytes);
    }
    differences
}

fn walk(path: &str, recorded: &Value, again: &Value, into: &mut Vec<Difference>) {
    if into.len() >= TOLD || recorded == again {
        return;
    }
    match (recorded, again) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, value) in a {
                walk(&format!("{path}.{key}"), value, b.get(key).unwrap_or(&Value::Null), into);
            }
            for (key, value) in b.iter().filter(|(key, _)| !a.contains_key(*key)) {
                walk(&format!("{path}.{key}"), &Value::Null, value, into);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for at in 0..a.len().max(b.len()) {
                let of = |list: &[Value]| list.get(at).cloned().unwrap_or(Value::Null);
                walk(&format!("{path}[{at}]"), &of(a), &of(b), into);
            }
        }
        _ => into.push(Difference::Value {
            path: path.trim_start_matches('.').to_owned(),
            recorded: recorded.clone(),
            again: again.clone(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(recorded: &str, again: &str) -> Vec<String> {
        compare(recorded, again).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn equal_bytes_have_no_difference_and_equal_values_in_other_bytes_have_one() {
        assert!(told(r#"{"a":1}"#, r#"{"a":1}"#).is_empty());
        assert_eq!(told(r#"{"a": 1}"#, r#"{"a":1}"#), ["the values are equal, but not written in the same bytes"]);
    }

    #[test]
    fn each_difference_is_told_with_its_place() {
        let differences = told(r#"{"s":[{"m":60},{"m":30}],"x":1}"#, r#"{"s":[{"m":50}],"y":2}"#);
        assert_eq!(
            differences,
            [
                "s[0].m: recorded 60, made again 50",
                r#"s[1]: recorded {"m":30}, made again null"#,
                "x: recorded 1, made again null",
                "y: recorded null, made again 2",
            ]
        );
    }
}
