//! Where things are: the meeting place of a run's processes, the keeper's program,
//! the cache of engines.

use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What the sources looked like that this was built from.
pub(crate) const FINGERPRINT: &str = env!("TESTKIT_FINGERPRINT");
pub(crate) const KEEPER: &str = "paceledger-test-engines";

/// Settings for engines of a test's own, from the same cache as the shared ones.
pub fn engine_settings(data: impl Into<PathBuf>) -> engines::Settings {
    let mut settings = engines::Settings::new(data);
    settings.cache = Some(cache());
    settings
}

fn cache() -> PathBuf {
    match std::env::var_os("PACELEDGER_ENGINES") {
        Some(named) => named.into(),
        None => {
            let kit = Path::new(env!("CARGO_MANIFEST_DIR"));
            kit.parent().unwrap_or(kit).join(".paceledger/engines")
        }
    }
}

/// The keeper's program, in the folder of this test's executable or above it.
pub(crate) fn keeper_program() -> Option<PathBuf> {
    let me = std::env::current_exe().ok()?;
    me.ancestors().skip(1).take(3).map(|folder| folder.join(KEEPER)).find(|path| path.is_file())
}

/// The folder where all processes of one build folder meet; two clones never share one.
pub(crate) fn meeting_place(keeper: &Path) -> PathBuf {
    std::env::temp_dir().join(format!("{}{}", prefix(), digest(keeper)))
}

pub(crate) fn make_meeting_place(path: &Path) -> std::io::Result<()> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// What the names of this user's meeting places begin with.
pub(crate) fn prefix() -> String {
    format!("paceledger-test-{}-", rustix::process::geteuid().as_raw())
}

fn digest(path: &Path) -> String {
    let mut digest = Sha256::new();
    digest.update(path.as_os_str().as_encoded_bytes());
    digest.update(FINGERPRINT);
    digest.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
