//! Pictures and documents, saved beside what is there already.

use std::{
    fs::{OpenOptions, create_dir_all},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use crate::chat::reply::{Part, Reply};

/// Saves the files of an answer, and says where each is, in order.
pub(super) fn save(folder: &Path, reply: &Reply) -> std::io::Result<Vec<PathBuf>> {
    let mut saved = Vec::new();
    for part in &reply.parts {
        match part {
            Part::Picture { png, .. } => saved.push(save_one(folder, "picture.png", png)?),
            Part::Document { name, bytes, .. } => saved.push(save_one(folder, name, bytes)?),
            Part::Paragraph(_) | Part::List(_) | Part::Section { .. } | Part::Table { .. } => {}
        }
    }
    Ok(saved)
}

/// Never over a file that is there: `name-2.ext` then.
fn save_one(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    create_dir_all(folder)?;
    let name = Path::new(name).file_name().map_or(Path::new("file"), Path::new);
    let stem = name.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let extension = name.extension().map(|extension| format!(".{}", extension.to_string_lossy())).unwrap_or_default();
    for number in 1.. {
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{stem}{suffix}{extension}"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => return file.write_all(bytes).map(|()| path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    unreachable!("some number is free")
}
