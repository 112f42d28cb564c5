//! The OpenAPI document: what handlers say of themselves, and what all routes of a kind have in common.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Components, ComponentsBuilder, Content, InfoBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Response,
        ResponseBuilder, SecurityRequirement,
        path::{HttpMethod, Operation, Paths},
        schema::Schema,
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

use super::{address, headers};
use crate::http::{
    asked::{Done, Pending},
    problem::{MEDIA_TYPE, Problem},
    routes::{Kind, Row},
};

const SECURITY: &str = "token";

pub(in crate::http) fn document(rows: &[Row]) -> OpenApi {
    let mut paths = Paths::new();
    for row in rows {
        paths.add_path_operation(&row.path, vec![row.method.clone()], operation(row));
    }
    let about = InfoBuilder::new()
        .title("PaceLedger")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(include_str!("about.md")))
        .license(Some(utoipa::openapi::LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build()))
        .build();
    OpenApiBuilder::new().info(about).paths(paths).components(Some(components(rows))).build()
}

fn components(rows: &[Row]) -> Components {
    let token = SecurityScheme::Http(Http::builder().scheme(HttpAuthScheme::Bearer).bearer_format("id.secret").build());
    let mut schemas: Vec<(String, RefOr<Schema>)> = rows.iter().flat_map(|row| row.schemas.iter().cloned()).collect();
    for (name, schema) in [named::<Done>(), named::<Pending>(), named::<Problem>()] {
        schemas.push((name, schema));
    }
    ComponentsBuilder::new().schemas_from_iter(schemas).security_scheme(SECURITY, token).build()
}

fn named<T: ToSchema + PartialSchema>() -> (String, RefOr<Schema>) {
    (T::name().into_owned(), T::schema())
}

fn operation(row: &Row) -> Operation {
    let mut operation = row.operation.clone();
    operation.operation_id = Some(operation_id(row));
    let parameters = operation.parameters.get_or_insert_default();
    parameters.extend(address::parameters(&row.path));
    if let Some(permission) = row.permission() {
        let roles: Vec<String> = permission.roles.iter().map(ToString::to_string).collect();
        let needs = format!("For: {}. Scope: {}.", roles.join(", "), permission.scope);
        let description = operation.description.take().map_or(needs.clone(), |said| format!("{said}\n\n{needs}"));
        operation.description = Some(description);
        operation.security = Some(vec![SecurityRequirement::new::<_, [&str; 0], &str>(SECURITY, [])]);
    }
    if let Kind::Command(_) = row.kind {
        operation.parameters.get_or_insert_default().extend(headers::of_commands());
        let responses = &mut operation.responses.responses;
        responses.insert("200".to_owned(), json("Carried out", "Done").into());
        responses.insert("202".to_owned(), json("On the queue", "Pending").into());
    }
    for (status, meaning) in problems(row.kind) {
        operation.responses.responses.entry(status.to_string()).or_insert_with(|| problem(meaning).into());
    }
    if let Kind::Query(_) = row.kind {
        // An answer without a body.
        let known = "The client has it already: its `If-None-Match` names the answer's `ETag`";
        operation.responses.responses.insert("304".to_owned(), Response::new(known).into());
    }
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response {
            headers::describe(response, status, row.kind);
        }
    }
    operation
}

/// `post_members_member_workouts`: names are to be told apart by generated clients.
fn operation_id(row: &Row) -> String {
    let method = match row.method {
        HttpMethod::Get => "get",
        HttpMethod::Put => "put",
        HttpMethod::Post => "post",
        HttpMethod::Patch => "patch",
        _ => "delete",
    };
    let path = row.path.strip_prefix(crate::http::routes::PREFIX).unwrap_or(&row.path);
    let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    std::iter::once(method).chain(words).collect::<Vec<_>>().join("_")
}

fn problems(kind: Kind) -> &'static [(u16, &'static str)] {
    const ANY: &[(u16, &str)] = &[(429, "Too many requests"), (503, "The ledger can't answer right now")];
    const QUERY: &[(u16, &str)] = &[
        (400, "The request can't be understood"),
        (401, "No token, or one that isn't good any more"),
        (403, "Not for this role, or not for this token"),
        (404, "There is none, or it is somebody else's"),
        (422, "Something in the request can't be"),
        (429, "Too many requests"),
        (503, "The ledger can't answer right now"),
    ];
    const MAKING: &[(u16, &str)] = &[
        (400, "The request can't be understood"),
        (401, "No token, or one that isn't good any more"),
        (403, "Not for this role, or not for this token"),
        (404, "There is none, or it is somebody else's"),
        (408, "The request didn't come to its end"),
        (413, "More than is needed"),
        (415, "Not JSON"),
        (422, "Something in the request can't be"),
        (429, "Too many requests"),
        (503, "The ledger can't answer right now"),
    ];
    const COMMAND: &[(u16, &str)] = &[
        (400, "The request can't be understood"),
        (401, "No token, or one that isn't good any more"),
        (403, "Not for this role, or not for this token"),
        (404, "There is none, or it is somebody else's"),
        (408, "The request didn't come to its end"),
        (409, "What is there already stands against it"),
        (413, "More than a command needs"),
        (415, "Not JSON"),
        (422, "Against the rules, or something in the request can't be"),
        (429, "Too many requests"),
        (500, "The command failed, and is kept for an operator"),
        (503, "The ledger can't answer right now"),
    ];
    match kind {
        Kind::Open => ANY,
        Kind::Query(_) => QUERY,
        Kind::Making(_) => MAKING,
        Kind::Command(_) => COMMAND,
    }
}

fn json(meaning: &str, schema: &str) -> Response {
    let content = Content::new(Some(Ref::from_schema_name(schema)));
    ResponseBuilder::new().description(meaning).content("application/json", content).build()
}

fn problem(meaning: &str) -> Response {
    let content = Content::new(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new().description(meaning).content(MEDIA_TYPE, content).build()
}
