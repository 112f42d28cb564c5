//! Whom a token lets in. A caller's every request asks; so tokens are remembered until any changes, and their members
//! until something happens to them.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::http::StatusCode;
use domain::member::Status;
use jiff::Timestamp;
use lru::LruCache;
use pg::{
    tokens::{self, Secret, Token},
    watch::Watch,
};
use sqlx::PgPool;

use super::{Caller, Members};
use crate::http::Problem;

const REMEMBERED: NonZeroUsize = NonZeroUsize::new(4096).unwrap();

pub(in crate::http) struct Directory {
    pool: PgPool,
    watch: Watch,
    members: Arc<Members>,
    seen: Mutex<LruCache<String, Seen>>,
}

/// How often tokens had changed when this one was read.
type Seen = (i64, Arc<Token>);

impl Directory {
    pub(in crate::http) fn new(pool: PgPool, watch: Watch, members: Arc<Members>) -> Self {
        Self { pool, watch, members, seen: Mutex::new(LruCache::new(REMEMBERED)) }
    }

    /// Whom a token lets in.
    pub(super) async fn caller(&self, given: &Secret, now: Timestamp) -> Result<Caller, Problem> {
        // Why a token that isn't right is refused is told to nobody who doesn't hold its secret.
        let token = self.token(given.id()).await?.filter(|token| token.is_opened_by(given));
        let token = token.ok_or_else(|| unauthorized("access.token-unknown", "this token is not known; check it"))?;
        if token.revoked_at.is_some() {
            return Err(unauthorized("access.token-revoked", "this token was revoked; ask for a new one"));
        }
        if token.has_expired(now) {
            return Err(unauthorized("access.token-expired", "this token has expired; ask for a new one"));
        }
        let mut caller = Caller {
            token: token.id.clone(),
            member: token.member_id,
            roles: token.roles.iter().copied().collect(),
            scopes: token.scopes.iter().copied().collect(),
        };
        if let Some(id) = token.member_id {
            // A member's token is good for what the member may do at the moment, and no more than it was made for.
            let member = self.members.now(id).await?.unwrap_or_default();
            if member.status() == Status::Suspended {
                let detail = "this member is suspended; an admin has to reinstate them first";
                return Err(Problem::new(StatusCode::FORBIDDEN, "member.suspended", detail));
            }
            caller.roles.retain(|role| member.has_role(*role));
        }
        Ok(caller)
    }

    async fn token(&self, id: &str) -> Result<Option<Arc<Token>>, Problem> {
        let changed = self.watch.glance().await?.tokens;
        let known = self.lock().get(id).cloned();
        if let Some((_, token)) = known.filter(|(at, _)| *at == changed) {
            return Ok(Some(token));
        }
        let Some(token) = tokens::by_id(&self.pool, id).await?.map(Arc::new) else { return Ok(None) };
        self.lock().put(id.to_owned(), (changed, token.clone()));
        Ok(Some(token))
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<String, Seen>> {
        // The map is whole between calls, whatever a panicking thread did in between.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) fn unauthorized(code: &'static str, detail: &str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, code, detail)
}

#[cfg(test)]
mod tests {
    use domain::vocabulary::{Role, Scope};
    use pg::tokens::NewToken;

    use super::*;

    #[tokio::test]
    async fn a_remembered_token_lets_nobody_in_after_its_end_or_with_another_secret() {
        let kit = testkit::Ledger::new().await;
        let watch = Watch::new(kit.pool.clone());
        let members = Arc::new(Members::new(kit.pool.clone(), watch.clone()));
        let directory = Directory::new(kit.pool.clone(), watch, members);
        let [now, end]: [Timestamp; 2] = ["2026-05-03T10:00:00Z", "2026-05-03T11:00:00Z"].map(|at| at.parse().unwrap());
        let new = NewToken {
            label: "watch".to_owned(),
            member_id: None,
            roles: vec![Role::Analyst],
            scopes: vec![Scope::Read],
            expires_at: Some(end),
        };
        let secret = Secret::of(&[7; 40]);
        tokens::create(&kit.pool, &secret, &new, now).await.unwrap();
        let code = async |secret: &Secret, at| directory.caller(secret, at).await.err().map(|problem| problem.code);
        assert_eq!(code(&secret, now).await, None);
        assert_eq!(code(&secret, end).await.as_deref(), Some("access.token-expired"));
        let mut guessed = [7; 40];
        guessed[39] = 8;
        assert_eq!(code(&Secret::of(&guessed), now).await.as_deref(), Some("access.token-unknown"));
        assert_eq!(code(&secret, now).await, None);
    }
}
