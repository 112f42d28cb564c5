//! The document as a page that needs nothing else: no script, no network.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;
use utoipa::openapi::OpenApi;

const METHODS: [&str; 5] = ["get", "put", "post", "patch", "delete"];

pub(super) fn page(document: &OpenApi) -> String {
    let document = serde_json::to_value(document).unwrap_or_default();
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>PaceLedger API</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/api/page.css\"></head><body>\
         <h1>PaceLedger API {}</h1><p>{}</p><p>For programs: <a href=\"/api/openapi.json\">openapi.json</a></p>",
        escaped(&text(&document["info"]["version"])),
        paragraphs(&text(&document["info"]["description"])),
    );
    for (tag, operations) in by_tag(&document) {
        let _ = write!(page, "<h2>{}</h2>", escaped(&tag));
        operations.iter().for_each(|operation| page.push_str(operation));
    }
    page.push_str("<h2>Forms</h2>");
    for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
        let _ = write!(
            page,
            "<details id=\"{0}\"><summary><code>{0}</code></summary>{1}</details>",
            escaped(name),
            pre(schema)
        );
    }
    page.push_str("</body></html>\n");
    page
}

fn by_tag(document: &Value) -> BTreeMap<String, Vec<String>> {
    let mut tags: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            let Some(operation) = item.get(method) else { continue };
            tags.entry(text(&operation["tags"][0])).or_default().push(told(method, path, operation));
        }
    }
    tags
}

fn told(method: &str, path: &str, operation: &Value) -> String {
    let mut told = format!(
        "<details><summary><span class=\"method\">{}</span><code>{}</code>{}</summary><p>{}</p>",
        method.to_uppercase(),
        escaped(path),
        escaped(&text(&operation["summary"])),
        paragraphs(&text(&operation["description"])),
    );
    told.push_str("<table>");
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = escaped(&text(&parameter["name"]));
        let _ = write!(told, "<tr><th>{name}</th><td>{}</td></tr>", escaped(&text(&parameter["description"])));
    }
    told.push_str("</table>");
    let body = &operation["requestBody"]["content"]["application/json"]["schema"];
    if !body.is_null() {
        let _ = write!(told, "<p>Body:</p>{}", form(body));
    }
    told.push_str("<table>");
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        let forms: Vec<String> = response["content"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(_, content)| form(&content["schema"]))
            .collect();
        let meaning = escaped(&text(&response["description"]));
        let _ = write!(told, "<tr><th>{}</th><td>{meaning}</td><td>{}</td></tr>", escaped(status), forms.join(" "));
    }
    told.push_str("</table></details>");
    told
}

/// A form by its name, or spelled out where it has none.
fn form(schema: &Value) -> String {
    match schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
        Some(name) => format!("<a href=\"#{0}\">{0}</a>", escaped(name)),
        None => pre(schema),
    }
}

fn pre(value: &Value) -> String {
    format!("<pre>{}</pre>", escaped(&serde_json::to_string_pretty(value).unwrap_or_default()))
}

fn paragraphs(text: &str) -> String {
    escaped(text).replace("\n\n", "</p><p>")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
