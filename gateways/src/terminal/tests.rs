use std::{cell::RefCell, path::Path};

use super::*;
use crate::chat::reply::Part;

fn now() -> Timestamp {
    "2026-03-02T07:00:00Z".parse().unwrap()
}

fn terminal(files: &Path) -> Terminal {
    Terminal {
        person: ExternalId::try_new("Ana").unwrap(),
        language: Some(Language::Spanish),
        files: files.to_owned(),
        clock: now,
        new_id: || Uuid::from_u128(7),
        prompt: Prompt::Hidden,
    }
}

/// What is printed when these lines are typed and each gets the next of the answers, and what was heard.
async fn typed(lines: &str, answers: Vec<Result<Vec<Reply>, String>>) -> (String, Vec<Incoming>, Ended) {
    let made = tempfile::tempdir().unwrap();
    // One that isn't there yet is made.
    let folder = made.path().join("files");
    let (heard, answers) = (RefCell::new(Vec::new()), RefCell::new(answers.into_iter()));
    let (sender, receiver) = tokio::sync::mpsc::channel(10);
    for line in lines.lines() {
        sender.send(line.to_owned()).await.unwrap();
    }
    drop(sender);
    let mut out = Vec::new();
    let ended = terminal(&folder)
        .run(receiver, &mut out, async |incoming: &Incoming| {
            heard.borrow_mut().push(incoming.clone());
            answers.borrow_mut().next().unwrap_or(Ok(Vec::new()))
        })
        .await
        .unwrap();
    (String::from_utf8(out).unwrap().replace(&folder.display().to_string(), "DIR"), heard.into_inner(), ended)
}

fn contents(heard: Vec<Incoming>) -> Vec<Content> {
    heard.into_iter().map(|incoming| incoming.content).collect()
}

fn text(text: &str) -> Content {
    Content::Text { message: Uuid::from_u128(7).to_string(), text: text.to_owned() }
}

#[tokio::test]
async fn lines_are_said_and_answers_are_printed() {
    let reply = Reply::paragraph("Logged.")
        .and(Part::List(vec!["Run, 45 min".to_owned()]))
        .and(Part::Table {
            head: vec!["Day".to_owned(), "Min".to_owned()],
            rows: vec![vec!["вторник".to_owned(), "60".to_owned()]],
        })
        .offering(vec![Button::saying("Undo", "/undo"), Button::saying("Plan", "/plan")]);
    let (out, heard, ended) = typed("/log run 45\n\n", vec![Ok(vec![reply])]).await;
    assert_eq!(out, "Logged.\n\n- Run, 45 min\n\nDay      Min\n-------  ---\nвторник  60\n\n[#1] Undo   [#2] Plan\n\n");
    assert_eq!((heard[0].chat.as_str(), heard[0].gateway.as_str()), ("Ana", "terminal"));
    assert_eq!((contents(heard), ended), (vec![text("/log run 45")], Ended::WithAnswers));
}

#[tokio::test]
async fn a_button_is_pressed_by_its_number_and_a_number_alone_is_an_answer() {
    let one = Reply::paragraph("a").offering(vec![Button::saying("Undo", "/undo")]);
    let two = Reply::paragraph("b").offering(vec![Button::choosing("Yes", 0)]);
    let (out, heard, _) =
        typed("hi\n#2\nhi\n#3\n2\n", vec![Ok(vec![one.clone(), two.clone()]), Ok(vec![one, two])]).await;
    assert!(out.contains("[#2] Yes"), "{out}");
    assert!(out.contains("There is no button #3."), "{out}");
    let press = Content::Pressed { press: Button::choosing("", 0).press };
    assert_eq!(contents(heard), [text("hi"), press, text("hi"), text("2")]);
}

#[tokio::test]
async fn files_are_saved_where_nothing_is_overwritten_or_left() {
    let document =
        |name: &str| Part::Document { name: name.to_owned(), media_type: "text/csv".to_owned(), bytes: b"x".to_vec() };
    let picture = Part::Picture { png: vec![1], caption: "Form".to_owned() };
    let reply = Reply::default().and(document("../all.csv")).and(document("all.csv")).and(picture);
    let (out, ..) = typed("/export\n", vec![Ok(vec![reply])]).await;
    assert_eq!(out, "../all.csv\n-> DIR/all.csv\n\nall.csv\n-> DIR/all-2.csv\n\nForm\n-> DIR/picture.png\n\n");
}

#[tokio::test]
async fn trouble_is_told_and_the_conversation_goes_on() {
    let (out, heard, ended) =
        typed("a\nb\n", vec![Err("no database".to_owned()), Ok(vec![Reply::paragraph("yes")])]).await;
    assert_eq!(out, "No answer: no database\n\nyes\n\n");
    assert_eq!((heard.len(), ended), (2, Ended::WithTrouble));
}

#[tokio::test(start_paused = true)]
async fn a_script_is_held_back_to_what_the_conversation_listens_to() {
    let started = tokio::time::Instant::now();
    let (_, heard, _) = typed(&"hi\n".repeat(8), vec![]).await;
    assert_eq!(heard.len(), 8);
    assert!(started.elapsed() >= Duration::from_secs(3), "{:?}", started.elapsed());
}
