//! The NATS server's settings file. It holds the token: only its owner reads it.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::error::Error;
use crate::settings::Durability;

pub(super) struct Config<'a> {
    pub(super) name: &'a str,
    /// `None` lets the server pick one.
    pub(super) port: Option<u16>,
    pub(super) token: &'a str,
    pub(super) store: &'a Path,
    pub(super) ports: &'a Path,
    pub(super) file_store: u64,
    pub(super) durability: Durability,
    pub(super) cluster: Option<Cluster<'a>>,
}

pub(super) struct Cluster<'a> {
    pub(super) port: u16,
    pub(super) routes: &'a [u16],
}

/// Streams live in files; memory is for the few that are declared so.
const MEMORY_STORE: u64 = 256 * 1024 * 1024;

impl Config<'_> {
    pub(super) fn write(&self, path: &Path) -> Result<(), Error> {
        fs::remove_file(path).ok();
        let written = OpenOptions::new().create_new(true).write(true).mode(0o600).open(path);
        written.and_then(|mut file| file.write_all(self.text().as_bytes())).map_err(Error::folder("write to", path))
    }

    fn text(&self) -> String {
        let port = self.port.map_or(-1, i32::from);
        let sync = match self.durability {
            Durability::Durable => "  sync_interval: always\n",
            Durability::Throwaway => "",
        };
        let mut text = format!(
            "# Written by PaceLedger at each start: changes here are lost.\n\
             server_name: {}\n\
             listen: \"127.0.0.1:{port}\"\n\
             ports_file_dir: {}\n\
             authorization {{ token: {} }}\n\
             jetstream {{\n  store_dir: {}\n  max_file_store: {}\n  max_memory_store: {MEMORY_STORE}\n{sync}}}\n",
            quoted(self.name),
            quoted(&self.ports.to_string_lossy()),
            quoted(self.token),
            quoted(&self.store.to_string_lossy()),
            self.file_store,
        );
        if let Some(cluster) = &self.cluster {
            let routes: Vec<String> =
                cluster.routes.iter().map(|port| format!("\"nats-route://127.0.0.1:{port}\"")).collect();
            text.push_str(&format!(
                "http: \"127.0.0.1:-1\"\ncluster {{\n  name: paceledger\n  listen: \"127.0.0.1:{}\"\n  routes: [{}]\n}}\n",
                cluster.port,
                routes.join(", ")
            ));
        }
        text
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
