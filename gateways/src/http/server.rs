//! Connections. What axum's own server does, and a limit on how long a client may take to say what it wants: one that sends
//! a letter a minute would hold its place for ever.

use std::{net::SocketAddr, pin::pin, time::Duration};

use axum::{
    Router,
    extract::{ConnectInfo, Request},
};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    time::sleep,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// After an error of accepting, like too many open files: time for some of them to be closed.
const BREATH: Duration = Duration::from_millis(100);

/// Serves until told to stop, and then until everybody who is inside has been answered.
pub(super) async fn serve(listener: TcpListener, router: Router, head_within: Duration, stop: CancellationToken) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head_within);
    let inside = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, from)) => {
                drop(inside.spawn(answer(http.clone(), stream, from, router.clone(), stop.clone())));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    inside.close();
    inside.wait().await;
}

/// One connection, to its end; told to stop, it answers what it was asked and ends.
async fn answer(http: http1::Builder, stream: TcpStream, from: SocketAddr, router: Router, stop: CancellationToken) {
    // Small answers must not wait for more to send.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection is slower than it could be");
    }
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(from));
        router.call(request)
    });
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    // Clients break off all the time; what they should know, they were told.
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
