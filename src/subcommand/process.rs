//! A process of roles: runs until a signal, or until an engine dies, then stops in order and in time.

use std::process::ExitCode;

use anyhow::Context;
use gateways::http::{Limits, Rate};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    time::timeout,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    access::Access,
    roles::{self, Doors, Parts, Role},
    settings::{STOP_WITHIN, Settings},
};

/// A request under way gets its answer within a second and a half, or one that says that the server stops.
const DOORS_SHUT_WITHIN: std::time::Duration = std::time::Duration::from_secs(2);
/// The engines take up to eight of the ten seconds; what hasn't ended by then has been acknowledged to nobody.
const ROLES_STOP_WITHIN: std::time::Duration = std::time::Duration::from_secs(4);

/// Takes the port first: a taken one is known before anything is started.
pub(crate) async fn listen(port: u16) -> anyhow::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).await.with_context(|| {
        format!("can't listen on port {port} of 127.0.0.1; choose another with --port, or 0 for any free one")
    })
}

pub(crate) async fn until_stopped(
    access: Access,
    settings: &Settings,
    roles: &[Role],
    listener: Option<TcpListener>,
    ready: impl FnOnce(&Access) -> anyhow::Result<()>,
) -> anyhow::Result<ExitCode> {
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    let doors = Doors::default();
    let parts = Parts {
        pool: access.pool.clone(),
        nats: access.nats.clone(),
        replicas: settings.replicas,
        listener,
        limits: Limits {
            per_token: Rate::per_second(settings.token_rate),
            per_address: Rate::per_second(settings.address_rate),
            ..Limits::default()
        },
        doors: doors.clone(),
    };
    let started = roles::start(roles, parts, &tasks, &stop).and_then(|()| ready(&access));
    let result = match started {
        Err(error) => Err(error),
        Ok(()) => tokio::select! {
            _ = interrupted.recv() => Ok(ExitCode::SUCCESS),
            _ = terminated.recv() => Ok(ExitCode::SUCCESS),
            death = access.engines.died() => Err(anyhow::anyhow!("{death}")),
        },
    };
    tracing::info!("stopping");
    let everything = async {
        if timeout(DOORS_SHUT_WITHIN, doors.shut()).await.is_err() {
            tracing::warn!("some requests were not answered in time; their commands are on the queue");
        }
        stop.cancel();
        if timeout(ROLES_STOP_WITHIN, tasks.wait()).await.is_err() {
            tracing::warn!("some roles did not end in time; what they had in hand is done again at the next start");
        }
        access.close().await;
    };
    if timeout(STOP_WITHIN, everything).await.is_err() {
        tracing::error!("not everything stopped in time");
    }
    result
}
