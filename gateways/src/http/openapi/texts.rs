//! The form of what people write, told of every text in the document: neither blank nor with signs that can't be printed.

use serde_json::{Value, json};

/// Line breaks and tabs are the only control characters.
const TEXT: &str =
    r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$";

/// A text is what has both a least and a greatest length, and no form of its own.
pub(super) fn describe(document: Value) -> Value {
    match document {
        Value::Object(mut fields) => {
            if fields.contains_key("minLength") && fields.contains_key("maxLength") && !fields.contains_key("pattern") {
                fields.insert("pattern".to_owned(), json!(TEXT));
            }
            fields.into_iter().map(|(name, value)| (name, describe(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(describe).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_a_form_and_what_has_one_keeps_it() {
        let told = describe(
            json!({"a": {"minLength": 1, "maxLength": 9}, "b": {"minLength": 1, "maxLength": 9, "pattern": "x"}}),
        );
        assert_eq!((&told["a"]["pattern"], &told["b"]["pattern"]), (&json!(TEXT), &json!("x")));
    }
}
