//! The OpenAPI document and what is served: the same, both ways.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::Value;

use super::{
    api::Api,
    matrix::{filled, method},
};
use crate::http::routes::table;

fn told(document: &Value) -> BTreeSet<(String, String)> {
    let paths = document["paths"].as_object().unwrap().iter();
    let told = paths.flat_map(|(path, item)| {
        item.as_object().unwrap().keys().map(move |method| (path.clone(), method.to_uppercase()))
    });
    told.collect()
}

#[tokio::test]
async fn what_is_served_is_in_the_document_and_what_is_in_the_document_is_served() {
    let api = Api::new().await;
    let document = api.get("/api/openapi.json").send().await.done().body;
    let told = told(&document);
    let rows: BTreeSet<_> = table().iter().map(|row| (row.path.clone(), method(row).to_string())).collect();
    assert_eq!(told, rows);
    let all = [Method::GET, Method::PUT, Method::POST, Method::PATCH, Method::DELETE];
    for path in told.iter().map(|(path, _)| path).collect::<BTreeSet<_>>() {
        for asked in &all {
            let came = api.ask(asked.clone(), &filled(path, "me")).send().await;
            let is_served = told.contains(&(path.clone(), asked.to_string()));
            let is_place = came.body["detail"] != "there is no such place";
            assert_eq!(came.status != 405 && is_place, is_served, "{asked} {path}: {came:?}");
        }
    }
    let nowhere = api.get("/api/v1/nowhere").with(&api.owner).send().await;
    assert_eq!((nowhere.status, nowhere.code()), (404, "not-found"));
}

#[test]
fn a_name_stands_for_one_schema() {
    let mut known = std::collections::BTreeMap::new();
    for (name, schema) in table().into_iter().flat_map(|row| row.schemas) {
        let schema = serde_json::to_value(schema).unwrap();
        let first = known.entry(name.clone()).or_insert_with(|| schema.clone());
        assert_eq!(*first, schema, "{name} stands for two things; rename one with #[schema(as = …)]");
    }
}

/// Pages and answers are of things that a generated client knows by their fields.
#[tokio::test]
async fn what_queries_answer_has_a_type() {
    let api = Api::new().await;
    let document = api.get("/api/openapi.json").send().await.done().body;
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let typed = [
        ("PlansPage", "plans", "PlanSummary"),
        ("PlanView", "proposals", "Proposal"),
        ("Calendar", "sessions", "PlannedSession"),
        ("Form", "days", "FormDay"),
        ("Totals", "periods", "PeriodTotals"),
        ("Bests", "bests", "Best"),
        ("VdotHistory", "history", "VdotOn"),
        ("WorkoutsPage", "workouts", "Workout"),
        ("MembersPage", "members", "Member"),
        ("EntriesPage", "entries", "Entry"),
        ("EventsPage", "events", "RecordedEvent"),
        ("PlatformDays", "days", "PlatformDay"),
        ("Provenance", "rules", "RuleRecord"),
        ("Provenance", "inputs", "Input"),
        ("Changes", "changes", "Changed"),
        ("Takeout", "plans", "PlanMade"),
        ("Tokens", "tokens", "TokenView"),
    ];
    for (page, list, item) in typed {
        let of = &schemas[page]["properties"][list]["items"]["$ref"];
        assert_eq!(*of, format!("#/components/schemas/{item}"), "{page}.{list}");
        assert!(!schemas[item]["properties"].as_object().unwrap().is_empty(), "{item}");
    }
}

#[tokio::test]
async fn the_document_is_whole() {
    let api = Api::new().await;
    let document = api.get("/api/openapi.json").send().await.done().body;
    assert_eq!(document["openapi"], "3.1.0");
    let text = document.to_string();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for reference in text.split("\"$ref\":\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(schemas.contains_key(name), "{name} is spoken of and not explained");
    }
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(names.insert(operation["operationId"].as_str().unwrap()), "{method} {path} has another's name");
            assert!(operation["summary"].is_string(), "{method} {path} says nothing of itself");
            assert!(!operation["responses"].as_object().unwrap().is_empty(), "{method} {path} has no answers");
        }
    }
    let workout = &schemas["WorkoutFacts"];
    assert_eq!(workout["additionalProperties"], false);
    assert!(workout["required"].as_array().unwrap().contains(&"sport".into()), "{workout}");
}

#[tokio::test]
async fn the_page_needs_nothing_from_elsewhere() {
    let api = Api::new().await;
    let page = api.get("/api").send().await.done();
    assert_eq!(page.media_type, "text/html; charset=utf-8");
    let text = page.body.as_str().unwrap();
    for address in ["http://", "https://", "<script", "src=", "url("] {
        assert!(!text.contains(address), "the page asks for {address}");
    }
    for row in table() {
        assert!(text.contains(&row.path), "the page doesn't tell of {}", row.path);
    }
    let style = api.get("/api/page.css").send().await.done();
    assert_eq!(style.media_type, "text/css; charset=utf-8");
}

/// What the guide says of each of the chat's commands, in backquotes.
fn rows_of_the_guide() -> Vec<(String, String)> {
    let guide = include_str!("../../../../docs/api.md");
    let table = guide.split("## What chat can do").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| `/"));
    rows.map(|row| {
        let mut cells = row.split('|').skip(1);
        (cells.next().unwrap().to_owned(), cells.next().unwrap().to_owned())
    })
    .collect()
}

#[test]
fn whatever_chat_can_do_is_in_the_guide_and_served() {
    let rows = rows_of_the_guide();
    for command in crate::chat::parse::CommandName::ALL {
        let named = format!("`/{command}`");
        assert!(rows.iter().any(|(chat, _)| chat.contains(&named)), "the guide doesn't tell what {named} is over HTTP");
    }
    let served: BTreeSet<String> = table()
        .iter()
        .map(|row| format!("{} {}", method(row), row.path.strip_prefix("/api/v1").unwrap_or(&row.path)))
        .collect();
    let told = rows.iter().flat_map(|(_, http)| http.split('`').skip(1).step_by(2));
    for route in told.filter(|told| told.contains(' ')) {
        assert!(served.contains(route), "the guide tells of {route}, which isn't served");
    }
}

/// Of the headers that tell something to a program, none comes that the document doesn't tell of.
#[tokio::test]
async fn the_headers_of_answers_are_in_the_document() {
    let limits = crate::http::Limits::default();
    let (api, served) = super::live::served(limits).await;
    let (member, _) = api.member().await;
    let document = api.get("/api/openapi.json").send().await.done().body;
    let head = pg::head_position(&api.pool).await.unwrap();
    let mut seen = BTreeSet::new();
    for row in table().iter().filter(|row| !row.path.ends_with("/live")) {
        let path = filled(&row.path, &member.to_string());
        for (token, query) in [
            (Some(&api.owner), format!("?min_position={head}")),
            (Some(&api.owner), String::new()),
            (None, String::new()),
        ] {
            let url = format!("{}{path}{query}", served.url.replace("/api/v1", ""));
            let ask = served
                .client
                .request(method(row), url)
                .header("Prefer", "respond-async")
                .header("Idempotency-Key", "k");
            let ask = if let Some(token) = token { ask.bearer_auth(token) } else { ask };
            let came = ask.send().await.unwrap();
            let told =
                &document["paths"][&row.path][method(row).as_str().to_lowercase()]["responses"][came.status().as_str()];
            assert!(told.is_object(), "{} {path}{query} answers {} untold", method(row), came.status());
            let names: BTreeSet<String> =
                told["headers"].as_object().unwrap().keys().map(|name| name.to_lowercase()).collect();
            // What belongs to HTTP itself, or to browsers.
            let plain = [
                "content-",
                "date",
                "vary",
                "cache-control",
                "x-content-type",
                "x-frame",
                "referrer-",
                "cross-origin-",
                "transfer-",
                "connection",
            ];
            for name in came.headers().keys().map(axum::http::HeaderName::as_str) {
                let is_plain = plain.iter().any(|plain| name.starts_with(plain));
                assert!(is_plain || names.contains(name), "{} {path} answers with {name} untold", method(row));
                seen.insert(name.to_owned());
            }
        }
    }
    for name in ["etag", "ledger-position", "location", "www-authenticate", "ratelimit-remaining", "x-request-id"] {
        assert!(seen.contains(name), "no answer came with {name}: the walk shows nothing of it");
    }
}
