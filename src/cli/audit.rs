//! What an auditor asks for.

use exports::Moment;
use jiff::Span;
use uuid::Uuid;

/// Which events; without any of these, all.
#[derive(Debug, clap::Args)]
pub(crate) struct AuditArgs {
    /// Only this member's or project's events
    #[arg(long)]
    pub subject: Option<Uuid>,
    /// Only events of this type; may be given several times
    #[arg(long = "type", value_name = "TYPE")]
    pub types: Vec<String>,
    /// Only what this one wanted: member:ID, token:ID or system:NAME
    #[arg(long, value_name = "ACTOR")]
    pub by: Option<String>,
    /// Only what this command led to
    #[arg(long, value_name = "ID")]
    pub command: Option<String>,
    /// Only the last hours, days or weeks, like 36h, 7d or 2w
    #[arg(long, value_name = "SPAN", conflicts_with = "from")]
    pub since: Option<Span>,
    /// The first position, or the moment or day from which on
    #[arg(long, value_name = "POSITION|TIME")]
    pub from: Option<Moment>,
    /// The last position, or the moment up to which
    #[arg(long, value_name = "POSITION|TIME")]
    pub to: Option<Moment>,
    /// How many at once
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub limit: u16,
    /// The next page: only what comes before this position
    #[arg(long, value_name = "POSITION")]
    pub before: Option<u64>,
    #[arg(long)]
    pub json: bool,
}
