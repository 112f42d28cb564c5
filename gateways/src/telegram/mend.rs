//! What the library insists on and Telegram may leave out: without it, a whole message could not be read, nor one that
//! answers it.

use serde_json::Value;

/// Kinds of file whose `mime_type` the library takes for required.
const KINDS: [&str; 4] = ["animation", "audio", "video", "voice"];

pub(super) fn mended(update: &Value) -> Value {
    let mut update = update.clone();
    mend(&mut update);
    update
}

fn mend(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for kind in KINDS {
                if let Some(file) = fields.get_mut(kind).and_then(Value::as_object_mut) {
                    file.entry("mime_type").or_insert(Value::Null);
                }
            }
            fields.values_mut().for_each(mend);
        }
        Value::Array(values) => values.iter_mut().for_each(mend),
        _ => {}
    }
}
