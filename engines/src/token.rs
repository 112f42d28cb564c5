//! The secret between this machine's NATS and its clients.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::Error;

pub(crate) fn token() -> Result<String, Error> {
    let source = Path::new("/dev/urandom");
    let mut bytes = [0; 16];
    File::open(source).and_then(|mut file| file.read_exact(&mut bytes)).map_err(Error::folder("read", source))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
