//! A ledger of a test's own: a migrated database and a prefix for streams.

use std::str::FromStr;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::lease::Addresses;
use crate::{run, streams, template};

/// Nobody else sees its tables or its streams. Cleared away when it is dropped; when
/// the test panics, at the end of the run.
pub struct Ledger {
    /// Names the database; the streams are to begin with it.
    pub name: String,
    pub pool: PgPool,
    pub database_url: String,
    /// With the token in it, for programs that take one address.
    pub nats_url: String,
    addresses: &'static Addresses,
}

impl Ledger {
    /// Starts the run's engines if this is the first. Panics when there are none to be had.
    #[expect(clippy::disallowed_methods, reason = "a test's ledger needs a name of its own")]
    pub async fn new() -> Self {
        let addresses = run::addresses().await;
        let name = format!("t_{}", uuid::Uuid::now_v7().simple());
        let admin = PgConnectOptions::from_str(&addresses.database_url).expect("an address of our own making");
        if let Err(error) = template::make_database(&admin, &name).await {
            panic!("no database for this test: {error}");
        }
        let database_url = addresses.database_url.replacen("/paceledger?", &format!("/{name}?"), 1);
        let pool = PgPoolOptions::new()
            .max_connections(10)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(30))
            .connect_lazy(&database_url)
            .expect("an address of our own making");
        let nats_url = with_token(addresses);
        Self { name, pool, database_url, nats_url, addresses }
    }

    /// A client of the raw kind, for looking at streams from outside.
    pub async fn nats_client(&self) -> async_nats::Client {
        streams::connect(self.addresses).await.expect("the run's NATS server")
    }

    /// The processes that have to be gone when the run is over.
    #[doc(hidden)]
    pub fn engine_pids(&self) -> &[u32] {
        &self.addresses.pids
    }
}

fn with_token(addresses: &Addresses) -> String {
    match &addresses.nats_token {
        Some(token) => addresses.nats_url.replacen("nats://", &format!("nats://{token}@"), 1),
        None => addresses.nats_url.clone(),
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let left = Left { name: self.name.clone(), addresses: self.addresses };
            // Whatever is not cleared away by the end of the process goes with the engines.
            cleaner().lock().unwrap_or_else(PoisonError::into_inner).send(left).ok();
        }
    }
}

struct Left {
    name: String,
    addresses: &'static Addresses,
}

/// One thread that clears up behind all tests of the process, while they go on.
fn cleaner() -> &'static Mutex<Sender<Left>> {
    static CLEANER: OnceLock<Mutex<Sender<Left>>> = OnceLock::new();
    CLEANER.get_or_init(|| {
        let (sender, left) = channel::<Left>();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("a runtime for clearing up");
            for Left { name, addresses } in left {
                runtime.block_on(clear(&name, addresses));
            }
        });
        Mutex::new(sender)
    })
}

async fn clear(name: &str, addresses: &Addresses) {
    if let Ok(admin) = PgConnectOptions::from_str(&addresses.database_url) {
        template::drop_database(&admin, name).await.ok();
    }
    streams::delete(addresses, name).await.ok();
}
