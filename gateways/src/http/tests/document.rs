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
