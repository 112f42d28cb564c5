//! `paceledger chat --as NAME`: the conversation in this terminal. Runs the ledger itself where nobody else does.

use std::{
    io::{BufRead, ErrorKind, IsTerminal, stdin, stdout},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use domain::{identity::ExternalId, vocabulary::Language};
use engines::Access as EngineAccess;
use gateways::{
    http::Limits,
    terminal::{Ended, Prompt, Terminal},
};
use tokio::{
    sync::mpsc::{Receiver, channel},
    time::timeout,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    access::{self, Access},
    environment,
    roles::{self, Doors, Parts, Role},
    settings::Settings,
};

const STOP_WITHIN: Duration = Duration::from_secs(4);

pub(crate) async fn chat(settings: &Settings, person: ExternalId, files: PathBuf) -> anyhow::Result<ExitCode> {
    let access = access::open_or_make(settings).await?;
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    let result = talk(&access, settings, person, files, &tasks, &stop).await;
    stop.cancel();
    tasks.close();
    // What is under way is taken up by whoever runs the ledger next.
    let _ = timeout(STOP_WITHIN, tasks.wait()).await;
    access.close().await;
    result
}

async fn talk(
    access: &Access,
    settings: &Settings,
    person: ExternalId,
    files: PathBuf,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> anyhow::Result<ExitCode> {
    let (pool, nats) = (access.pool.clone(), access.nats.clone());
    if access.engines.access() == EngineAccess::Owned {
        let parts = Parts {
            pool: pool.clone(),
            nats: nats.clone(),
            replicas: settings.replicas,
            listener: None,
            limits: Limits::default(),
            doors: Doors::default(),
        };
        roles::start(&Role::of_the_ledger(), parts, tasks, stop)?;
    }
    let environment = environment::real();
    let conversation = roles::conversation(pool, nats).await?;
    let terminal = Terminal {
        person,
        language: language(|name| std::env::var(name).ok()),
        files,
        clock: environment.now,
        new_id: environment.new_id,
        prompt: if stdin().is_terminal() { Prompt::Shown } else { Prompt::Hidden },
    };
    let conversing = terminal.run(lines(), stdout(), async |incoming| conversation.answer_one(incoming).await);
    let ended = tokio::select! {
        ended = conversing => match ended {
            // Whoever read along has had enough, as of any other command's output.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
            ended => ended?,
        },
        interrupted = tokio::signal::ctrl_c() => return Ok(interrupted.map(|()| ExitCode::SUCCESS)?),
    };
    Ok(if ended == Ended::WithAnswers { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Read on a thread of their own: nobody has to wait for a line that never comes.
fn lines() -> Receiver<String> {
    let (sender, lines) = channel(1);
    std::thread::spawn(move || {
        for line in stdin().lock().lines().map_while(Result::ok) {
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// What the terminal is set to: a first guess. One that is set to nothing is not set.
fn language(get: impl Fn(&str) -> Option<String>) -> Option<Language> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(get).find(|set| !set.is_empty())?;
    match set.get(..2)? {
        "en" => Some(Language::English),
        "es" => Some(Language::Spanish),
        "ru" => Some(Language::Russian),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_setting_that_says_anything_names_the_language() {
        let of = |all: &str, lang: &str| {
            language(|name| match name {
                "LC_ALL" => Some(all.to_owned()),
                "LANG" => Some(lang.to_owned()),
                _ => None,
            })
        };
        assert_eq!(of("es_ES.UTF-8", "ru_RU.UTF-8"), Some(Language::Spanish));
        assert_eq!(of("", "ru_RU.UTF-8"), Some(Language::Russian));
        assert_eq!(of("C", "ru_RU.UTF-8"), None);
    }
}
