//! Headers: those that commands understand, and those that answers come with.

use utoipa::openapi::{
    Header, HeaderBuilder, Object, Required, Response, Type,
    path::{Parameter, ParameterBuilder, ParameterIn},
    schema::{ObjectBuilder, Schema},
};

use crate::http::{
    asked::{IDEMPOTENCY_KEY, PREFER},
    routes::Kind,
};

pub(super) fn of_commands() -> [Parameter; 2] {
    let key = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(100))
        .pattern(Some("^[!-.0-~]+$"));
    let header = |name: &str, meaning: &str, schema: Schema| {
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .description(Some(meaning.to_owned()))
            .schema(Some(schema))
            .build()
    };
    [
        header(
            IDEMPOTENCY_KEY,
            "Your own name for this command. However often it is sent under this name, it counts once.",
            key.build().into(),
        ),
        header(
            PREFER,
            "`wait=5` waits so many seconds for the outcome (10 unless told, 60 at most), `respond-async` not at all.",
            Object::with_type(Type::String).into(),
        ),
    ]
}

/// On every answer: who it was, and how many requests are left. The latter only where there is a limit.
const ALWAYS: [(&str, Type, &str); 5] = [
    ("X-Request-Id", Type::String, "The request's id, yours if you sent one: quote it when you ask for help"),
    ("Traceparent", Type::String, "The request's place in your trace (W3C Trace Context)"),
    ("RateLimit-Limit", Type::Integer, "Requests that may come in one go, where there is a limit"),
    ("RateLimit-Remaining", Type::Integer, "How many of them are left"),
    ("RateLimit-Reset", Type::Integer, "Seconds until all of them are there again"),
];
const TAG: (&str, Type, &str) =
    ("ETag", Type::String, "Names this answer; sent back in `If-None-Match`, it is not sent again while it holds");
const POSITION: (&str, Type, &str) =
    ("Ledger-Position", Type::Integer, "The position up to which the answer shows the ledger");
const RETRY: (&str, Type, &str) = ("Retry-After", Type::Integer, "Seconds after which it may work");
const LOCATION: (&str, Type, &str) = ("Location", Type::String, "Where to ask what became of it");
const REPLAYED: (&str, Type, &str) =
    ("Idempotency-Replayed", Type::String, "`true` where the key had come before: this is what became of it then");
const SCHEME: (&str, Type, &str) = ("WWW-Authenticate", Type::String, "What kind of token is asked for");

pub(super) fn describe(response: &mut Response, status: &str, kind: Kind) {
    let mut tell = |(name, kind, meaning): (&str, Type, &str)| {
        let header: Header = HeaderBuilder::new().schema(Object::with_type(kind)).description(Some(meaning)).build();
        response.headers.insert(name.to_owned(), header);
    };
    ALWAYS.into_iter().for_each(&mut tell);
    match (status, kind) {
        ("200" | "304", Kind::Query(_) | Kind::Open) => [TAG, POSITION].into_iter().for_each(&mut tell),
        ("401", _) => tell(SCHEME),
        ("429" | "503", _) => tell(RETRY),
        ("202", _) => tell(LOCATION),
        _ => {}
    }
    if let Kind::Command(_) = kind {
        tell(REPLAYED);
    }
}
