//! The data folder: what lies where, and who may look into it.
//!
//! ```text
//! lock        held by the one process that runs on this folder
//! postgres/   PostgreSQL's data        nats/   the streams
//! log/        what the engines said
//! run/        addresses and pids; socket/ and nats/ belong to the engines
//! engines/    installed engines, unless the caller keeps them elsewhere
//! ```

use std::fs::{self, DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::account::Identity;
use crate::error::Error;

/// `sun_path` holds 107 bytes and a NUL; PostgreSQL adds this name to the folder.
const SOCKET_NAME: &str = "/.s.PGSQL.5432";
const LONGEST_SOCKET: usize = 106;

#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// Absolute, with links resolved.
    pub(crate) data: PathBuf,
}

impl Layout {
    /// Makes the data folder if need be.
    pub(crate) fn make(data: &Path) -> Result<Self, Error> {
        private_folders(data)?;
        let data = fs::canonicalize(data).map_err(Error::folder("open", data))?;
        let layout = Self { data };
        private_folders(&layout.run())?;
        private_folders(&layout.log(""))?;
        Ok(layout)
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.data.join("lock")
    }

    pub(crate) fn postgres(&self) -> PathBuf {
        self.data.join("postgres")
    }

    pub(crate) fn nats(&self) -> PathBuf {
        self.data.join("nats")
    }

    pub(crate) fn run(&self) -> PathBuf {
        self.data.join("run")
    }

    pub(crate) fn log(&self, name: &str) -> PathBuf {
        self.data.join("log").join(name)
    }

    pub(crate) fn record(&self) -> PathBuf {
        self.run().join("ledger.json")
    }

    /// Where PostgreSQL listens: here, or in a short temporary folder when the path
    /// is too long for a socket or has characters that its settings file can't carry.
    pub(crate) fn socket_folder(&self) -> PathBuf {
        let here = self.run().join("socket");
        if fits_a_socket(&here) {
            return here;
        }
        let digest = Sha256::digest(self.data.as_os_str().as_encoded_bytes());
        let short: String = digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let root = rustix::process::geteuid().is_root();
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|path| !root && path.is_dir());
        runtime
            .into_iter()
            .chain([std::env::temp_dir(), PathBuf::from("/tmp")])
            .map(|base| base.join(format!("paceledger-{short}")))
            .find(|path| fits_a_socket(path))
            .unwrap_or(here)
    }

    /// Lets the engines' account pass through the folders it has to.
    pub(crate) fn let_pass(&self) -> Result<(), Error> {
        for folder in [&self.data, &self.run()] {
            let meta = fs::metadata(folder).map_err(Error::folder("open", folder))?;
            let mode = meta.permissions().mode() & 0o7777;
            if mode & 0o001 == 0 && meta.uid() == 0 {
                let open = Permissions::from_mode(mode | 0o011);
                fs::set_permissions(folder, open).map_err(Error::folder("write to", folder))?;
            }
        }
        Ok(())
    }
}

fn fits_a_socket(folder: &Path) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+@".contains(c);
    folder.to_str().is_some_and(|path| path.chars().all(plain) && path.len() + SOCKET_NAME.len() <= LONGEST_SOCKET)
}

/// Makes what is missing on the way, closed to others.
pub(crate) fn private_folders(path: &Path) -> Result<(), Error> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(Error::folder("make", path))
}

/// A folder of the engines' own: private, and theirs.
pub(crate) fn engine_folder(path: &Path, identity: Option<Identity>) -> Result<(), Error> {
    private_folders(path)?;
    let meta = fs::symlink_metadata(path).map_err(Error::folder("open", path))?;
    let me = rustix::process::geteuid().as_raw();
    match identity {
        Some(identity) => identity.own(path).map_err(Error::folder("hand over", path))?,
        None if meta.uid() != me => {
            return Err(Error::OtherOwner { path: path.to_path_buf(), owner: meta.uid(), me });
        }
        None => {}
    }
    if meta.permissions().mode() & 0o777 != 0o700 {
        fs::set_permissions(path, Permissions::from_mode(0o700)).map_err(Error::folder("write to", path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_gets_a_short_socket_folder() {
        let short = Layout { data: PathBuf::from("/srv/ledger") };
        assert_eq!(short.socket_folder(), Path::new("/srv/ledger/run/socket"));
        let long = Layout { data: PathBuf::from(format!("/srv/{}", "long/".repeat(30))) };
        let socket = long.socket_folder();
        assert!(fits_a_socket(&socket), "{socket:?}");
        assert_eq!(socket, long.socket_folder(), "the same folder at every start");
        let comma = Layout { data: PathBuf::from("/srv/a,b") };
        assert_ne!(comma.socket_folder(), Path::new("/srv/a,b/run/socket"));
    }
}
