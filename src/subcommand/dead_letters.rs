//! `paceledger dead-letters`: what to do with commands that failed.

use commands::dead_letters;

use crate::{access::Access, cli::DeadLetters, told::tell_line};

const MOST: i64 = 1_000;

pub(crate) async fn dead_letters(access: &Access, what: DeadLetters) -> anyhow::Result<()> {
    match what {
        DeadLetters::List { json } => {
            let letters = dead_letters::list(&access.pool, 0, MOST).await?;
            if json {
                tell_line!("{}", serde_json::to_string_pretty(&letters)?);
                return Ok(());
            }
            for letter in &letters {
                tell_line!("{} {} {}: {}", letter.id, letter.failed_at, letter.command_id, letter.reason);
            }
            tell_line!("{} dead letters", letters.len());
        }
        DeadLetters::Retry { id } => {
            dead_letters::retry(&access.pool, &access.nats, id).await?;
            tell_line!("dead letter {id} is on the queue again");
        }
        DeadLetters::Drop { id } => {
            dead_letters::drop_letter(&access.pool, id).await?;
            tell_line!("dead letter {id} is forgotten");
        }
    }
    Ok(())
}
