//! Closed lists of words: one macro gives an enum its spelling for JSON, for parsing and for printing.

/// A word that is not in the list; the message names the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\" is not a {what}; use one of {allowed}")]
pub struct UnknownWord {
    pub what: &'static str,
    pub given: String,
    pub allowed: String,
}

/// Declares a closed list of words. The spelling in JSON is the spelling that people type.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every word of the list, in its natural order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it is written in JSON and typed in a chat.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        #[cfg(feature = "schema")]
        const _: () = {
            use utoipa::openapi::{ObjectBuilder, RefOr, schema::{Schema, Type}};

            impl utoipa::PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    let words = Self::ALL.iter().map(|word| word.as_str());
                    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
                }
            }
            impl utoipa::ToSchema for $name {}
        };

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::vocabulary::UnknownWord;
            fn from_str(given: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|word| word.as_str().eq_ignore_ascii_case(given)).ok_or_else(|| {
                    $crate::vocabulary::UnknownWord {
                        what: $what,
                        given: given.to_owned(),
                        allowed: Self::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(", "),
                    }
                })
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use crate::vocabulary::Sport;

    #[test]
    fn an_unknown_word_is_told_what_is_allowed() {
        let error = "swimming".parse::<Sport>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"swimming\" is not a sport; use one of swim, bike, run, strength, rest, other, multisport"
        );
    }

    #[test]
    fn json_and_typed_spelling_are_the_same() {
        for sport in Sport::ALL {
            assert_eq!(serde_json::to_string(sport).unwrap(), format!("\"{sport}\""));
            assert_eq!(sport.as_str().to_uppercase().parse::<Sport>().unwrap(), *sport);
        }
    }
}
