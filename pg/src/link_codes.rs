//! Codes that join another account to a member: for one use, for ten minutes. Only their hashes are kept, and not in
//! the ledger, where nothing is ever taken out.

use sqlx::PgPool;
use uuid::Uuid;

/// No two of these look alike.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Which bytes of a random id are wholly random; eight letters are forty bits.
const RANDOM_BYTES: [usize; 8] = [0, 1, 2, 3, 4, 5, 9, 10];
/// Wrong codes that an account may try in ten minutes.
const TRIES: i64 = 5;

/// What came of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redeemed {
    /// It was this member's.
    Of(Uuid),
    /// It never was one, or not any more.
    Wrong,
    /// Nothing more is tried for a while.
    TooManyTries,
}

/// A new code. Earlier ones of the member hold no longer.
pub async fn make(pool: &PgPool, member: Uuid) -> Result<String, sqlx::Error> {
    let mut transaction = crate::begin(pool).await?;
    let random: Uuid = sqlx::query_scalar("select gen_random_uuid()").fetch_one(&mut *transaction).await?;
    let code: String =
        RANDOM_BYTES.iter().map(|&at| char::from(LETTERS[usize::from(random.as_bytes()[at] % 32)])).collect();
    sqlx::query("delete from chat_link_codes where member_id = $1 or expires_at < now()")
        .bind(member)
        .execute(&mut *transaction)
        .await?;
    sqlx::query(
        "insert into chat_link_codes (code_hash, member_id, expires_at)
         values (sha256(convert_to($1, 'UTF8')), $2, now() + interval '10 minutes')",
    )
    .bind(&code)
    .bind(member)
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(format!("{}-{}", &code[..4], &code[4..]))
}

/// Uses a code up, in the name of the message that brought it: told again, that message gets the same answer.
pub async fn redeem(
    pool: &PgPool,
    code: &str,
    message: &str,
    (gateway, account): (&str, &str),
) -> Result<Redeemed, sqlx::Error> {
    let mut transaction = crate::begin(pool).await?;
    // One at a time for each account, or many tries at once would all count as the first.
    sqlx::query("select pg_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0))")
        .bind(gateway)
        .bind(account)
        .execute(&mut *transaction)
        .await?;
    let misses: i64 = sqlx::query_scalar(
        "select count(*) from chat_link_misses
         where gateway = $1 and external_id = $2 and missed_at > now() - interval '10 minutes' and inbox_id <> $3",
    )
    .bind(gateway)
    .bind(account)
    .bind(message)
    .fetch_one(&mut *transaction)
    .await?;
    if misses >= TRIES {
        return Ok(Redeemed::TooManyTries);
    }
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let member: Option<Uuid> = sqlx::query_scalar(
        "update chat_link_codes set used_by = $2
         where code_hash = sha256(convert_to($1, 'UTF8'))
           and (used_by = $2 or used_by is null and expires_at > now())
         returning member_id",
    )
    .bind(code)
    .bind(message)
    .fetch_optional(&mut *transaction)
    .await?;
    if member.is_none() {
        // A message that is delivered again comes within a day.
        sqlx::query("delete from chat_link_misses where missed_at < now() - interval '1 day'")
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "insert into chat_link_misses (inbox_id, gateway, external_id) values ($1, $2, $3)
             on conflict (inbox_id) do nothing",
        )
        .bind(message)
        .bind(gateway)
        .bind(account)
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(member.map_or(Redeemed::Wrong, Redeemed::Of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn wrong_codes_are_counted_for_ten_minutes_and_forgotten_after_a_day() {
        let kit = testkit::Ledger::new().await;
        let misses = async || -> i64 {
            sqlx::query_scalar("select count(*) from chat_link_misses").fetch_one(&kit.pool).await.unwrap()
        };
        let redeem = async |message: &str| redeem(&kit.pool, "AAAA-AAAA", message, ("telegram", "7")).await.unwrap();
        for message in ["1", "2", "3", "4", "5"] {
            assert_eq!(redeem(message).await, Redeemed::Wrong);
        }
        assert_eq!((redeem("6").await, misses().await), (Redeemed::TooManyTries, 5));
        let later = "update chat_link_misses set missed_at = missed_at - interval '25 hours'";
        sqlx::query(later).execute(&kit.pool).await.unwrap();
        assert_eq!((redeem("7").await, misses().await), (Redeemed::Wrong, 1));
    }
}
