//! Where in time an athlete lives.

use std::sync::LazyLock;

use jiff::{
    Timestamp,
    civil::Date,
    tz::{TimeZone, TimeZoneDatabase},
};
use serde::{Deserialize, Serialize};

/// The program's own copy of the IANA database: the same answer on every machine.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A name that can't be the name of a time zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" can't be a time zone; use a name such as Europe/Prague")]
pub struct TimeZoneNameError(pub String);

/// The IANA name of a time zone, such as `Europe/Prague`.
///
/// Only its form is checked when it is read: the database drops a name now and then, and an event that was
/// recorded under it must stay readable. Whether the name is [`known`](Self::known) is asked when it is chosen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeZoneName(String);

impl TimeZoneName {
    pub fn try_new(name: &str) -> Result<Self, TimeZoneNameError> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
        if (1..=64).contains(&name.len()) && name.chars().all(fits) {
            Ok(Self(name.to_owned()))
        } else {
            Err(TimeZoneNameError(name.chars().take(64).collect()))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The rules of this zone, if the database has it.
    pub fn time_zone(&self) -> Option<TimeZone> {
        ZONES.get(&self.0).ok().filter(|zone| !zone.is_unknown())
    }

    /// The same zone as the database spells it, if it is there.
    #[must_use]
    pub fn known(&self) -> Option<Self> {
        self.time_zone()?.iana_name().map(|name| Self(name.to_owned()))
    }

    /// The zone that the database names after this city, such as `new york`.
    pub fn of_city(city: &str) -> Option<Self> {
        let wanted = city.trim().replace(' ', "_");
        let is = |name: &str| name.rsplit_once('/').is_some_and(|(_, last)| last.eq_ignore_ascii_case(&wanted));
        ZONES.available().find(|name| is(name.as_str())).map(|name| Self(name.as_str().to_owned()))?.known()
    }

    /// The calendar day that an instant falls on here.
    pub fn date_of(&self, instant: Timestamp) -> Option<Date> {
        Some(instant.to_zoned(self.time_zone()?).date())
    }
}

impl TryFrom<String> for TimeZoneName {
    type Error = TimeZoneNameError;
    fn try_from(name: String) -> Result<Self, TimeZoneNameError> {
        Self::try_new(&name)
    }
}

impl std::str::FromStr for TimeZoneName {
    type Err = TimeZoneNameError;
    fn from_str(name: &str) -> Result<Self, TimeZoneNameError> {
        Self::try_new(name)
    }
}

impl From<TimeZoneName> for String {
    fn from(name: TimeZoneName) -> Self {
        name.0
    }
}

impl std::fmt::Display for TimeZoneName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZoneName {
        name.parse().unwrap()
    }

    #[test]
    fn a_known_zone_is_spelled_as_the_database_spells_it() {
        assert_eq!(zone("europe/prague").known(), Some(zone("Europe/Prague")));
        assert_eq!(zone("Moon/Tranquility").known(), None);
    }

    #[test]
    fn what_has_not_the_form_of_a_zone_is_refused() {
        assert!("".parse::<TimeZoneName>().is_err());
        assert!("Europe/Prague; drop table".parse::<TimeZoneName>().is_err());
    }

    #[test]
    fn an_instant_falls_on_the_local_day() {
        let evening: Timestamp = "2025-05-01T22:30:00Z".parse().unwrap();
        assert_eq!(zone("Europe/Prague").date_of(evening), Some(jiff::civil::date(2025, 5, 2)));
        assert_eq!(zone("America/Lima").date_of(evening), Some(jiff::civil::date(2025, 5, 1)));
    }

    #[test]
    fn a_city_of_the_database_names_its_zone() {
        let zone = |city| TimeZoneName::of_city(city).map(String::from);
        assert_eq!(zone("new york"), Some("America/New_York".to_owned()));
        assert_eq!(zone("Lisbon"), Some("Europe/Lisbon".to_owned()));
        assert_eq!((zone("Atlantis"), zone(""), zone("Europe")), (None, None, None));
    }
}
