//! A fingerprint of the sources that tests and the engines' keeper share: a keeper
//! that was built from others is not used.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

fn main() -> std::io::Result<()> {
    let mut digest = Sha256::new();
    for source in ["src", "../engines/src", "../engines/engines.txt"] {
        println!("cargo:rerun-if-changed={source}");
        add(Path::new(source), &mut digest)?;
    }
    let hex: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("cargo:rustc-env=TESTKIT_FINGERPRINT={hex}");
    Ok(())
}

fn add(path: &Path, digest: &mut Sha256) -> std::io::Result<()> {
    if !path.is_dir() {
        digest.update(fs::read(path)?);
        return Ok(());
    }
    let mut paths = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    paths.iter().try_for_each(|path| add(path, digest))
}
