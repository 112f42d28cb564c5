//! What a name in an address stands for, and what form it has.

use domain::{
    care::Sign,
    vocabulary::{OnboardingQuestion, Role},
};
use utoipa::openapi::{
    Required,
    path::{Parameter, ParameterBuilder, ParameterIn},
    schema::{AnyOfBuilder, KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type},
};

use crate::http::routes::{CHARTS, CONSENTS};

pub(super) fn parameters(path: &str) -> impl Iterator<Item = Parameter> {
    path.split(['{', '}']).skip(1).step_by(2).map(|name| {
        let (meaning, schema) = of(name);
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(Some(meaning))
            .schema(Some(schema))
            .build()
    })
}

fn of(name: &str) -> (&'static str, Schema) {
    match name {
        "member" => ("A member's id, or `me` for the member that the token speaks for", member()),
        "workout" => ("A workout's id", id()),
        "race" => ("A race's id", id()),
        "injury" => ("An injury's id", id()),
        "plan" => ("A plan's id", id()),
        "session" => ("A session's id", id()),
        "adjustment" => ("An adjustment's id", id()),
        "coach" => ("A coach's member id", id()),
        "date" => ("The member's local day, like 2026-05-03", formatted(KnownFormat::Date)),
        "position" => ("A position in the ledger", position()),
        "chart" => ("What is drawn", words(CHARTS.iter().copied())),
        "consent" => ("What is agreed to", words(CONSENTS.iter().copied())),
        "role" => ("A role", words(Role::ALL.iter().map(|role| role.as_str()))),
        "question" => ("A question", words(OnboardingQuestion::ALL.iter().map(|question| question.as_str()))),
        "sign" => ("A sign of danger", words(Sign::ALL.iter().map(|sign| sign.as_str()))),
        "gateway" => ("A gateway's name, like telegram", matching("^[a-z0-9-]{1,32}$")),
        "external_id" => ("What the gateway calls the person", matching(r"^\S{1,128}$")),
        "token_id" => ("The public half of a token", matching("^[0-9a-f]{16}$")),
        "command" => ("A command's key", matching("^[!-.0-~]{1,100}$")),
        _ => ("The secret part of a calendar's address", matching(r"^[0-9a-f]{16}\.[0-9a-f]{64}$")),
    }
}

fn member() -> Schema {
    AnyOfBuilder::new().item(words(["me"].into_iter())).item(id()).into()
}

fn id() -> Schema {
    formatted(KnownFormat::Uuid)
}

fn formatted(format: KnownFormat) -> Schema {
    ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(format))).into()
}

fn matching(pattern: &str) -> Schema {
    ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).into()
}

fn words<'w>(words: impl Iterator<Item = &'w str>) -> Schema {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
}

fn position() -> Schema {
    ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).into()
}
