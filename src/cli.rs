//! What can be typed. What is asked for by more than a few flags has a file in `cli/`.

mod audit;
mod picture;
mod plan;
mod show;
mod token;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use domain::identity::ExternalId;
use exports::{Format, Moment, Table};
use uuid::Uuid;

pub(crate) use self::{
    audit::AuditArgs,
    picture::{Background, CalendarArgs, PictureArgs, What},
    plan::{Plan, Trace},
    show::{Days, Of, Over, Show},
    token::Token,
};
use crate::settings::Global;

/// An event-sourced training ledger for triathletes and runners, their clubs and coaches.
#[derive(Debug, Parser)]
#[command(name = "paceledger", version, after_help = "Example:\n  paceledger up\n  curl http://127.0.0.1:7373/readyz")]
pub(crate) struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Runs everything on this machine: private Postgres and NATS, and every role
    #[command(after_help = "Example:\n  paceledger up --data /srv/paceledger --port 8080")]
    Up {
        /// The port that HTTP listens on, on loopback; 0 picks a free one [default: 7373]
        #[arg(long, env = "PACELEDGER_PORT")]
        port: Option<u16>,
    },
    /// Runs chosen roles: http, chat, scheduler, telegram, worker, relay, projector NAME
    #[command(after_help = "Example:\n  paceledger run worker relay projector analytics")]
    Run {
        #[arg(required = true, value_name = "ROLE")]
        roles: Vec<String>,
        /// The port of the HTTP role [default: 7373]
        #[arg(long, env = "PACELEDGER_PORT")]
        port: Option<u16>,
    },
    /// Talks with the ledger as an athlete does, in this terminal or from a script; #1 presses a button
    #[command(after_help = "Examples:\n  paceledger chat --as me\n  echo '/log run 45 z2' | paceledger chat --as me")]
    Chat {
        /// Who is talking; each name is a member of its own
        #[arg(long = "as", value_name = "NAME")]
        person: ExternalId,
        /// Where pictures and documents are saved
        #[arg(long, value_name = "DIR", default_value = ".")]
        files: PathBuf,
    },
    /// Says how the ledger stands
    #[command(after_help = "Example:\n  paceledger status --json")]
    Status {
        #[arg(long)]
        json: bool,
    },
    /// Holds both stores and the read models against each other; exit code 1 on any difference
    #[command(after_help = "Example:\n  paceledger verify && echo all is well")]
    Verify {
        #[arg(long)]
        json: bool,
    },
    /// Brings events back that Postgres lacks
    #[command(after_help = "Example:\n  paceledger restore --from stream")]
    Restore {
        #[arg(long, value_enum)]
        from: RestoreFrom,
    },
    /// Prints events as JSON lines
    #[command(
        after_help = "Example:\n  paceledger replay --type WorkoutLogged --as-of 2026-03-01T00:00:00Z > march.jsonl"
    )]
    Replay(SelectionArgs),
    /// Writes events, or a table with one row a fact, to JSON lines, CSV or Parquet
    #[command(
        after_help = "Examples:\n  paceledger export --format parquet --out events --from 2026-01-01 --to 2026-04-01\n  \
                      paceledger export workouts --format csv --out workouts.csv --as-of 2026-03-01"
    )]
    Export(ExportArgs),
    /// What the ledger knew of a member at a moment
    #[command(
        after_help = "Example:\n  paceledger state 5ed26048-8092-5028-a208-ce118ad13b05 --as-of 2026-03-01 --json"
    )]
    State {
        /// The member's id
        subject: Uuid,
        /// A position, a moment like 2026-03-01T00:00:00Z, or a day [default: now]
        #[arg(long, value_name = "POSITION|TIME")]
        as_of: Option<Moment>,
        #[arg(long)]
        json: bool,
    },
    /// What changed about a member between two moments, field by field
    #[command(
        after_help = "Example:\n  paceledger diff 5ed26048-8092-5028-a208-ce118ad13b05 --between 2026-02-01 2026-03-01"
    )]
    Diff {
        /// The member's id
        subject: Uuid,
        /// Positions, moments like 2026-03-01T00:00:00Z, or days
        #[arg(long, num_args = 2, required = true, value_names = ["POSITION|TIME", "POSITION|TIME"])]
        between: Vec<Moment>,
        #[arg(long)]
        json: bool,
    },
    /// Answers about training: today's sessions, form, totals, bests, and more
    #[command(subcommand)]
    Show(Show),
    /// Who did what, when and through what: one plain sentence an event, newest first
    #[command(
        after_help = "Examples:\n  paceledger audit --since 7d\n  paceledger audit --subject 5ed26048-8092-5028-a208-ce118ad13b05 --type ConsentGiven --type ConsentWithdrawn"
    )]
    Audit(AuditArgs),
    /// Training as a picture, in the member's language and units
    #[command(
        after_help = "Example:\n  paceledger picture form 5ed26048-8092-5028-a208-ce118ad13b05 --out form.png --theme dark"
    )]
    Picture(PictureArgs),
    /// The member's plans as an iCalendar file
    #[command(after_help = "Example:\n  paceledger calendar 5ed26048-8092-5028-a208-ce118ad13b05 --out training.ics")]
    Calendar(CalendarArgs),
    /// What events there are, and what they mean
    #[command(subcommand)]
    Events(Events),
    /// The read models
    #[command(subcommand)]
    Projections(Projections),
    /// Commands that could not be carried out
    #[command(subcommand)]
    DeadLetters(DeadLetters),
    /// Who may use the HTTP API
    #[command(subcommand)]
    Token(Token),
    /// Training plans, made and judged
    #[command(subcommand)]
    Plan(Plan),
    /// How something came to be
    #[command(subcommand)]
    Trace(Trace),
    /// How fast the ledger is on this machine
    #[command(subcommand)]
    Bench(bench::Bench),
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum RestoreFrom {
    Stream,
}

/// Which events; without any of these, all.
#[derive(Debug, clap::Args)]
pub(crate) struct SelectionArgs {
    /// The first position, or the moment or day from which on
    #[arg(long, value_name = "POSITION|TIME")]
    pub from: Option<Moment>,
    /// The last position, or the moment up to which
    #[arg(long, value_name = "POSITION|TIME")]
    pub to: Option<Moment>,
    /// Only this member's or project's events
    #[arg(long)]
    pub subject: Option<Uuid>,
    /// Only events of this type; may be given several times
    #[arg(long = "type", value_name = "TYPE")]
    pub types: Vec<String>,
    /// As the ledger was then: a position, a moment like 2026-03-01T00:00:00Z, or a day (its beginning in UTC)
    #[arg(long, value_name = "POSITION|TIME")]
    pub as_of: Option<Moment>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// events, workouts, fatigue, sessions, thresholds, races or injuries
    #[arg(default_value = "events")]
    pub table: Table,
    /// jsonl, csv or parquet
    #[arg(long, default_value = "jsonl")]
    pub format: Format,
    /// The file to write; for events in Parquet a folder of numbered files [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Replaces what is there already
    #[arg(long, conflicts_with = "resume", requires = "out")]
    pub force: bool,
    /// Goes on where an interrupted export of events ended; starts where there was none
    #[arg(long, requires = "out")]
    pub resume: bool,
    /// How many events go into one Parquet file
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub part_events: u64,
    #[command(flatten)]
    pub selection: SelectionArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Events {
    /// The catalogue of all event types, as Markdown
    #[command(after_help = "Example:\n  paceledger events catalogue > docs/events.md")]
    Catalogue {
        #[arg(long)]
        json: bool,
    },
    /// One event, whole
    #[command(after_help = "Example:\n  paceledger events show 42")]
    Show { position: u64 },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Projections {
    /// Every read model with its position and lag
    #[command(after_help = "Example:\n  paceledger projections list")]
    List {
        #[arg(long)]
        json: bool,
    },
    /// Fills a read model anew beside the live one, then swaps
    #[command(after_help = "Example:\n  paceledger projections rebuild analytics")]
    Rebuild { name: String },
    /// Gives the parked subjects of a read model another chance
    #[command(after_help = "Example:\n  paceledger projections retry analytics")]
    Retry { name: String },
    /// Drops what earlier rebuilds have left behind
    #[command(after_help = "Example:\n  paceledger projections drop-old analytics")]
    DropOld { name: String },
}

#[derive(Debug, Subcommand)]
pub(crate) enum DeadLetters {
    /// Those that wait for a decision, the oldest first
    #[command(after_help = "Example:\n  paceledger dead-letters list --json")]
    List {
        #[arg(long)]
        json: bool,
    },
    /// Puts one on the queue again
    #[command(after_help = "Example:\n  paceledger dead-letters retry 7")]
    Retry { id: i64 },
    /// Forgets one
    #[command(after_help = "Example:\n  paceledger dead-letters drop 7")]
    Drop { id: i64 },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// What can be typed in the end, with all words before it.
    fn leaves(command: &clap::Command, path: &str, into: &mut Vec<(String, String)>) {
        let path = format!("{path}{} ", command.get_name());
        if command.get_subcommands().next().is_none() {
            into.push((path.clone(), command.get_after_help().map(ToString::to_string).unwrap_or_default()));
        }
        command.get_subcommands().for_each(|sub| leaves(sub, &path, into));
    }

    #[test]
    fn every_help_has_examples_and_each_can_be_typed() {
        let mut all = Vec::new();
        leaves(&Cli::command(), "", &mut all);
        for (path, help) in all.iter().filter(|(path, _)| !path.starts_with("paceledger bench")) {
            let examples: Vec<&str> =
                help.lines().map(str::trim).filter(|line| line.starts_with("paceledger ")).collect();
            // Some commands have so little to them that their name is the example.
            let needs = ["show", "audit", "picture", "calendar"].iter().any(|word| path.contains(&format!(" {word} ")));
            assert!(!needs || !examples.is_empty(), "{path}has no example");
            for example in examples {
                let words = example.split(" && ").next().and_then(|line| line.split(" > ").next()).unwrap_or_default();
                let read = Cli::try_parse_from(words.split_whitespace());
                assert!(read.is_ok(), "{example}: {}", read.unwrap_err());
            }
        }
    }
}
