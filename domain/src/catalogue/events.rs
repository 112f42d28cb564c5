//! One declaration an event.

/// Declares the events of an aggregate: name, version, meaning and fields, once.
///
/// From it follow the enum with its JSON form (`{"Name":{fields}}`, unknown fields refused), `DomainEvent`, and the
/// catalogue. The samples are part of the program, so one that is missing doesn't compile.
macro_rules! events {
    (
        $(#[$enum_meta:meta])*
        $enum:ident of $aggregate:literal {
            $(
                $(#[doc = $meaning:literal])+
                $name:ident $version:literal $(after $($older:literal),+)? {
                    $($(#[$field_meta:meta])* $field:ident : $type:ty),* $(,)?
                }
            )+
        }
    ) => {
        $(#[$enum_meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub enum $enum {
            $($(#[doc = $meaning])+ $name { $($(#[$field_meta])* $field: $type),* }),+
        }

        impl $crate::catalogue::CataloguedEvent for $enum {
            const AGGREGATE: &'static str = $aggregate;
            const TYPES: &'static [$crate::catalogue::EventType] = &[$(
                $crate::catalogue::EventType {
                    aggregate: $aggregate,
                    name: stringify!($name),
                    version: $version,
                    meaning: concat!($($meaning),+).trim_ascii(),
                    sample: $crate::catalogue::events!(@sample $aggregate, $name, $version),
                    older: &[$($($crate::catalogue::Older {
                        version: $older,
                        sample: $crate::catalogue::events!(@sample $aggregate, $name, $older),
                    }),+)?],
                }
            ),+];

            fn name(&self) -> &'static str {
                match self { $(Self::$name { .. } => stringify!($name)),+ }
            }

            fn version(&self) -> &'static str {
                match self { $(Self::$name { .. } => $version),+ }
            }
        }

        impl cqrs_es::DomainEvent for $enum {
            fn event_type(&self) -> String {
                $crate::catalogue::CataloguedEvent::name(self).to_owned()
            }

            fn event_version(&self) -> String {
                $crate::catalogue::CataloguedEvent::version(self).to_owned()
            }
        }
    };
    (@sample $aggregate:literal, $name:ident, $version:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"), "/golden/", $aggregate, "/", stringify!($name), ".v", $version, ".json"
        ))
    };
}
pub(crate) use events;
