//! What can be asked for, as it is typed.

use clap::{Args, Subcommand};

/// A measurement. Each starts private engines with durable settings, or uses a database and streams of its own on the
/// servers that DATABASE_URL and NATS_URL name, and leaves nothing behind. The last line is one JSON object.
#[derive(Debug, Clone, Subcommand)]
pub enum Bench {
    /// Commands into Postgres without the queue, in turn with stock postgres-es
    #[command(after_help = "Example:\n  paceledger bench append --tasks 64 --limit")]
    Append(AppendOptions),
    /// Commands through the whole bus: queue, worker, Postgres, outcome; relay and projectors at work
    #[command(after_help = "Example:\n  paceledger bench commands --tasks 1\n  paceledger bench commands --rate 1000")]
    Commands(CommandsOptions),
    /// The read model `analytics` from zero
    #[command(after_help = "Example:\n  paceledger bench rebuild --events 1000000")]
    Rebuild(RebuildOptions),
    /// Events from Postgres onto an empty stream
    #[command(after_help = "Example:\n  paceledger bench relay --events 100000")]
    Relay(RelayOptions),
    /// Every question about athletes with years of training behind them, asked by many at once
    #[command(
        after_help = "Example:\n  paceledger bench queries --rate 1000\n  paceledger bench queries --athletes 50 --years 1"
    )]
    Queries(QueriesOptions),
    /// All projectors together behind events that come at a steady rate: how far behind they are
    #[command(after_help = "Example:\n  paceledger bench live --rate 1000 --seconds 20 --limit")]
    Live(LiveOptions),
    /// Workouts logged and queries asked over HTTP by many connections, of a server of its own or of another one
    #[command(
        after_help = "Example:\n  paceledger bench http\n  paceledger bench http --url http://127.0.0.1:7373 --token id.secret"
    )]
    Http(HttpOptions),
}

/// How big everything is.
#[derive(Debug, Clone, Copy, Args)]
pub struct Shape {
    /// Bytes of an event's payload
    #[arg(long, default_value_t = 400, value_name = "BYTES")]
    pub size: usize,
    /// How many aggregates the events are about
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    pub aggregates: usize,
    /// How often it is measured; the median counts
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub runs: usize,
}

impl Default for Shape {
    fn default() -> Self {
        Self { size: 400, aggregates: 10_000, runs: 3 }
    }
}

#[derive(Debug, Clone, Args)]
pub struct AppendOptions {
    /// How many append at the same time
    #[arg(long, default_value_t = 64, value_name = "N")]
    pub tasks: usize,
    /// Events of one run [default: 300 for each task, 1000 to 20000]
    #[arg(long, value_name = "N")]
    pub events: Option<u64>,
    /// Adds what Postgres takes of the same rows in bare batches
    #[arg(long)]
    pub limit: bool,
    #[command(flatten)]
    pub shape: Shape,
}

#[derive(Debug, Clone, Args)]
pub struct CommandsOptions {
    /// How many callers wait for an outcome at the same time
    #[arg(long, default_value_t = 64, value_name = "N", conflicts_with = "rate")]
    pub tasks: usize,
    /// Hands in so many commands a second, whether there were outcomes or not, and measures how far behind
    /// the read model `analytics` is
    #[arg(long, value_name = "N")]
    pub rate: Option<u64>,
    /// Commands of one run [default: 120 for each caller, 500 to 8000; with --rate what fits into 5 seconds]
    #[arg(long, value_name = "N")]
    pub events: Option<u64>,
    #[command(flatten)]
    pub shape: Shape,
}

#[derive(Debug, Clone, Args)]
pub struct RebuildOptions {
    /// Events in the ledger
    #[arg(long, default_value_t = 200_000, value_name = "N")]
    pub events: u64,
    #[command(flatten)]
    pub shape: Shape,
}

#[derive(Debug, Clone, Args)]
pub struct RelayOptions {
    /// Events in Postgres
    #[arg(long, default_value_t = 50_000, value_name = "N")]
    pub events: u64,
    #[command(flatten)]
    pub shape: Shape,
}

#[derive(Debug, Clone, Args)]
pub struct QueriesOptions {
    /// How many train daily
    #[arg(long, default_value_t = 1_000, value_name = "N")]
    pub athletes: u64,
    /// For how long they have
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub years: u32,
    /// How many ask at the same time
    #[arg(long, default_value_t = 16, value_name = "N")]
    pub clients: usize,
    /// For how long they ask
    #[arg(long, default_value_t = 30, value_name = "N")]
    pub seconds: u64,
    /// Then asks so many a second for as long, all clients together; the time of each counts from when it was due
    #[arg(long, value_name = "N")]
    pub rate: Option<u64>,
}

#[derive(Debug, Clone, Args)]
pub struct LiveOptions {
    /// Events a second
    #[arg(long, default_value_t = 1_000, value_name = "N")]
    pub rate: u64,
    /// For how long they come
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub seconds: u64,
    /// Looks for the highest rate at which the projectors keep up
    #[arg(long)]
    pub limit: bool,
    /// Bytes of an event's payload
    #[arg(long, default_value_t = 400, value_name = "BYTES")]
    pub size: usize,
    /// How many workouts the events are about
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    pub aggregates: usize,
}

#[derive(Debug, Clone, Args)]
pub struct HttpOptions {
    /// Connections, each with one request under way
    #[arg(long, default_value_t = 64, value_name = "N")]
    pub connections: usize,
    /// How long commands are sent, and then queries
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub seconds: u64,
    /// Measures the server at this address, which gets workouts that nobody did
    #[arg(long, requires = "tokens", value_name = "URL")]
    pub url: Option<String>,
    /// A member's token for that server; several share out the connections
    #[arg(long = "token", requires = "url", value_name = "TOKEN")]
    pub tokens: Vec<String>,
}
