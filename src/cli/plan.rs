//! Plans made, judged, and traced to what they came from.

use std::path::PathBuf;

use clap::Subcommand;
use domain::{plan::PlanKind, vocabulary::RaceKind};
use jiff::civil::Date;
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub(crate) enum Plan {
    /// Makes a plan for an athlete described in a file, with its rule record and score
    #[command(
        after_help = "Example:\n  paceledger plan draft --profile docs/examples/runner.json --from 2026-03-02 --kind block"
    )]
    Draft {
        /// JSON with the athlete's profile and, as far as known, thresholds, workouts, readings, races and injuries
        #[arg(long, value_name = "FILE")]
        profile: PathBuf,
        /// The plan's first day
        #[arg(long)]
        from: Date,
        /// week, block or season
        #[arg(long)]
        kind: PlanKind,
        /// What a season without a race in the calendar prepares for, like half-marathon
        #[arg(long)]
        goal: Option<RaceKind>,
        #[arg(long)]
        json: bool,
    },
    /// Judges a plan that `plan draft --json` printed, or one of the ledger; exit code 1 if it falls short
    #[command(
        after_help = "Examples:\n  paceledger plan score plan.json --profile docs/examples/runner.json\n  paceledger plan score 0197f3c0-5a00-7000-8000-00000000d001"
    )]
    Score {
        /// A file, or the id of a plan in the ledger: its first weeks are judged as they stand by what was known when they were
        /// made; of weeks that came later their own score is told
        #[arg(value_name = "FILE|ID")]
        plan: String,
        /// The athlete that the plan in the file is for, as for `plan draft`
        #[arg(long, value_name = "FILE")]
        profile: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Trace {
    /// A plan: what it was made from, what each rule changed and why, its score, and what happened to it since
    #[command(
        after_help = "Examples:\n  paceledger trace plan 0197f3c0-5a00-7000-8000-00000000d001\n  paceledger trace plan 0197f3c0-5a00-7000-8000-00000000d001 --verify && echo the same again"
    )]
    Plan {
        id: Uuid,
        /// Makes the plan again from the ledger and says where that differs; exit code 1 on any difference
        #[arg(long)]
        verify: bool,
        #[arg(long)]
        json: bool,
        /// As W3C PROV-JSON: every event, rule and agent that had a part in the making
        #[arg(long, conflicts_with_all = ["verify", "json"])]
        prov: bool,
    },
}
