//! Tells the program which commit it was built from.

use std::process::Command;

fn main() {
    // The log of HEAD grows with each commit, whatever branch it is on; HEAD itself changes only with the branch.
    for file in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", file]) {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    println!("cargo:rerun-if-env-changed=PACELEDGER_BUILD");
    let build = std::env::var("PACELEDGER_BUILD").ok().or_else(commit).unwrap_or_else(|| "unknown".to_owned());
    println!("cargo:rustc-env=PACELEDGER_BUILD={build}");
}

fn commit() -> Option<String> {
    git(&["rev-parse", "--short=12", "HEAD"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
