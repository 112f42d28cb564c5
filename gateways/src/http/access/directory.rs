//! Tokens and the roles of those they belong to, remembered for a moment: a caller's every request asks for them.

use std::{
    collections::BTreeSet,
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use axum::http::StatusCode;
use domain::{member, vocabulary::Role};
use jiff::Timestamp;
use lru::LruCache;
use pg::tokens::{self, Secret, Token};
use sqlx::PgPool;

use super::Caller;
use crate::http::Problem;

/// As long as a revoked token or role may go on working.
const REMEMBERED_FOR: Duration = Duration::from_secs(1);
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(4096).unwrap();

pub(in crate::http) struct Directory {
    pool: PgPool,
    seen: Mutex<LruCache<String, Seen>>,
}

type Seen = (Instant, Arc<Entry>);

struct Entry {
    token: Token,
    standing: member::Status,
    roles: BTreeSet<Role>,
}

impl Directory {
    pub(in crate::http) fn new(pool: PgPool) -> Self {
        Self { pool, seen: Mutex::new(LruCache::new(REMEMBERED)) }
    }

    /// Whom a token lets in.
    pub(super) async fn caller(&self, given: &Secret, now: Timestamp) -> Result<Caller, Problem> {
        // Why a token that isn't right is refused is told to nobody who doesn't hold its secret.
        let entry = self.entry(given.id()).await?.filter(|entry| entry.token.is_opened_by(given));
        let entry = entry.ok_or_else(|| unauthorized("access.token-unknown", "this token is not known; check it"))?;
        let token = &entry.token;
        if token.revoked_at.is_some() {
            return Err(unauthorized("access.token-revoked", "this token was revoked; ask for a new one"));
        }
        if token.has_expired(now) {
            return Err(unauthorized("access.token-expired", "this token has expired; ask for a new one"));
        }
        if entry.standing == member::Status::Suspended {
            let detail = "this member is suspended; an admin has to reinstate them first";
            return Err(Problem::new(StatusCode::FORBIDDEN, "member.suspended", detail));
        }
        Ok(Caller {
            token: token.id.clone(),
            member: token.member_id,
            roles: entry.roles.clone(),
            scopes: token.scopes.iter().copied().collect(),
        })
    }

    async fn entry(&self, id: &str) -> Result<Option<Arc<Entry>>, Problem> {
        let known = self.lock().get(id).cloned();
        if let Some((_, entry)) = known.filter(|(since, _)| since.elapsed() < REMEMBERED_FOR) {
            return Ok(Some(entry));
        }
        let asked_at = Instant::now();
        let Some(token) = tokens::by_id(&self.pool, id).await? else { return Ok(None) };
        let entry = Arc::new(self.look_up(token).await?);
        self.lock().put(id.to_owned(), (asked_at, entry.clone()));
        Ok(Some(entry))
    }

    /// A member's token is good for what the member may do at the moment, and no more than it was made for.
    async fn look_up(&self, token: Token) -> Result<Entry, Problem> {
        let granted: BTreeSet<Role> = token.roles.iter().copied().collect();
        let Some(id) = token.member_id else {
            return Ok(Entry { token, standing: member::Status::Active, roles: granted });
        };
        let member = pg::member_now(&self.pool, id).await?.unwrap_or_default();
        let roles = member.roles().intersection(&granted).copied().collect();
        Ok(Entry { token, standing: member.status(), roles })
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<String, Seen>> {
        // The map is whole between calls, whatever a panicking thread did in between.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) fn unauthorized(code: &'static str, detail: &str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, code, detail)
}
