//! How words that check themselves are described to users of an API: by the form in which they are read.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr,
        schema::{ArrayBuilder, Schema, Type},
    },
};

use super::{Availability, DayAvailability, Text, TimeZoneName, Weekday, WeekdaySet};

impl<const MAX: usize> PartialSchema for Text<MAX> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(MAX)).into()
    }
}

impl<const MAX: usize> ToSchema for Text<MAX> {
    fn name() -> std::borrow::Cow<'static, str> {
        format!("Text{MAX}").into()
    }
}

impl PartialSchema for TimeZoneName {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("The IANA name of a time zone"))
            .pattern(Some("^[A-Za-z0-9/_+-]{1,64}$"))
            .examples(["Europe/Prague"])
            .into()
    }
}

impl ToSchema for TimeZoneName {}

impl PartialSchema for WeekdaySet {
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new().items(Weekday::schema()).into()
    }
}

impl ToSchema for WeekdaySet {}

impl PartialSchema for Availability {
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new().items(DayAvailability::schema()).into()
    }
}

impl ToSchema for Availability {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        DayAvailability::schemas(schemas);
    }
}
