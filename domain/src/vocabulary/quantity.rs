//! Quantities with their limits, in SI units. Whole numbers wherever the finest useful step allows it,
//! so that equal histories stay equal to the last bit.

/// A number outside the limits of its quantity.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{what} must be between {min} and {max}{}{unit}, not {given}", if unit.is_empty() { "" } else { " " })]
pub struct OutOfRange {
    pub what: &'static str,
    pub min: String,
    pub max: String,
    pub unit: &'static str,
    pub given: String,
}

/// Declares a quantity: a number that can't be made outside its limits.
macro_rules! quantity {
    ($(#[$meta:meta])* $name:ident($inner:ty), $what:literal, $min:literal ..= $max:literal, $unit:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "f64", into = "f64")]
        pub struct $name($inner);
        quantity!(@impl $name($inner), $what, $min ..= $max, $unit);
        quantity!(@schema $name, $what, $unit, Number);
    };
    ($(#[$meta:meta])* whole $name:ident($inner:ty), $what:literal, $min:literal ..= $max:literal, $unit:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Eq, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "super::whole::Whole", into = "i64")]
        pub struct $name($inner);
        quantity!(@impl $name($inner), $what, $min ..= $max, $unit);
        quantity!(@schema $name, $what, $unit, Integer);
        impl TryFrom<i64> for $name {
            type Error = OutOfRange;
            fn try_from(value: i64) -> Result<Self, OutOfRange> {
                <$inner>::try_from(value).map_err(|_| Self::out_of_range(value)).and_then(Self::try_new)
            }
        }
        impl TryFrom<super::whole::Whole> for $name {
            type Error = OutOfRange;
            fn try_from(value: super::whole::Whole) -> Result<Self, OutOfRange> {
                Self::try_from(value.0)
            }
        }
        impl From<$name> for i64 {
            fn from(value: $name) -> i64 {
                i64::from(value.0)
            }
        }
    };
    (@schema $name:ident, $what:literal, $unit:literal, $type:ident) => {
        #[cfg(feature = "schema")]
        const _: () = {
            use utoipa::openapi::{ObjectBuilder, RefOr, schema::{Schema, Type}};

            impl utoipa::PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    let description = if $unit.is_empty() { $what.to_owned() } else { format!("{}, in {}", $what, $unit) };
                    ObjectBuilder::new()
                        .schema_type(Type::$type)
                        .minimum(Some(Self::MIN))
                        .maximum(Some(Self::MAX))
                        .description(Some(description))
                        .into()
                }
            }
            impl utoipa::ToSchema for $name {}
        };
    };
    (@impl $name:ident($inner:ty), $what:literal, $min:literal ..= $max:literal, $unit:literal) => {
        impl $name {
            pub const MIN: $inner = $min;
            pub const MAX: $inner = $max;

            /// Refuses a number outside the limits, and says what they are.
            pub fn try_new(value: $inner) -> Result<Self, OutOfRange> {
                if (Self::MIN..=Self::MAX).contains(&value) { Ok(Self(value)) } else { Err(Self::out_of_range(value)) }
            }

            pub const fn get(self) -> $inner {
                self.0
            }

            fn out_of_range(given: impl std::fmt::Display) -> OutOfRange {
                OutOfRange {
                    what: $what,
                    min: Self::MIN.to_string(),
                    max: Self::MAX.to_string(),
                    unit: $unit,
                    given: given.to_string(),
                }
            }
        }
    };
}

macro_rules! fractional {
    ($($name:ident),+) => {$(
        impl TryFrom<f64> for $name {
            type Error = OutOfRange;
            fn try_from(value: f64) -> Result<Self, OutOfRange> {
                Self::try_new(value)
            }
        }
        impl From<$name> for f64 {
            fn from(value: $name) -> f64 {
                value.0
            }
        }
    )+};
}

quantity! {
    /// How long a workout lasted: one minute to one day.
    whole Duration(u32), "a workout's duration", 60..=86_400, "seconds"
}
quantity! {
    /// How far a workout went.
    whole Distance(u32), "a distance", 50..=1_000_000, "metres"
}
quantity! {
    /// Rating of perceived exertion.
    whole Rpe(u8), "the perceived effort (RPE)", 1..=10, ""
}
quantity! {
    /// How much an ache hurts.
    whole PainSeverity(u8), "the severity", 1..=10, ""
}
quantity! {
    /// How bad an injury is; 0 is one that no longer hurts but is still watched.
    whole InjurySeverity(u8), "an injury's severity", 0..=10, ""
}
quantity! {
    /// How ready to train the athlete feels, 5 being best.
    whole Readiness(u8), "readiness", 1..=5, ""
}
quantity! {
    /// Muscle soreness or mental stress, 5 being worst.
    whole Strain(u8), "soreness or stress", 1..=5, ""
}
quantity! {
    /// Sleep of the last night.
    SleepHours(f64), "sleep", 0.0..=24.0, "hours"
}
quantity! {
    /// A watch's own score of the night.
    whole SleepScore(u8), "the sleep score", 1..=100, ""
}
quantity! {
    /// Heart-rate variability as rMSSD.
    HeartRateVariability(f64), "heart-rate variability (rMSSD)", 1.0..=300.0, "ms"
}
quantity! {
    whole RestingHeartRate(u8), "the resting heart rate", 25..=120, "beats a minute"
}
quantity! {
    whole MaxHeartRate(u8), "the maximum heart rate", 100..=230, "beats a minute"
}
quantity! {
    whole ThresholdHeartRate(u8), "the threshold heart rate", 100..=220, "beats a minute"
}
quantity! {
    /// Heart rate during a workout.
    whole HeartRate(u8), "the heart rate", 30..=240, "beats a minute"
}
quantity! {
    /// Functional threshold power.
    whole Ftp(u16), "FTP", 50..=600, "watts"
}
quantity! {
    /// Power during a workout.
    whole Power(u16), "the power", 1..=2500, "watts"
}
quantity! {
    /// Critical swim speed, as the time for 100 metres.
    whole SwimPace(u16), "the critical swim pace", 50..=300, "seconds per 100 metres"
}
quantity! {
    /// Running fitness after Daniels and Gilbert.
    Vdot(f64), "VDOT", 20.0..=85.0, ""
}
quantity! {
    whole Height(u8), "the height", 100..=250, "centimetres"
}
quantity! {
    Weight(f64), "the weight", 30.0..=250.0, "kilograms"
}
quantity! {
    /// Training minutes: of a day's availability or a week's volume.
    whole Minutes(u16), "the minutes", 1..=10_080, "minutes"
}
quantity! {
    whole SessionsPerWeek(u8), "the sessions a week", 2..=7, ""
}
quantity! {
    /// Climbing of a workout.
    whole Ascent(u32), "the ascent", 0..=20_000, "metres"
}
fractional!(SleepHours, HeartRateVariability, Vdot, Weight);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_outside_its_limits_is_refused_with_the_limits() {
        let error = Rpe::try_new(11).unwrap_err();
        assert_eq!(error.to_string(), "the perceived effort (RPE) must be between 1 and 10, not 11");
    }

    #[test]
    fn json_outside_the_limits_is_refused_too() {
        assert!(serde_json::from_str::<Duration>("59").is_err());
        assert!(serde_json::from_str::<Duration>("86401").is_err());
        assert!(serde_json::from_str::<Duration>("60.5").is_err());
        assert!(serde_json::from_str::<Rpe>("300").is_err());
        assert!(serde_json::from_str::<Weight>("NaN").is_err());
        assert_eq!(serde_json::from_str::<Duration>("60").unwrap(), Duration::try_new(60).unwrap());
    }
}
