//! Ledgers made of a story that is the same in every run, whole or cut short, and short ways to ask them.

use std::path::Path;

use domain::ledger::RecordedEvent;
use jiff::{SignedDuration, Timestamp};
use serde_json::value::RawValue;
use sqlx::PgPool;
use uuid::Uuid;

use crate::{Existing, Export, ExportError, Exported, Format, Moment, Output, Selection, Table, Target, export};

pub(super) struct World {
    _kit: testkit::Ledger,
    pub(super) pool: PgPool,
}

impl World {
    /// A ledger that holds these events, as they are and when they were.
    pub(super) async fn of(events: &[RecordedEvent]) -> Self {
        let kit = testkit::Ledger::new().await;
        let world = Self { pool: kit.pool.clone(), _kit: kit };
        world.add(events).await;
        world
    }

    pub(super) async fn add(&self, events: &[RecordedEvent]) {
        let texts = |part: fn(&RecordedEvent) -> &str| events.iter().map(part).collect::<Vec<_>>();
        let numbers =
            |part: fn(&RecordedEvent) -> u64| events.iter().map(|event| part(event).cast_signed()).collect::<Vec<_>>();
        sqlx::query(
            "insert into events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
                                 position, event_id, subject, recorded_at)
             select kind, id, sequence, type, version, payload::json, metadata::json, position, event, subject, time::timestamptz
             from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                  as e(kind, id, sequence, type, version, payload, metadata, position, event, subject, time)",
        )
        .bind(texts(|event| &event.aggregate_type))
        .bind(texts(|event| &event.aggregate_id))
        .bind(numbers(|event| event.sequence))
        .bind(texts(|event| &event.event_type))
        .bind(texts(|event| &event.event_version))
        .bind(texts(|event| event.payload.get()))
        .bind(texts(|event| event.metadata.get()))
        .bind(numbers(|event| event.position))
        .bind(events.iter().map(|event| event.event_id).collect::<Vec<_>>())
        .bind(events.iter().map(|event| event.subject).collect::<Vec<_>>())
        .bind(events.iter().map(|event| event.recorded_at.to_string()).collect::<Vec<_>>())
        .execute(&self.pool)
        .await
        .unwrap();
        let head = events.last().map_or(0, |event| event.position.cast_signed());
        sqlx::query("update ledger_head set position = $1").bind(head).execute(&self.pool).await.unwrap();
    }

    pub(super) async fn export(
        &self,
        wanted: &Export,
        path: &Path,
        existing: Existing,
    ) -> Result<Exported, ExportError> {
        let output = Output::File(Target { path: path.to_owned(), existing });
        export(&self.pool, wanted, output, now(), &mut |_, _| ()).await
    }

    /// What a fresh export gives: the file's bytes, or those of a folder's only part.
    pub(super) async fn bytes(&self, wanted: &Export) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        self.export(wanted, &path, Existing::Keep).await.unwrap();
        let file = if path.is_dir() { path.join("part-00001.parquet") } else { path };
        std::fs::read(file).unwrap()
    }

    pub(super) async fn text(&self, wanted: &Export) -> String {
        String::from_utf8(self.bytes(wanted).await).unwrap()
    }
}

pub(super) fn wanted(table: Table, format: Format, selection: Selection) -> Export {
    Export { table, format, selection, part_events: 1_000_000 }
}

pub(super) fn everything(table: Table, format: Format) -> Export {
    wanted(table, format, Selection::default())
}

pub(super) fn as_of(moment: Moment) -> Selection {
    Selection { as_of: Some(moment), ..Selection::default() }
}

/// Long after the last event of any story.
pub(super) fn now() -> Timestamp {
    "2026-01-01T00:00:00Z".parse().unwrap()
}

/// Events are a second apart, and not quite on the second.
pub(super) fn recorded_at(position: u64) -> Timestamp {
    let first: Timestamp = "2025-05-03T08:00:00.123456Z".parse().unwrap();
    first + SignedDuration::from_secs(position.cast_signed())
}

pub(super) fn member(number: u128) -> Uuid {
    Uuid::from_u128(0x0197_f3c0_5a00_7000_8000_0000_0000_a000 + number)
}

pub(super) fn workout(number: u128) -> Uuid {
    Uuid::from_u128(0x0197_f3c0_5a00_7000_8000_0000_0000_b000 + number)
}

/// An event at its position, caused by a command with a name that CSV has trouble with.
pub(super) fn event(position: u64, subject: Uuid, stream: &str, sequence: u64, payload: &str) -> RecordedEvent {
    event_of_version("1.0", position, subject, stream, sequence, payload)
}

pub(super) fn event_of_version(
    version: &str,
    position: u64,
    subject: Uuid,
    stream: &str,
    sequence: u64,
    payload: &str,
) -> RecordedEvent {
    let (aggregate_type, aggregate_id) = stream.split_once('/').unwrap();
    let event_type = payload.split('"').nth(1).unwrap();
    // Every other event has no cause, the others an empty one: empty cells and empty texts are not the same.
    let cause = if position.is_multiple_of(2) { r#""causation_id":"","# } else { "" };
    let metadata = format!(
        r#"{{"event_id":"-","command_id":"say \"{position}\",\nplease","correlation_id":"\"c\"",{cause}"actor":"member:{subject}","gateway":"terminal","occurred_at":"2025-05-03T06:30:00.5Z","schema":"1","build":"test"}}"#
    );
    RecordedEvent {
        position,
        event_id: Uuid::from_u128(u128::from(position)),
        subject,
        aggregate_type: aggregate_type.to_owned(),
        aggregate_id: aggregate_id.to_owned(),
        sequence,
        event_type: event_type.to_owned(),
        event_version: version.to_owned(),
        recorded_at: recorded_at(position),
        payload: RawValue::from_string(payload.to_owned()).unwrap(),
        metadata: RawValue::from_string(metadata).unwrap(),
    }
}

fn facts(minutes: u64, notes: &str) -> String {
    format!(
        r#"{{"sport":"run","start":"2025-05-03T06:30:00Z","time_zone":"Europe/Prague","local_date":"2025-05-03","duration":{{"elapsed_s":{}}},"distance_m":8200,"zone":"z2","rpe":4,"notes":{}}}"#,
        minutes * 60,
        serde_json::to_string(notes).unwrap()
    )
}

pub(super) fn logged(member: Uuid, minutes: u64) -> String {
    let facts = facts(minutes, "wet, \"cold\"\nand windy");
    format!(r#"{{"WorkoutLogged":{{"member_id":"{member}","source":"typed","workout":{facts}}}}}"#)
}

pub(super) fn corrected(minutes: u64) -> String {
    format!(r#"{{"WorkoutCorrected":{{"workout":{}}}}}"#, facts(minutes, "dry"))
}

/// The story, and then a plan whose first session is done and whose second is skipped.
pub(super) fn story_with_a_plan() -> Vec<RecordedEvent> {
    let catalogue = domain::catalogue();
    let plan = catalogue.iter().find(|entry| entry.event == "PlanGenerated").unwrap().sample;
    let parsed: serde_json::Value = serde_json::from_str(plan).unwrap();
    let session = |n: usize| parsed["PlanGenerated"]["drafted"]["plan"]["sessions"][n]["id"].as_str().unwrap();
    let (done, skipped) = (session(0), session(1));
    let done = format!(r#"{{"SessionCompleted":{{"session_id":"{done}","workout_id":"{}"}}}}"#, workout(1));
    let skipped = format!(r#"{{"SessionSkipped":{{"session_id":"{skipped}"}}}}"#);
    let stream = format!("plan/{}", Uuid::from_u128(0xf));
    let events = [plan.to_owned(), done, skipped].map(|it| it.replace('\n', ""));
    let planned = (1..).zip(&events).map(|(n, it)| event(18 + n, member(1), &stream, n, it));
    story().into_iter().chain(planned).collect()
}

/// Two athletes, in turns: registered, measured, trained, corrected, voided, tired, hurt and healed.
pub(super) fn story() -> Vec<RecordedEvent> {
    let (jana, petr) = (member(1), member(2));
    let of = |member: Uuid| format!("member/{member}");
    let run = |number: u128| format!("workout/{}", workout(number));
    let day = |member: Uuid| format!("fatigue-day/{member}:2025-05-03");
    let registered = r#"{"MemberRegistered":{"language":"en","time_zone":"Europe/Prague","units":"metric"}}"#;
    let profile = r#"{"ProfileChanged":{"set":{"birth_year":1988,"weight":64.5}}}"#;
    let weight = r#"{"ProfileChanged":{"set":{"weight":63.25}}}"#;
    let thresholds = r#"{"ThresholdsChanged":{"effective":"2025-05-01","thresholds":{"ftp":245,"vdot":47.5}}}"#;
    let race = r#"{"RaceAdded":{"race":{"race_id":"0197f3c0-5a00-7000-8000-00000000c001","date":"2025-06-14","kind":"olympic","priority":"A","name":"Lakes, \"long\"","target_time_s":9000}}}"#;
    let moved =
        r#"{"RaceMoved":{"race_id":"0197f3c0-5a00-7000-8000-00000000c001","from":"2025-06-14","to":"2025-06-21"}}"#;
    let hurt = r#"{"InjuryReported":{"injury":{"injury_id":"0197f3c0-5a00-7000-8000-00000000d001","body_part":"knee","severity":4,"signs":["limp"],"date":"2025-05-04"}}}"#;
    let healed = r#"{"InjuryResolved":{"injury_id":"0197f3c0-5a00-7000-8000-00000000d001","date":"2025-05-20"}}"#;
    let tired = r#"{"FatigueRecorded":{"date":"2025-05-03","reading":{"readiness":2,"sleep_hours":6.5}}}"#;
    let rested =
        r#"{"FatigueCorrected":{"date":"2025-05-03","reading":{"readiness":4,"sleep_hours":6.5,"ill":false}}}"#;
    let voided = r#"{"WorkoutVoided":{"reason":"twice"}}"#;
    vec![
        event(1, jana, &of(jana), 1, registered),
        event(2, petr, &of(petr), 1, registered),
        event(3, jana, &of(jana), 2, profile),
        event(4, jana, &of(jana), 3, thresholds),
        event_of_version("2.0", 5, jana, &run(1), 1, &logged(jana, 45)),
        event_of_version("2.0", 6, petr, &run(2), 1, &logged(petr, 30)),
        event(7, jana, &day(jana), 1, tired),
        event(8, jana, &run(1), 2, &corrected(50)),
        event(9, jana, &of(jana), 4, race),
        event(10, petr, &run(2), 2, voided),
        event(11, jana, &of(jana), 5, hurt),
        event(12, jana, &day(jana), 2, rested),
        event(13, jana, &of(jana), 6, moved),
        event_of_version("2.0", 14, jana, &run(3), 1, &logged(jana, 20)),
        event(15, jana, &of(jana), 7, healed),
        event(16, jana, &of(jana), 8, weight),
        event(17, jana, &run(3), 2, voided),
        event_of_version("2.0", 18, petr, &run(4), 1, &logged(petr, 61)),
    ]
}
