//! `paceledger-drills`: fault drills from the command line.

use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use clap::Parser;
use drills::{Drill, Form, Setting};

/// Kills, stops and takes away parts of a running ledger, and checks that it keeps what it promises.
#[derive(Parser)]
#[command(after_help = after_help())]
struct Cli {
    /// The drills to carry out, or `all`
    #[arg(required = true, value_name = "DRILL")]
    drills: Vec<String>,
    /// Few rounds, as among the tests
    #[arg(long)]
    short: bool,
    /// How many rounds, instead of the drill's own number
    #[arg(long)]
    rounds: Option<u32>,
    /// How many commands the memory drill hands in [default: 1000000]
    #[arg(long)]
    commands: Option<u64>,
    /// The program under test [default: built by cargo from this workspace]
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Where the drills' data and logs are while they run [default: a folder in the temporary folder]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

fn after_help() -> String {
    let drills: String = Drill::ALL.iter().map(|drill| format!("  {:9}{}\n", drill.name(), drill.about())).collect();
    format!(
        "Drills:\n{drills}\nExample:\n  cargo run --release -p paceledger-drills -- all\n  \
         cargo run --release -p paceledger-drills -- worker relay --rounds 5"
    )
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    match setting(&cli).and_then(|setting| Ok((setting, chosen(&cli.drills)?))) {
        Ok((setting, chosen)) => carry_out(&setting, &chosen).await,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn carry_out(setting: &Setting, chosen: &[Drill]) -> ExitCode {
    let mut reports = Vec::new();
    for drill in chosen {
        println!("{:9} {}", drill.name(), drill.about());
        let report = drills::run(*drill, setting).await;
        if let Some((error, folder)) = &report.failure {
            println!("{:9} FAILED: {error}; data and logs are in {}", drill.name(), folder.display());
        }
        reports.push(report);
    }
    println!("\n{}", drills::table(&reports));
    // Empty unless a drill has left something to look at.
    let _ = std::fs::remove_dir(&setting.folder);
    if reports.iter().all(drills::Report::is_passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn chosen(names: &[String]) -> Result<Vec<Drill>, String> {
    if names == ["all"] {
        return Ok(Drill::ALL.to_vec());
    }
    let known = || Drill::ALL.iter().map(|drill| drill.name()).collect::<Vec<_>>().join(", ");
    let find = |name: &String| Drill::ALL.iter().copied().find(|drill| drill.name() == name);
    names
        .iter()
        .map(|name| find(name).ok_or_else(|| format!("\"{name}\" is no drill; there are {}", known())))
        .collect()
}

fn setting(cli: &Cli) -> Result<Setting, String> {
    let program = match &cli.program {
        Some(program) => std::path::absolute(program).map_err(|error| error.to_string())?,
        None => built()?,
    };
    let here = std::env::temp_dir().join(format!("paceledger-drills-{}", std::process::id()));
    Ok(Setting {
        program,
        folder: cli.folder.clone().unwrap_or(here),
        form: if cli.short { Form::Short } else { Form::Long },
        rounds: cli.rounds,
        commands: cli.commands,
        say: |line| println!("{line}"),
    })
}

/// Builds the program beside this one, so that never an old one is drilled.
fn built() -> Result<PathBuf, String> {
    let me = std::env::current_exe().map_err(|error| error.to_string())?;
    let folder = me.parent().unwrap_or(Path::new("."));
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--package", "paceledger", "--bin", "paceledger"]);
    if folder.ends_with("release") {
        cargo.arg("--release");
    }
    // What cargo told this program of itself would make it build some crates anew.
    for (name, _) in std::env::vars_os() {
        if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| name.to_string_lossy().starts_with(prefix)) {
            cargo.env_remove(name);
        }
    }
    cargo.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    match cargo.status() {
        Ok(status) if status.success() => Ok(folder.join("paceledger")),
        Ok(status) => Err(format!("the program could not be built ({status}); name one with --program")),
        Err(error) => Err(format!("cargo can't be started ({error}); name the program with --program")),
    }
}
