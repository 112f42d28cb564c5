//! Owns the engines of one test run. Tests start it by themselves; nobody else needs to.

use std::process::ExitCode;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    testkit::keep(std::env::args_os().nth(1)).await
}
