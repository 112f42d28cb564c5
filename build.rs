//! Tells the program which commit it was built from.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=.git/HEAD");
    println!("cargo:rerun-if-env-changed=PACELEDGER_BUILD");
    let build = std::env::var("PACELEDGER_BUILD").ok().or_else(commit).unwrap_or_else(|| "unknown".to_owned());
    println!("cargo:rustc-env=PACELEDGER_BUILD={build}");
}

fn commit() -> Option<String> {
    let output = Command::new("git").args(["rev-parse", "--short=12", "HEAD"]).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
