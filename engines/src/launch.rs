//! Starts child processes that can't outlive this one: the only unsafe code.
//!
//! Linux sends a child its parent-death signal when the *thread* that made it
//! ends, so all children are made by one thread that lives as long as the process.
#![expect(unsafe_code, reason = "what must happen between fork and exec has no safe interface")]

use std::ffi::OsString;
use std::io::{self, PipeReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use rustix::process::Signal;

use crate::account::Identity;

/// A child process to be.
pub(crate) struct Launch {
    pub(crate) program: PathBuf,
    pub(crate) args: Vec<OsString>,
    pub(crate) folder: PathBuf,
    pub(crate) env: Vec<(&'static str, OsString)>,
    pub(crate) identity: Option<Identity>,
    /// What it gets when this process ends without having stopped it.
    pub(crate) on_our_death: Signal,
}

impl Launch {
    pub(crate) fn new(program: impl Into<PathBuf>, folder: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            args: Vec::new(),
            folder: folder.into(),
            env: Vec::new(),
            identity: None,
            on_our_death: Signal::KILL,
        }
    }

    pub(crate) fn args(mut self, args: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    pub(crate) fn identity(mut self, identity: Option<Identity>) -> Self {
        self.identity = identity;
        self
    }

    /// Starts it; what it says on either stream comes out of the pipe.
    pub(crate) fn spawn(self) -> io::Result<(Child, PipeReader)> {
        static MAKER: OnceLock<Mutex<Sender<Order>>> = OnceLock::new();
        let (answer, answered) = channel();
        let maker = MAKER.get_or_init(|| Mutex::new(start_maker()));
        let order = (self, answer);
        maker.lock().unwrap_or_else(PoisonError::into_inner).send(order).map_err(io::Error::other)?;
        answered.recv().map_err(io::Error::other)?
    }
}

type Order = (Launch, Sender<io::Result<(Child, PipeReader)>>);

fn start_maker() -> Sender<Order> {
    let (orders, inbox) = channel::<Order>();
    thread::spawn(move || {
        for (launch, answer) in inbox {
            // Nobody waits for the answer any more: dropping the pipe is all there is to do.
            answer.send(make(launch)).ok();
        }
    });
    orders
}

fn make(launch: Launch) -> io::Result<(Child, PipeReader)> {
    let (reader, writer) = io::pipe()?;
    let mut command = Command::new(&launch.program);
    command
        .args(&launch.args)
        .current_dir(&launch.folder)
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        // Its own group: Ctrl-C at a terminal must not reach it before we stop it in order.
        .process_group(0);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("PG")) {
            command.env_remove(name);
        }
    }
    command.envs(launch.env);
    #[cfg(not(target_os = "linux"))]
    if let Some(identity) = launch.identity {
        command.uid(identity.uid).gid(identity.gid);
    }
    #[cfg(target_os = "linux")]
    {
        let parent = rustix::process::getpid();
        let (identity, signal) = (launch.identity, launch.on_our_death);
        // SAFETY: the closure only makes system calls; it allocates nothing and takes no lock.
        unsafe {
            command.pre_exec(move || {
                if let Some(identity) = identity {
                    identity.assume()?;
                }
                // After the change of user, which would clear it.
                rustix::process::set_parent_process_death_signal(Some(signal))?;
                if rustix::process::getppid() != Some(parent) {
                    // The parent died before the line above: nobody would send the signal.
                    return Err(io::ErrorKind::Interrupted.into());
                }
                Ok(())
            });
        }
    }
    Ok((command.spawn()?, reader))
}
