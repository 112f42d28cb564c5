//! Queries and commands over HTTP, by many connections at once, each with one request under way.
//!
//! `server`: the program itself on data of its own. `connection`: one client of it. `asking`: what is asked, and how long
//! each answer took.

mod asking;
mod connection;
mod server;

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::{
    Error, Settings,
    cpu::Meter,
    options::{HttpOptions, Shape},
    report::{Reads, Report},
};
use asking::{Asker, What, all_for};
use connection::Connection;
use server::Server;

/// Measures the server that the address leads to, or one of its own, which is gone afterwards.
pub(crate) async fn http(
    options: &HttpOptions,
    settings: &Settings,
    stop: &CancellationToken,
) -> Result<Report, Error> {
    if options.connections == 0 || options.seconds == 0 {
        return Err(Error::Option("--connections and --seconds must be at least 1".to_owned()));
    }
    if let Some(url) = &options.url {
        let measuring = measure(options, settings, url, &options.tokens, None);
        return stop.run_until_cancelled(measuring).await.ok_or(Error::Interrupted)?;
    }
    let mut server = Server::start(settings)?;
    let measuring = async {
        let (url, tokens) = server.with_members(options.connections, settings).await?;
        measure(options, settings, &url, &tokens, server.pid()).await
    };
    let result = stop.run_until_cancelled(measuring).await.unwrap_or(Err(Error::Interrupted));
    server.stop().await;
    result
}

async fn measure(
    options: &HttpOptions,
    settings: &Settings,
    url: &str,
    tokens: &[String],
    server: Option<u32>,
) -> Result<Report, Error> {
    let mut askers = Vec::new();
    for (number, token) in tokens.iter().cycle().take(options.connections).enumerate() {
        askers.push(Asker::new(Connection::open(url, token).await?, number, settings.environment));
    }
    // Connections have their statements, and the read models know everybody, before anything counts.
    let warm = Duration::from_secs(options.seconds.div_ceil(5));
    let (meter, time) = (Meter::of_server(server), Duration::from_secs(options.seconds));
    let (_, askers) = all_for(askers, What::Commands, warm, &meter).await?;
    let (commands, askers) = all_for(askers, What::Commands, time, &meter).await?;
    (settings.say)(&format!("{:.0} commands a second", commands.per_second()));
    let (_, askers) = all_for(askers, What::Reads, warm, &meter).await?;
    let (reads, askers) = all_for(askers, What::Reads, time, &meter).await?;
    (settings.say)(&format!("{:.0} reads a second", reads.per_second()));
    let (_, askers) = all_for(askers, What::ReadsAnew, warm, &meter).await?;
    let (anew, _) = all_for(askers, What::ReadsAnew, time, &meter).await?;
    (settings.say)(&format!("{:.0} reads asked anew a second", anew.per_second()));
    Ok(Report {
        tasks: Some(options.connections),
        reads: Some(Reads::of(&reads)),
        reads_anew: Some(Reads::of(&anew)),
        ..Report::on(
            "http",
            if server.is_some() { "private" } else { "named" },
            &Shape { size: 0, aggregates: 0, runs: 1 },
            &[commands],
        )
    })
}
