//! For whom something is shown: what the directory says of a member, as types.

use domain::vocabulary::{Language, TimeZoneName, Units};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use pictures::{Look, Theme};
use projections::members::{self, Member};
use sqlx::PgPool;
use uuid::Uuid;

/// A member who is shown something.
#[derive(Debug, Clone, PartialEq)]
pub struct Reader {
    pub member_id: Uuid,
    pub language: Language,
    pub units: Units,
    pub zone: TimeZone,
}

impl Reader {
    /// The member as the read model knows them; `None` when there is no such member.
    pub async fn find(pool: &PgPool, member_id: Uuid) -> Result<Option<Self>, sqlx::Error> {
        Ok(members::by_id(pool, member_id).await?.as_ref().map(Self::of))
    }

    pub fn of(member: &Member) -> Self {
        let zone = TimeZoneName::try_new(&member.time_zone).ok().and_then(|name| name.time_zone());
        Self {
            member_id: member.member_id,
            language: member.language.parse().unwrap_or(Language::English),
            units: member.units.parse().unwrap_or(Units::Metric),
            zone: zone.unwrap_or(TimeZone::UTC),
        }
    }

    /// The day that it is where the member lives.
    pub fn today(&self, now: Timestamp) -> Date {
        now.to_zoned(self.zone.clone()).date()
    }

    pub fn look(&self, theme: Theme) -> Look {
        Look { language: self.language, units: self.units, theme }
    }
}
