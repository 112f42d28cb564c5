//! Several NATS servers as one cluster on loopback, for tests of replicated streams:
//! each has its own store and can be killed and started again on it.

use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::engine::Engine;
use crate::error::Error;
use crate::find::find;
use crate::layout::private_folders;
use crate::nats::NatsAddress;
use crate::nats::server::{Nats, Plan};
use crate::search::Programs;
use crate::settings::{Durability, Errand, Settings};
use crate::token::token;

/// Electing a leader takes two or three seconds on an idle machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// A port that was free a moment ago may be somebody else's when its server takes it; then others are tried.
const ATTEMPTS: u32 = 3;

/// Running servers, numbered from 0. Dropping it kills them.
pub struct NatsCluster {
    token: String,
    servers: Vec<Member>,
}

struct Member {
    plan: Plan,
    /// `None` while it is dead.
    server: Option<Nats>,
}

impl NatsCluster {
    /// Starts `size` servers under the settings' data folder; ready when they have chosen a leader.
    pub async fn start(settings: Settings, size: usize) -> Result<Self, Error> {
        let work = tokio::task::spawn_blocking(move || Self::start_now(&settings, || free_ports(size)));
        work.await.unwrap_or(Err(Error::Cancelled))
    }

    fn start_now(settings: &Settings, ports: impl Fn() -> std::io::Result<Vec<u16>>) -> Result<Self, Error> {
        let errand = Errand::new(settings.progress.clone());
        private_folders(&settings.data)?;
        let data = std::fs::canonicalize(&settings.data).map_err(Error::folder("open", &settings.data))?;
        let mut found = find(&[Engine::Nats], &settings.cache_folder(&data), None, &errand)?;
        let Some((_, found)) = found.pop() else {
            return Err(Error::NotOurs(Engine::Nats));
        };
        let start = || {
            let routes = ports().map_err(Error::folder("listen for", &data))?;
            Self::start_on(&data, &found.programs, &routes, &errand)
        };
        for _ in 1..ATTEMPTS {
            match start() {
                Err(Error::Start { .. }) => {}
                started => return started,
            }
        }
        start()
    }

    fn start_on(data: &Path, programs: &Programs, routes: &[u16], errand: &Errand) -> Result<Self, Error> {
        let token = token()?;
        let mut servers = Vec::new();
        for (number, route) in routes.iter().enumerate() {
            let home = data.join(format!("nats-{}", number + 1));
            private_folders(&home)?;
            servers.push(Member {
                plan: Plan {
                    programs: programs.clone(),
                    name: format!("nats-{}", number + 1),
                    store: home.join("store"),
                    run: home.join("run"),
                    log: home.join("nats.log"),
                    token: token.clone(),
                    port: None,
                    identity: None,
                    durability: Durability::Durable,
                    cluster: Some((*route, routes.to_vec())),
                },
                server: None,
            });
        }
        let mut cluster = Self { token, servers };
        for member in &mut cluster.servers {
            let server = launch(member.plan.clone())?;
            member.now_runs(server);
        }
        cluster.wait_until_well(errand)?;
        Ok(cluster)
    }

    /// Until they have found each other and chosen a leader, requests would be lost.
    fn wait_until_well(&self, errand: &Errand) -> Result<(), Error> {
        let started = Instant::now();
        while !self.servers.iter().all(|member| member.server.as_ref().is_some_and(Nats::is_well)) {
            errand.still_wanted()?;
            self.servers.iter().filter_map(|member| member.server.as_ref()).try_for_each(Nats::check_runs)?;
            if started.elapsed() > PATIENCE {
                let reason = format!("the cluster has no leader after {} s", PATIENCE.as_secs());
                return Err(Error::Start { engine: Engine::Nats, reason, log: Vec::new() });
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Kills a server the hard way.
    pub fn kill(&mut self, number: usize) {
        if let Some(server) = self.servers[number].server.take() {
            server.kill();
        }
    }

    /// Starts it again, on its store and its port.
    pub async fn restart(&mut self, number: usize) -> Result<(), Error> {
        self.kill(number);
        let plan = self.servers[number].plan.clone();
        let server = tokio::task::spawn_blocking(move || launch(plan)).await.unwrap_or(Err(Error::Cancelled))?;
        self.servers[number].now_runs(server);
        Ok(())
    }

    /// The addresses of all its servers, dead ones too.
    pub fn addresses(&self) -> Vec<NatsAddress> {
        let ports = self.servers.iter().filter_map(|member| member.plan.port);
        ports
            .map(|port| NatsAddress { url: format!("nats://127.0.0.1:{port}"), token: Some(self.token.clone()) })
            .collect()
    }

    pub fn urls(&self) -> Vec<String> {
        self.addresses().into_iter().map(|address| address.url).collect()
    }

    pub fn token(&self) -> &str {
        &self.token
    }
}

impl Member {
    fn now_runs(&mut self, server: Nats) {
        // With the port it picked, where its clients will look for it again.
        self.plan = server.plan();
        self.server = Some(server);
    }
}

fn launch(plan: Plan) -> Result<Nats, Error> {
    let silent = Errand::new(std::sync::Arc::new(|_| ()));
    Nats::start(plan, Box::new(|_, _| ()), &silent)
}

/// Routes have to be known before the servers start; all are held until all are found.
fn free_ports(count: usize) -> std::io::Result<Vec<u16>> {
    let held = (0..count).map(|_| TcpListener::bind("127.0.0.1:0")).collect::<Result<Vec<_>, _>>()?;
    held.iter().map(|listener| Ok(listener.local_addr()?.port())).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_port_that_somebody_else_takes_first_is_left_to_them() {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::new(folder.path());
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.paceledger/engines");
        settings.cache = Some(std::env::var_os("PACELEDGER_ENGINES").map_or(workspace, Into::into));
        let somebody = TcpListener::bind("127.0.0.1:0").unwrap();
        let taken = somebody.local_addr().unwrap().port();
        let asked = AtomicUsize::new(0);
        let cluster = NatsCluster::start_now(&settings, || {
            let mut ports = free_ports(3)?;
            if asked.fetch_add(1, Ordering::Relaxed) == 0 {
                ports[0] = taken;
            }
            Ok(ports)
        });
        assert_eq!(cluster.unwrap().urls().len(), 3);
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    }
}
