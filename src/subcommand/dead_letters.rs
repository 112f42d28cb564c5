//! `paceledger dead-letters`: what to do with commands that failed.

use commands::dead_letters;

use crate::{access::Access, cli::DeadLetters};

const MOST: i64 = 1_000;

pub(crate) async fn dead_letters(access: &Access, what: DeadLetters) -> anyhow::Result<()> {
    match what {
        DeadLetters::List { json } => {
            let letters = dead_letters::list(&access.pool, 0, MOST).await?;
            if json {
                println!("{}", serde_json::to_string_pretty(&letters)?);
                return Ok(());
            }
            for letter in &letters {
                println!("{} {} {}: {}", letter.id, letter.failed_at, letter.command_id, letter.reason);
            }
            println!("{} dead letters", letters.len());
        }
        DeadLetters::Retry { id } => {
            dead_letters::retry(&access.pool, &access.nats, id).await?;
            println!("dead letter {id} is on the queue again");
        }
        DeadLetters::Drop { id } => {
            dead_letters::drop_letter(&access.pool, id).await?;
            println!("dead letter {id} is forgotten");
        }
    }
    Ok(())
}
