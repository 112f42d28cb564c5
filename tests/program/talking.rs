//! The conversation, through the program: from a script, and on Telegram.

use std::{
    fs::{File, read, read_to_string},
    io::Write,
    path::Path,
    process::{Output, Stdio},
    time::Duration,
};

use testkit::telegram::{BotServer, TOKEN};

use crate::running::{Running, paceledger, text, unread};

/// The machine may be busy.
const SOON: Duration = Duration::from_secs(120);
/// All that the HTTP client and the gateway could say.
const LOUD: &str = "debug,gateways=trace,reqwest=trace,hyper=trace,hyper_util=trace";

fn says(data: &Path, files: &Path, lines: &str) -> Output {
    let mut command = paceledger(data);
    command.args(["chat", "--as", "ana", "--files"]).arg(files).env("LC_ALL", "en_GB.UTF-8");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn a_script_talks_with_a_ledger_of_its_own_and_goes_on_another_time() {
    let folder = tempfile::tempdir().unwrap();
    let (data, files) = (folder.path().join("data"), folder.path());
    let first = says(&data, files, "/start\n#1\n/cancel\nran 10 km in 52:30\n/form\n#9\n");
    let shown = text(&first);
    assert!(first.status.success(), "{shown}");
    let parts =
        ["Welcome", "[#1] English", "Which sports", "Run · 52:30 · 10 km", "picture.png", "There is no button #9"];
    let at: Vec<Option<usize>> = parts.iter().map(|part| shown.find(part)).collect();
    assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{at:?} in {shown}");
    assert!(!shown.lines().any(|line| line.starts_with("> ")), "nobody looks at a prompt: {shown}");
    assert!(!shown.contains("INFO"), "no log breaks in: {shown}");
    assert_eq!(read(files.join("picture.png")).unwrap()[1..4], *b"PNG");

    let later = text(&says(&data, files, "/export\n/form\n/undo\n"));
    assert!(later.contains("Taken back:") && later.contains("Run · 52:30 · 10 km"), "{later}");
    let export = later
        .lines()
        .filter_map(|line| line.strip_prefix("-> "))
        .find(|path| path.ends_with(".json"))
        .expect("where the file is");
    assert!(read_to_string(export).unwrap().contains("WorkoutLogged"));
    assert!(files.join("picture-2.png").exists(), "the first picture stays");
}

#[test]
fn a_script_whose_answers_nobody_reads_ends_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = paceledger(&folder.path().join("data"));
    command.args(["chat", "--as", "ana"]).current_dir(folder.path());
    let script = folder.path().join("script");
    std::fs::write(&script, "/start\n/help\n").unwrap();
    let output = unread(command, File::open(&script).unwrap().into());
    assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output));
}

#[tokio::test(flavor = "multi_thread")]
async fn up_talks_on_telegram_and_never_logs_the_token() {
    let (data, server) = (tempfile::tempdir().unwrap(), BotServer::start().await);
    let logs = data.path().join("up.log");
    let settings = [("TELEGRAM_TOKEN", TOKEN), ("TELEGRAM_API", server.url()), ("RUST_LOG", LOUD)];
    let running = Running::up_logged(data.path(), &settings, File::create(&logs).unwrap().into());
    server.receives_text(42, "/start");
    server.receives_text(42, "/cancel");
    server.receives_text(42, "/log run 45 z2");
    testkit::eventually(SOON, async || {
        let seen = server.seen_in(42).join("\n");
        if seen.contains("Run · 45:00") { Ok(()) } else { Err(seen) }
    })
    .await;
    drop(running);
    let (_, secret) = TOKEN.split_once(':').unwrap();
    let logs = read_to_string(logs).unwrap();
    assert!(logs.contains("talking to Telegram"), "there is something to look at");
    assert!(!logs.contains(secret), "the token is in the logs");
}
