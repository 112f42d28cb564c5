//! The parts of a profile, one by one.

use crate::vocabulary::{Profile, words::words};

/// One line a part: the field, its variant and its word. Forgetting a part doesn't compile.
macro_rules! profile_fields {
    ($($field:ident $variant:ident = $word:literal),+ $(,)?) => {
        words! {
            /// A part of the profile, by the name that people type.
            ProfileField, "part of the profile" { $($variant = $word),+ }
        }

        impl ProfileField {
            /// Whether the profile says something about this part.
            pub fn is_in(self, profile: &Profile) -> bool {
                match self { $(Self::$variant => profile.$field.is_some()),+ }
            }

            /// Makes this part empty.
            pub fn clear_in(self, profile: &mut Profile) {
                match self { $(Self::$variant => profile.$field = None),+ }
            }
        }

        /// The parts of `set` that differ from what is known.
        pub(super) fn differing(set: Profile, known: &Profile) -> Profile {
            Profile { $($field: set.$field.filter(|new| known.$field.as_ref() != Some(new))),+ }
        }

        /// The profile `set` where it says something, the earlier one elsewhere.
        pub(super) fn over(set: Profile, earlier: Profile) -> Profile {
            Profile { $($field: set.$field.or(earlier.$field)),+ }
        }
    };
}

profile_fields! {
    name Name = "name",
    birth_year BirthYear = "birth-year",
    sex Sex = "sex",
    height Height = "height",
    weight Weight = "weight",
    level Level = "level",
    goal Goal = "goal",
    sports Sports = "sports",
    weekly_volume WeeklyVolume = "weekly-volume",
    sessions_per_week SessionsPerWeek = "sessions-per-week",
    availability Availability = "availability",
    swim_days SwimDays = "swim-days",
    vo2_day Vo2Day = "vo2-day",
    long_ride_day LongRideDay = "long-ride-day",
    long_run_day LongRunDay = "long-run-day",
    no_long_run_day NoLongRunDay = "no-long-run-day",
}
