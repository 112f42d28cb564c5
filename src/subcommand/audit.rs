//! `paceledger audit`: the log in plain sentences, newest first, page by page.

use exports::Moment;
use jiff::tz::TimeZone;
use projections::audit::{self, Entry, Filter};
use sqlx::PgPool;

use super::show::{fresh, say};
use crate::{access::Access, cli::AuditArgs, environment};

pub(crate) async fn audit(access: &Access, args: AuditArgs) -> anyhow::Result<()> {
    let pool = &access.pool;
    fresh(pool, "audit").await?;
    known(&args.types)?;
    let (filter, before) = (filter(pool, &args).await?, before(pool, &args).await?);
    let page = audit::list(pool, &filter, before, usize::from(args.limit)).await?;
    say(args.json, &page, |page| {
        let lines: String = page.entries.iter().map(line).collect();
        match page.next {
            Some(next) => format!("{lines}older ones: the same with --before {next}\n"),
            None if page.entries.is_empty() => "No event is like that.\n".to_owned(),
            None => lines,
        }
    })
}

/// A type with a typing error would find nothing, which looks like an answer.
fn known(types: &[String]) -> anyhow::Result<()> {
    let catalogue = domain::catalogue::catalogue();
    match types.iter().find(|wanted| !catalogue.iter().any(|entry| entry.event == wanted.as_str())) {
        Some(unknown) => {
            anyhow::bail!("there is no event type \"{unknown}\"; `paceledger events catalogue` lists them")
        }
        None => Ok(()),
    }
}

async fn filter(pool: &PgPool, args: &AuditArgs) -> anyhow::Result<Filter> {
    let since = match args.since {
        Some(span) => {
            let now = (environment::real().now)().to_zoned(TimeZone::UTC);
            Some(Moment::Time(now.checked_sub(span)?.timestamp()))
        }
        None => args.from,
    };
    let after = match since {
        Some(moment) => Some(moment.before(pool).await?),
        None => None,
    };
    Ok(Filter {
        subject: args.subject,
        actor: args.by.clone(),
        command_id: args.command.clone(),
        event_types: args.types.clone(),
        after,
        ..Filter::default()
    })
}

/// The position that the page ends before: of `--to` and `--before` the earlier one.
async fn before(pool: &PgPool, args: &AuditArgs) -> anyhow::Result<Option<u64>> {
    let to = match args.to {
        Some(moment) => Some(moment.until(pool).await?.saturating_add(1)),
        None => None,
    };
    Ok(to.into_iter().chain(args.before).min())
}

fn line(entry: &Entry) -> String {
    let Entry { position, recorded_at, subject, sentence, actor, gateway, command_id, .. } = entry;
    format!(
        "{position:>8}  {recorded_at:.0}  {sentence}\n          about {subject}, by {actor} through {gateway}, command {command_id}\n"
    )
}
