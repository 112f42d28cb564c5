//! Who may come in over HTTP. Tokens stand here and not with the commands, because they are no history: whoever checks one
//! needs a pool and nothing else of the ledger.

use std::{fmt, str::FromStr};

use domain::vocabulary::{Role, Scope};
use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::{PgPool, Row, postgres::PgRow};
use subtle::ConstantTimeEq;
use uuid::Uuid;

const COLUMNS: &str = "id, secret_hash, label, member_id, roles, scopes, created_at, expires_at, revoked_at";

/// Both halves of a token, as they are shown once and sent with each request: `id.secret`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    id: String,
    secret: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a token has the form id.secret")]
pub struct NoToken;

impl Secret {
    /// From 40 random bytes: far more than anybody can guess, so that a plain hash keeps them well enough.
    pub fn of(random: &[u8; 40]) -> Self {
        let digits = hex(random);
        let (id, secret) = digits.split_at(16);
        Self { id: id.to_owned(), secret: secret.to_owned() }
    }

    /// The half that may be known.
    pub fn id(&self) -> &str {
        &self.id
    }

    fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.secret).into()
    }

    /// What goes into the `Authorization` header. Said in so many words, because it must not get into a log.
    pub fn reveal(&self) -> String {
        format!("{}.{}", self.id, self.secret)
    }
}

impl FromStr for Secret {
    type Err = NoToken;
    fn from_str(text: &str) -> Result<Self, NoToken> {
        let is_hex = |half: &str, length| half.len() == length && half.bytes().all(|byte| byte.is_ascii_hexdigit());
        match text.split_once('.') {
            Some((id, secret)) if is_hex(id, 16) && is_hex(secret, 64) => {
                Ok(Self { id: id.to_owned(), secret: secret.to_owned() })
            }
            _ => Err(NoToken),
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.…", self.id)
    }
}

/// What a token is for.
#[derive(Debug, Clone)]
pub struct NewToken {
    pub label: String,
    pub member_id: Option<Uuid>,
    pub roles: Vec<Role>,
    pub scopes: Vec<Scope>,
    pub expires_at: Option<Timestamp>,
}

/// A token as it is kept.
#[derive(Debug, Clone, Serialize)]
pub struct Token {
    pub id: String,
    pub label: String,
    pub member_id: Option<Uuid>,
    pub roles: Vec<Role>,
    pub scopes: Vec<Scope>,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
    #[serde(skip)]
    secret_hash: Vec<u8>,
}

impl Token {
    /// Takes as long for a wrong secret as for the right one.
    pub fn is_opened_by(&self, given: &Secret) -> bool {
        given.hash().as_slice().ct_eq(&self.secret_hash).into()
    }

    pub fn has_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }
}

/// Keeps a token; its secret is nowhere but with the caller.
pub async fn create(pool: &PgPool, secret: &Secret, token: &NewToken, now: Timestamp) -> Result<(), sqlx::Error> {
    insert(pool, secret, token, now, "").await.map(drop)
}

/// Keeps a token if nothing has ever happened here: no event and no other token. Says whether it did.
pub async fn create_first(
    pool: &PgPool,
    secret: &Secret,
    token: &NewToken,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let nothing_yet =
        "where (select position from ledger_head) = 0 and not exists (select from api_tokens) on conflict do nothing";
    insert(pool, secret, token, now, nothing_yet).await
}

async fn insert(
    pool: &PgPool,
    secret: &Secret,
    token: &NewToken,
    now: Timestamp,
    condition: &str,
) -> Result<bool, sqlx::Error> {
    let sql = format!(
        "insert into api_tokens (id, secret_hash, label, member_id, roles, scopes, created_at, expires_at)
         select $1, $2, $3, $4, $5, $6, $7, $8 {condition}"
    );
    let done = sqlx::query(&sql)
        .bind(secret.id())
        .bind(&secret.hash()[..])
        .bind(&token.label)
        .bind(token.member_id)
        .bind(token.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>())
        .bind(token.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>())
        .bind(jiff_sqlx::Timestamp::from(now))
        .bind(token.expires_at.map(jiff_sqlx::Timestamp::from))
        .execute(pool)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The token with this id, whatever state it is in.
pub async fn by_id(pool: &PgPool, id: &str) -> Result<Option<Token>, sqlx::Error> {
    let sql = format!("select {COLUMNS} from api_tokens where id = $1");
    sqlx::query(&sql).bind(id).try_map(|row| token(&row)).fetch_optional(pool).await
}

/// All tokens, the oldest first.
pub async fn list(pool: &PgPool) -> Result<Vec<Token>, sqlx::Error> {
    let sql = format!("select {COLUMNS} from api_tokens order by created_at, id");
    sqlx::query(&sql).try_map(|row| token(&row)).fetch_all(pool).await
}

/// Shuts a token out for ever. Says whether there is one.
pub async fn revoke(pool: &PgPool, id: &str, now: Timestamp) -> Result<bool, sqlx::Error> {
    let done = sqlx::query("update api_tokens set revoked_at = coalesce(revoked_at, $2) where id = $1")
        .bind(id)
        .bind(jiff_sqlx::Timestamp::from(now))
        .execute(pool)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// A key that only this database knows.
pub async fn api_secret(pool: &PgPool, name: &str) -> Result<Vec<u8>, sqlx::Error> {
    sqlx::query_scalar("select secret from api_secrets where name = $1").bind(name).fetch_one(pool).await
}

fn token(row: &PgRow) -> Result<Token, sqlx::Error> {
    let time = |name: &str| {
        row.try_get::<Option<jiff_sqlx::Timestamp>, _>(name).map(|time| time.map(jiff_sqlx::Timestamp::to_jiff))
    };
    Ok(Token {
        id: row.try_get("id")?,
        label: row.try_get("label")?,
        member_id: row.try_get("member_id")?,
        roles: words(row.try_get("roles")?)?,
        scopes: words(row.try_get("scopes")?)?,
        created_at: row.try_get::<jiff_sqlx::Timestamp, _>("created_at")?.to_jiff(),
        expires_at: time("expires_at")?,
        revoked_at: time("revoked_at")?,
        secret_hash: row.try_get("secret_hash")?,
    })
}

fn words<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    words: Vec<String>,
) -> Result<Vec<T>, sqlx::Error> {
    words
        .iter()
        .map(|word| word.parse())
        .collect::<Result<_, T::Err>>()
        .map_err(|error| sqlx::Error::Decode(error.into()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_its_secret_is_not_printed_by_accident() {
        let token = Secret::of(&[0xa5; 40]);
        assert_eq!(token.reveal().parse::<Secret>().unwrap(), token);
        assert_eq!(format!("{token:?}"), "a5a5a5a5a5a5a5a5.…");
    }

    #[test]
    fn what_has_not_the_form_of_a_token_is_none() {
        for text in ["", ".", "a.b", "a5a5a5a5a5a5a5a5", "a5a5a5a5a5a5a5a5.a5"] {
            assert_eq!(text.parse::<Secret>(), Err(NoToken));
        }
    }
}
