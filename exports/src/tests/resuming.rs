use std::{fs, path::Path};

use super::ledger::{World, everything, now, story, wanted};
use crate::{
    Existing, Export, ExportError, Format, Selection, Table, Target,
    target::{About, Asked, Partial},
};

/// What an export leaves that was interrupted right after it had begun.
async fn begun(world: &World, wanted: &Export, path: &Path) -> Partial {
    let Export { table, format, selection, part_events } = wanted.clone();
    let range = selection.resolve(&world.pool, now()).await.unwrap();
    let partial = Partial::open(&Target { path: path.to_owned(), existing: Existing::Keep }).unwrap();
    partial.begin(&About { asked: Asked { table, format, selection, part_events }, range }).unwrap();
    partial
}

#[tokio::test]
async fn lines_cut_anywhere_go_on_to_the_very_same_bytes() {
    let world = World::of(&story()).await;
    let folder = tempfile::tempdir().unwrap();
    for format in [Format::Jsonl, Format::Csv] {
        let wanted = everything(Table::Events, format);
        let whole = world.bytes(&wanted).await;
        let last_line = whole.len() - 1;
        for end in (0..whole.len()).step_by(211).chain([last_line, whole.len()]) {
            let path = folder.path().join(format!("{end}.{format}"));
            let partial = begun(&world, &wanted, &path).await;
            // A power cut can leave a file that is longer than what was written into it.
            let never_written = if end % 2 == 0 { whole.len() } else { 0 };
            fs::write(&partial.part, [&whole[..end], &vec![0; never_written]].concat()).unwrap();
            world.export(&wanted, &path, Existing::Resume).await.unwrap();
            assert!(fs::read(&path).unwrap() == whole, "{format} cut at byte {end}");
        }
    }
}

#[tokio::test]
async fn parts_that_are_whole_stay_and_the_others_are_made_again() {
    let world = World::of(&story()).await;
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = everything(Table::Events, Format::Parquet);
    wanted.part_events = 5;
    let (whole, resumed) = (folder.path().join("whole"), folder.path().join("resumed"));
    world.export(&wanted, &whole, Existing::Keep).await.unwrap();
    let partial = begun(&world, &wanted, &resumed).await;
    fs::create_dir(&partial.part).unwrap();
    for part in ["part-00001.parquet", "part-00002.parquet"] {
        fs::copy(whole.join(part), partial.part.join(part)).unwrap();
    }
    fs::write(partial.part.join("part-00003.parquet.unfinished"), "PAR1 and then the power went").unwrap();
    let exported = world.export(&wanted, &resumed, Existing::Resume).await.unwrap();
    assert_eq!(exported.rows, 8, "ten of eighteen were there");
    for part in 1..=4 {
        let part = format!("part-{part:05}.parquet");
        assert!(fs::read(whole.join(&part)).unwrap() == fs::read(resumed.join(&part)).unwrap(), "{part}");
    }
    assert_eq!(fs::read_dir(&resumed).unwrap().count(), 4);
}

#[tokio::test]
async fn a_continued_export_ends_where_it_would_have_ended() {
    let story = story();
    let world = World::of(&story[..10]).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.jsonl");
    let wanted = everything(Table::Events, Format::Jsonl);
    let then = world.bytes(&wanted).await;
    let partial = begun(&world, &wanted, &path).await;
    fs::write(&partial.part, &then[..then.len() / 2]).unwrap();
    world.add(&story[10..]).await;
    world.export(&wanted, &path, Existing::Resume).await.unwrap();
    assert!(fs::read(&path).unwrap() == then);
}

#[tokio::test]
async fn an_interrupted_export_is_not_mixed_with_another() {
    let world = World::of(&story()).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.csv");
    let all = everything(Table::Events, Format::Csv);
    let partial = begun(&world, &all, &path).await;
    fs::write(&partial.part, "position\n").unwrap();
    let types = vec!["WorkoutLogged".to_owned()];
    let some = wanted(Table::Events, Format::Csv, Selection { types, ..Selection::default() });
    let other = world.export(&some, &path, Existing::Resume).await.unwrap_err();
    assert!(matches!(other, ExportError::OtherExport { .. }), "{other}");
    let unsaid = world.export(&all, &path, Existing::Keep).await.unwrap_err();
    assert!(matches!(unsaid, ExportError::Interrupted(_)), "{unsaid}");
    world.export(&some, &path, Existing::Replace).await.unwrap();
    assert!(path.exists() && !partial.part.exists());
}

#[tokio::test]
async fn what_is_no_export_is_not_continued() {
    let world = World::of(&story()).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.jsonl");
    let wanted = everything(Table::Events, Format::Jsonl);
    let partial = begun(&world, &wanted, &path).await;
    fs::write(&partial.part, "somebody's notes\n").unwrap();
    let error = world.export(&wanted, &path, Existing::Resume).await.unwrap_err();
    assert!(matches!(error, ExportError::Damaged { .. }), "{error}");
    let table = everything(Table::Workouts, Format::Csv);
    let error = world.export(&table, &path, Existing::Resume).await.unwrap_err();
    assert!(matches!(error, ExportError::NotResumable), "{error}");
    let error = world.export(&table, &path, Existing::Keep).await.unwrap_err();
    assert!(matches!(error, ExportError::TableInterrupted(_)), "{error}");
    assert!(!error.to_string().contains("--resume"), "what can't be done isn't offered: {error}");
}
