//! The questions that can be typed: each is answered in words and as JSON, from the read models of a running `up`.

use std::{path::Path, process::Output};

use domain::vocabulary::Consent;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    athlete::Athlete,
    coach::{PLAN, train},
    running::{Running, paceledger, text},
};

/// The day after the plan's first; the workouts are of the weeks before.
const ON: &str = "2026-05-04";

struct Asked {
    _running: Running,
    data: tempfile::TempDir,
    athlete: Athlete,
}

impl Asked {
    async fn trained() -> Self {
        let data = tempfile::tempdir().unwrap();
        let running = Running::up(data.path());
        let athlete = Athlete::at(data.path()).await;
        train(&athlete).await;
        let asked = Self { _running: running, data, athlete };
        asked.athlete.shown().await;
        asked
    }

    fn ask(&self, words: &[&str]) -> Output {
        paceledger(self.data.path()).args(words).output().unwrap()
    }

    /// About the athlete, on the day.
    fn show(&self, question: &str, more: &[&str]) -> Output {
        let id = self.athlete.id.to_string();
        self.ask(&[&["show", question, &id, "--on", ON], more].concat())
    }

    fn told(&self, words: &[&str]) -> String {
        let output = self.ask(words);
        assert!(output.status.success(), "{words:?}: {}", text(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn file(&self, name: &str) -> std::path::PathBuf {
        self.data.path().join(name)
    }
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", text(output));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(output)))
}

#[tokio::test]
async fn every_question_is_answered_in_words_and_as_json() {
    let asked = Asked::trained().await;
    for (question, word) in [
        ("week", "run"),
        ("calendar", "block"),
        ("pending", "planned"),
        ("adherence", "kept"),
        ("plans", "in force"),
        ("workouts", "8.2 km"),
        ("form", "warming up, day 21 of 42"),
        ("totals", "2026-04-27"),
        ("bests", "longest run"),
        ("vdot", "by the athlete's level"),
        ("predictions", "No race or hard run"),
        ("progress", "running pace"),
        ("insight", "before"),
        ("member", "Europe/Prague"),
    ] {
        let told = asked.show(question, &[]);
        assert!(told.status.success(), "{question}: {}", text(&told));
        assert!(text(&told).to_lowercase().contains(&word.to_lowercase()), "{question}: {}", text(&told));
        json(&asked.show(question, &["--json"]));
    }
    // Days at the end of the calendar are days too.
    for day in ["9999-12-31", "0001-01-01"] {
        let id = asked.athlete.id.to_string();
        asked.told(&["show", "calendar", &id, "--on", day]);
        asked.told(&["show", "week", &id, "--on", day]);
    }
    let id = asked.athlete.id.to_string();
    assert!(asked.told(&["show", "today", &id, "--on", "2026-05-03"]).contains("150 min"));
    assert!(asked.told(&["show", "today", &id, "--on", "2027-05-03"]).contains("Nothing is planned."));
    assert_eq!(json(&asked.ask(&["show", "platform", "--json"]))["members"], 1);
    assert!(asked.told(&["show", "platform"]).contains("members 1"));
    assert!(asked.told(&["show", "members"]).contains(&asked.athlete.id.to_string()));
    assert_eq!(json(&asked.show("workouts", &["--limit", "3", "--json"])).as_array().unwrap().len(), 3);
    let months = json(&asked.show("totals", &["--by", "month", "--from", "2026-01-01", "--json"]));
    assert_eq!(months.as_array().unwrap().len(), 2, "April and May: {months}");
    // On the third the run of 150 minutes fulfils what was planned, whatever today is.
    let done = json(&asked.show("calendar", &["--from", "2026-05-03", "--to", "2026-05-03", "--json"]));
    assert_eq!((&done[0]["state"], &done[0]["fulfilled_by"]["minutes"]), (&json!("done"), &json!(150)));
}

#[tokio::test]
async fn an_unknown_member_type_or_file_is_told_what_to_do() {
    let asked = Asked::trained().await;
    let nobody = Uuid::from_u128(0xdead).to_string();
    let out = asked.file("form.gif");
    let out = out.to_str().unwrap();
    for (words, told) in [
        (vec!["show", "today", &nobody], "there is no member"),
        (vec!["show", "form", &nobody], "paceledger show members"),
        (vec!["show", "member", &nobody], "there is no member"),
        (vec!["calendar", &nobody], "there is no member"),
        (vec!["audit", "--type", "WorkoutLoged"], "there is no event type \"WorkoutLoged\""),
        (vec!["picture", "form", &nobody, "--out", out], "has to end with .svg or .png"),
    ] {
        let answer = asked.ask(&words);
        assert_eq!(answer.status.code(), Some(1), "{words:?}");
        assert!(text(&answer).contains(told), "{words:?}: {}", text(&answer));
    }
}

#[tokio::test]
async fn the_log_is_read_by_page_type_member_and_time() {
    let asked = Asked::trained().await;
    let id = asked.athlete.id.to_string();
    let page = asked.told(&["audit", "--limit", "2"]);
    assert!(page.contains("--before 16") && page.lines().count() == 5, "{page}");
    let entries = |words: &[&str]| {
        let page = json(&asked.ask(&[&["audit", "--json"], words].concat()));
        let positions = page["entries"].as_array().unwrap().iter().map(|entry| entry["position"].as_u64().unwrap());
        positions.collect::<Vec<_>>()
    };
    assert_eq!(entries(&["--limit", "2", "--before", "16"]), [15, 14]);
    assert_eq!(entries(&["--from", "3", "--to", "5", "--subject", &id]), [5, 4, 3]);
    assert_eq!(entries(&["--type", "PlanGenerated", "--type", "MemberRegistered"]), [14, 1]);
    assert_eq!(entries(&["--since", "1d"]).len(), 17, "all of it is of today");
    assert_eq!(entries(&["--to", "2020-01-01"]), [] as [u64; 0]);
    assert_eq!(entries(&["--subject", &Uuid::from_u128(1).to_string()]), [] as [u64; 0]);
}

#[tokio::test]
async fn a_consent_is_shown_from_its_giving_to_its_withdrawal() {
    let asked = Asked::trained().await;
    let consent = |what: &str| json!({"member": {what: {"consent": Consent::Reminders}}});
    let given = asked.athlete.does("yes", consent("give-consent")).await;
    let withdrawn = asked.athlete.does("no", consent("withdraw-consent")).await;
    asked.athlete.shown().await;
    let member = json(&asked.show("member", &["--json"]));
    assert_eq!(member["consents"][0]["consent"], "reminders");
    assert_eq!(
        (&member["consents"][0]["given_in"], &member["consents"][0]["withdrawn_in"]),
        (&json!(given), &json!(withdrawn))
    );
}

#[tokio::test]
async fn pictures_speak_the_members_language_and_show_the_plan_ahead() {
    let asked = Asked::trained().await;
    let id = asked.athlete.id.to_string();
    let draw = |what: &str, file: &Path, more: &[&str]| {
        let words = ["picture", what, &id, "--on", ON, "--out", file.to_str().unwrap()];
        asked.told(&[&words, more].concat());
        std::fs::read(file).unwrap()
    };
    for what in ["form", "volume", "zones", "vdot"] {
        let png = draw(what, &asked.file("picture.png"), &[]);
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n", "{what}");
    }
    let weeks = |from: &str| draw("volume", &asked.file("volume.svg"), &["--from", from]);
    assert_eq!(weeks("2026-04-16"), weeks("2026-04-13"), "the first week is a whole one");
    let svg = |more: &[&str]| String::from_utf8(draw("form", &asked.file("form.svg"), more)).unwrap();
    let english = svg(&[]);
    assert!(english.contains("Fitness (CTL)") && english.contains("stroke-dasharray") && english.contains(">plan<"));
    assert!(!svg(&["--to", ON]).contains("stroke-dasharray"), "nothing ahead was asked for");
    assert_ne!(svg(&["--theme", "dark"]), english);
    asked.athlete.does("language", json!({"member": {"choose-language": {"language": "ru"}}})).await;
    asked.athlete.shown().await;
    assert!(svg(&[]).contains("план"));
}

#[tokio::test]
async fn a_moved_session_is_the_same_in_the_calendar_with_a_higher_sequence() {
    let asked = Asked::trained().await;
    let id = asked.athlete.id.to_string();
    let events = || {
        let feed = asked.told(&["calendar", &id, "--on", ON]).replace("\r\n ", "");
        feed.split("BEGIN:VEVENT").skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let value = |event: &str, name: &str| {
        let line = event.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.trim_end().to_owned()
    };
    let before = events();
    let planned = json(&asked.show("pending", &["--json"]));
    let session = planned.as_array().unwrap().iter().find(|one| one["session"]["date"].as_str() > Some(ON)).unwrap();
    let session_id = session["session"]["id"].as_str().unwrap().to_owned();
    let moved = json!({"plan": {"move": {"plan_id": PLAN, "session_id": session_id, "to": "2026-05-10"}}});
    asked.athlete.does("move", moved).await;
    asked.athlete.shown().await;
    let after = events();
    let of = |events: &[String]| events.iter().find(|event| event.contains(&session_id)).cloned().unwrap();
    let (before, after) = (of(&before), of(&after));
    assert_eq!(value(&after, "UID:"), value(&before, "UID:"));
    assert_eq!(value(&after, "DTSTART;VALUE=DATE:"), "20260510");
    let sequence = |event: &str| value(event, "SEQUENCE:").parse::<u32>().unwrap();
    assert!(sequence(&after) > sequence(&before), "{after}");
    assert!(value(&after, "LAST-MODIFIED:") >= value(&before, "LAST-MODIFIED:"));
}
