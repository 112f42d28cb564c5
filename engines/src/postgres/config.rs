//! PostgreSQL's settings, written anew at each start so that they always fit this
//! version of PaceLedger and the place the data lies in now.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::settings::Durability;

const HEAD: &str = "# Written by PaceLedger at each start: changes here are lost.\n\
                    # Settings of your own go into custom.conf beside this file.\n";

/// A ledger on one machine: a few dozen connections, short statements, one disk that
/// is most likely an SSD. Log lines go to PaceLedger, which bounds their size; the
/// terse form keeps people's data out of them.
const COMMON: &str = "\
listen_addresses = ''
port = 5432
unix_socket_permissions = 0700
max_connections = 200
random_page_cost = 1.1
jit = off
wal_compression = on
max_wal_size = 1GB
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
log_destination = 'stderr'
logging_collector = off
log_line_prefix = '%m [%p] '
log_error_verbosity = terse
log_checkpoints = off
";

/// What Postgres takes unless told otherwise; enough for a ledger that is thrown away.
const LEAST_BUFFERS_MB: u64 = 128;
/// Beyond this, the system's own cache does as well.
const MOST_BUFFERS_MB: u64 = 2048;

const DURABLE: &str = "\
fsync = on
full_page_writes = on
synchronous_commit = on
";

const THROWAWAY: &str = "\
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 512MB
autovacuum_naptime = 1h
checkpoint_timeout = 1h
";

/// Only whoever may enter the socket's folder gets this far.
const ACCESS: &str = "# Written by PaceLedger at each start.\nlocal all all trust\nlocal replication all trust\n";

pub(super) fn write(folder: &Path, socket: &Path, durability: Durability) -> Result<(), Error> {
    let mut text = settings(socket, durability);
    if folder.join("custom.conf").exists() {
        text.push_str("include 'custom.conf'\n");
    }
    for (name, text) in [("postgresql.conf", text.as_str()), ("pg_hba.conf", ACCESS)] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(Error::folder("write to", &path))?;
    }
    Ok(())
}

fn settings(socket: &Path, durability: Durability) -> String {
    // The folder was chosen so that it needs no quoting.
    let socket = format!("unix_socket_directories = '{}'\n", socket.display());
    let (durability, buffers_mb) = match durability {
        Durability::Durable => (DURABLE, buffers_mb(machine_mb())),
        Durability::Throwaway => (THROWAWAY, LEAST_BUFFERS_MB),
    };
    let buffers = format!("shared_buffers = {buffers_mb}MB\n");
    [HEAD, COMMON, &buffers, durability, &socket].concat()
}

/// An eighth of the machine: an athlete's events lie all over the table, and each page that is read through the system
/// costs more than what stands on it.
fn buffers_mb(machine_mb: u64) -> u64 {
    (machine_mb / 8).clamp(LEAST_BUFFERS_MB, MOST_BUFFERS_MB)
}

#[cfg(target_os = "linux")]
fn machine_mb() -> u64 {
    let machine = rustix::system::sysinfo();
    machine.totalram.saturating_mul(machine.mem_unit.into()) >> 20
}

/// Not known without asking more than this is worth.
#[cfg(not(target_os = "linux"))]
fn machine_mb() -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_that_is_kept_takes_an_eighth_of_the_memory_within_limits() {
        assert_eq!([0, 512, 8_192, 1 << 20].map(buffers_mb), [128, 128, 1_024, 2_048]);
        let of = |durability| settings(Path::new("/run"), durability);
        assert!(of(Durability::Throwaway).contains("shared_buffers = 128MB\n"));
        assert!(of(Durability::Durable).contains(&format!("shared_buffers = {}MB\n", buffers_mb(machine_mb()))));
    }
}
