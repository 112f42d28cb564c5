//! Members as the ledger knows them, remembered until something happens to them.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::member::Member;
use lru::LruCache;
use pg::{
    FoldError,
    watch::{Moment, Watch},
};
use sqlx::PgPool;
use uuid::Uuid;

/// About ten megabytes: a member with some races and thresholds takes two kilobytes.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(4096).unwrap();

pub(in crate::http) struct Members {
    pool: PgPool,
    watch: Watch,
    known: Mutex<LruCache<Uuid, (Moment, Arc<Member>)>>,
}

impl Members {
    pub(in crate::http) fn new(pool: PgPool, watch: Watch) -> Self {
        Self { pool, watch, known: Mutex::new(LruCache::new(REMEMBERED)) }
    }

    /// The member as all events until now made them, or until two milliseconds ago where another process wrote them;
    /// nobody for an id that never registered.
    pub(in crate::http) async fn now(&self, id: Uuid) -> Result<Option<Arc<Member>>, FoldError> {
        let moment = self.watch.glance().await?.moment();
        let known = self.lock().get(&id).cloned();
        if let Some((_, member)) = known.filter(|(since, _)| self.watch.none_since(*since, id)) {
            return Ok(Some(member));
        }
        let Some(member) = pg::member_now(&self.pool, id).await?.map(Arc::new) else { return Ok(None) };
        self.lock().put(id, (moment, member.clone()));
        Ok(Some(member))
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<Uuid, (Moment, Arc<Member>)>> {
        // The map is whole between calls, whatever a panicking thread did in between.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
