//! The one binary. Wires the rooms together and decides nothing.
//!
//! A subcommand is a file in `subcommand/` and a line in `cli.rs`; a role of `up` and `run` is a line in `roles.rs`.

mod access;
mod cli;
mod environment;
mod logging;
mod roles;
mod settings;
mod subcommand;
mod telegram;
mod telemetry;
mod told;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let talks = matches!(cli.command, cli::Command::Chat { .. });
    let _telemetry = logging::start(if talks { logging::Usual::Trouble } else { logging::Usual::Everything });
    match subcommand::run(cli).await {
        Ok(_) if told::is_cut_short() => ExitCode::FAILURE,
        Ok(code) => code,
        Err(error) => {
            // One message, causes included, for whoever typed the command.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
