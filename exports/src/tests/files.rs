use std::fs;

use super::ledger::{World, everything, story};
use crate::{Existing, ExportError, Format, Table};

#[tokio::test]
async fn what_is_there_is_replaced_only_when_that_is_asked() {
    let world = World::of(&story()).await;
    let folder = tempfile::tempdir().unwrap();
    for (name, format) in [("events.csv", Format::Csv), ("events", Format::Parquet)] {
        let path = folder.path().join(name);
        let wanted = everything(Table::Events, format);
        world.export(&wanted, &path, Existing::Keep).await.unwrap();
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().contains(".part")), "{left:?}");
        let refused = world.export(&wanted, &path, Existing::Keep).await.unwrap_err();
        assert!(matches!(refused, ExportError::Exists(_)), "{refused}");
        assert!(refused.to_string().contains("--force"), "{refused}");
        world.export(&wanted, &path, Existing::Replace).await.unwrap();
    }
}

#[tokio::test]
async fn a_folder_that_holds_something_else_is_never_replaced() {
    let world = World::of(&story()).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("thesis");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("chapter-1.tex"), "years of work").unwrap();
    for format in [Format::Csv, Format::Parquet] {
        let wanted = everything(Table::Events, format);
        let refused = world.export(&wanted, &path, Existing::Replace).await.unwrap_err();
        assert!(matches!(refused, ExportError::ForeignFiles(_)), "{refused}");
    }
    assert!(path.join("chapter-1.tex").exists());
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_named() {
    let world = World::of(&story()).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no/such/folder/events.csv");
    let wanted = everything(Table::Events, Format::Csv);
    let error = world.export(&wanted, &path, Existing::Keep).await.unwrap_err().to_string();
    assert!(error.contains("no/such/folder/events.csv") && error.contains("can't be written"), "{error}");
}
