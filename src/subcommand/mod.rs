//! One file a subcommand.

mod audit;
mod bench;
mod calendar;
mod chat;
mod dead_letters;
mod events;
mod export;
mod picture;
mod plan;
mod process;
mod progress;
mod projections;
mod replay;
mod restore;
mod run;
mod show;
mod state;
mod status;
mod table;
mod token;
mod trace;
mod up;
mod verify;

use std::process::ExitCode;

use crate::{
    access::{self, Access},
    cli::{Cli, Command, Events},
    settings::Settings,
};

pub(crate) async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let port = match cli.command {
        Command::Up { port } | Command::Run { port, .. } => port,
        _ => None,
    };
    let settings = Settings::resolve(cli.global, port)?;
    match cli.command {
        Command::Up { .. } => up::up(&settings).await,
        Command::Run { roles, .. } => run::run(&settings, &roles).await,
        Command::Chat { person, files } => chat::chat(&settings, person, files).await,
        Command::Events(Events::Catalogue { json }) => events::catalogue(json),
        Command::Plan(what) if plan::ledger_id(&what).is_none() => plan::plan(what),
        Command::Bench(what) => bench::bench(&settings, &what).await,
        other => {
            let access = access::open(&settings).await?;
            let result = on_ledger(other, &access).await;
            access.close().await;
            result
        }
    }
}

async fn on_ledger(command: Command, access: &Access) -> anyhow::Result<ExitCode> {
    match command {
        Command::Status { json } => return status::status(access, json).await,
        Command::Verify { json } => return verify::verify(access, json).await,
        Command::Plan(what) => return plan::of_ledger(access, &what).await,
        Command::Trace(what) => return trace::trace(access, &what).await,
        Command::Restore { from: _ } => restore::restore(access).await?,
        Command::Replay(args) => replay::replay(access, args).await?,
        Command::Export(args) => export::export(access, args).await?,
        Command::State { subject, as_of, json } => state::state(access, subject, as_of, json).await?,
        Command::Diff { subject, between, json } => state::diff(access, subject, &between, json).await?,
        Command::Events(Events::Show { position }) => events::show(access, position).await?,
        Command::Show(what) => show::show(access, what).await?,
        Command::Audit(args) => audit::audit(access, args).await?,
        Command::Picture(args) => picture::picture(access, args).await?,
        Command::Calendar(args) => calendar::calendar(access, args).await?,
        Command::Projections(what) => projections::projections(access, what).await?,
        Command::Token(what) => token::token(access, what).await?,
        Command::DeadLetters(what) => dead_letters::dead_letters(access, what).await?,
        Command::Up { .. }
        | Command::Run { .. }
        | Command::Chat { .. }
        | Command::Events(Events::Catalogue { .. })
        | Command::Bench(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}
