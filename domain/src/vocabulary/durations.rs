//! How long a workout took, by three different clocks.

use serde::{Deserialize, Serialize};

use super::Duration;

/// Why durations can't belong to one workout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DurationsError {
    #[error("give a duration: elapsed_s, timer_s or moving_s")]
    Missing,
    #[error("moving time can't exceed timer time, nor timer time elapsed time; check the three durations")]
    OutOfOrder,
}

/// What was given is kept as what it is; a load uses the clock that its formula names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Given", into = "Given")]
pub struct Durations {
    elapsed: Option<Duration>,
    timer: Option<Duration>,
    moving: Option<Duration>,
}

/// The form in JSON, before the three are compared.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
struct Given {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    elapsed_s: Option<Duration>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timer_s: Option<Duration>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moving_s: Option<Duration>,
}

impl Durations {
    pub fn try_new(
        elapsed: Option<Duration>,
        timer: Option<Duration>,
        moving: Option<Duration>,
    ) -> Result<Self, DurationsError> {
        let given: Vec<Duration> = [moving, timer, elapsed].into_iter().flatten().collect();
        if given.is_empty() {
            Err(DurationsError::Missing)
        } else if !given.is_sorted() {
            Err(DurationsError::OutOfOrder)
        } else {
            Ok(Self { elapsed, timer, moving })
        }
    }

    /// A workout of which only the time from beginning to end is known.
    pub const fn of_elapsed(elapsed: Duration) -> Self {
        Self { elapsed: Some(elapsed), timer: None, moving: None }
    }

    /// From beginning to end, pauses included.
    pub const fn elapsed(self) -> Option<Duration> {
        self.elapsed
    }

    /// While the watch was running.
    pub const fn timer(self) -> Option<Duration> {
        self.timer
    }

    /// While the athlete was moving.
    pub const fn moving(self) -> Option<Duration> {
        self.moving
    }

    /// Seconds under way, from the narrowest clock that was given: moving, else timer, else elapsed.
    pub fn active_s(self) -> u32 {
        self.moving.or(self.timer).or(self.elapsed).map_or(0, Duration::get)
    }

    /// Seconds from beginning to end, from the widest clock that was given: elapsed, else timer, else moving.
    pub fn total_s(self) -> u32 {
        self.elapsed.or(self.timer).or(self.moving).map_or(0, Duration::get)
    }
}

#[cfg(feature = "schema")]
impl utoipa::PartialSchema for Durations {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::{RefOr, schema::Schema};

        // One of the three at least.
        let mut schema = <Given as utoipa::PartialSchema>::schema();
        if let RefOr::T(Schema::Object(object)) = &mut schema {
            object.min_properties = Some(1);
        }
        schema
    }
}

#[cfg(feature = "schema")]
impl utoipa::ToSchema for Durations {
    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>)>) {
        <Given as utoipa::ToSchema>::schemas(schemas);
    }
}

impl TryFrom<Given> for Durations {
    type Error = DurationsError;
    fn try_from(given: Given) -> Result<Self, DurationsError> {
        Self::try_new(given.elapsed_s, given.timer_s, given.moving_s)
    }
}

impl From<Durations> for Given {
    fn from(durations: Durations) -> Self {
        Self { elapsed_s: durations.elapsed, timer_s: durations.timer, moving_s: durations.moving }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Durations, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn one_clock_is_enough_and_stays_the_one_that_was_given() {
        let durations = read(r#"{"timer_s":2700}"#).unwrap();
        assert_eq!((durations.active_s(), durations.total_s()), (2700, 2700));
        assert_eq!(durations.elapsed(), None);
        assert_eq!(serde_json::to_string(&durations).unwrap(), r#"{"timer_s":2700}"#);
    }

    #[test]
    fn no_clock_at_all_is_refused() {
        assert!(read("{}").unwrap_err().contains("give a duration"));
    }

    #[test]
    fn nobody_moves_longer_than_the_workout_lasted() {
        assert!(read(r#"{"elapsed_s":2700,"moving_s":2701}"#).unwrap_err().contains("can't exceed"));
        assert!(read(r#"{"elapsed_s":2700,"timer_s":2600,"moving_s":2600}"#).is_ok());
    }
}
