//! One look.

use sqlx::{PgConnection, Row};
use uuid::Uuid;

use super::Moment;

/// Events since the last look that are gone through by name; after more than that, everybody counts as changed.
pub(super) const MOST: i64 = 4_096;

/// How everything stands, as of one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glance {
    /// The last position of the ledger.
    pub head: u64,
    /// Another one when tokens were made, changed or removed.
    pub tokens: i64,
    era: u64,
    read_models: Vec<ReadModelAt>,
}

/// How far a live read model has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadModelAt {
    pub name: String,
    pub position: u64,
    pub edition: Edition,
}

/// A filling of a read model. Another one shows what the same events come to by other rules, or subjects that were
/// left out before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Edition {
    version: i32,
    generation: i32,
    revision: i64,
}

impl Glance {
    /// `None` where nothing was ever filled.
    pub fn read_model(&self, name: &str) -> Option<&ReadModelAt> {
        self.read_models.iter().find(|one| one.name == name)
    }

    /// The moment up to which the ledger shows what is read of it from now on.
    pub fn moment(&self) -> Moment {
        self.up_to(self.head)
    }

    /// The same of what a read model shows.
    pub fn moment_of(&self, read_model: &ReadModelAt) -> Moment {
        self.up_to(read_model.position)
    }

    fn up_to(&self, position: u64) -> Moment {
        Moment { era: self.era, position }
    }

    pub(super) fn in_era(self, era: u64) -> Self {
        Self { era, ..self }
    }
}

pub(super) struct Looked {
    pub(super) glance: Glance,
    /// Another one when Postgres was restarted or its ledger replaced.
    pub(super) incarnation: String,
    /// Of the events behind the position that was known, at most [`MOST`] of them.
    pub(super) subjects: Vec<Uuid>,
    pub(super) connection: PgConnection,
}

/// One statement, so that all of it is as of the same moment: no read model is further than the head, and whoever sees
/// the head sees all events up to it.
pub(super) const LOOK: &str = "
    select head.position, (select times from api_tokens_changed), ledger_incarnation(),
           array(select subject from events
                 where position > $1 and position <= head.position order by position limit $2),
           models.names, models.positions, models.versions, models.generations, models.revisions
    from ledger_head head, (
        select array_agg(name) as names, array_agg(position) as positions, array_agg(version) as versions,
               array_agg(generation) as generations, array_agg(revision) as revisions
        from projection_checkpoints where state = 'live') models";

pub(super) async fn look(mut connection: PgConnection, seen: Option<u64>) -> Result<Looked, sqlx::Error> {
    let row =
        sqlx::query(LOOK).bind(seen.map_or(i64::MAX, u64::cast_signed)).bind(MOST).fetch_one(&mut connection).await?;
    let names: Vec<String> = row.try_get::<Option<_>, _>(4)?.unwrap_or_default();
    let positions: Vec<i64> = row.try_get::<Option<_>, _>(5)?.unwrap_or_default();
    let versions: Vec<i32> = row.try_get::<Option<_>, _>(6)?.unwrap_or_default();
    let generations: Vec<i32> = row.try_get::<Option<_>, _>(7)?.unwrap_or_default();
    let revisions: Vec<i64> = row.try_get::<Option<_>, _>(8)?.unwrap_or_default();
    let editions = versions.into_iter().zip(generations).zip(revisions);
    let editions = editions.map(|((version, generation), revision)| Edition { version, generation, revision });
    let read_models = names.into_iter().zip(positions).zip(editions);
    let read_models =
        read_models.map(|((name, position), edition)| ReadModelAt { name, position: position.unsigned_abs(), edition });
    let glance = Glance {
        head: row.try_get::<i64, _>(0)?.unsigned_abs(),
        tokens: row.try_get(1)?,
        era: 0,
        read_models: read_models.collect(),
    };
    Ok(Looked { glance, incarnation: row.try_get(2)?, subjects: row.try_get(3)?, connection })
}
