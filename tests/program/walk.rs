//! docs/api.md, typed from the top as a new user would: each command in one shell, each answer as it is told there.

use std::{path::Path, process::Command};

use serde_json::Value;

use crate::{
    running::{Running, paceledger, text},
    tokens,
};

const BETWEEN: &str = "== and its answer is ==";

/// What is typed, and what is told of the answer: JSON, or a part of a text.
struct Step {
    typed: String,
    told: String,
    is_json: bool,
}

fn steps(page: &str) -> Vec<Step> {
    let mut blocks = page.split("```").skip(1).step_by(2).map(|block| block.split_once('\n').unwrap());
    let mut steps = Vec::new();
    while let Some((language, typed)) = blocks.next() {
        assert_eq!(language, "sh", "an answer without a command: {typed}");
        let (form, told) = blocks.next().unwrap_or_else(|| panic!("no answer to {typed}"));
        steps.push(Step { typed: typed.to_owned(), told: told.trim().to_owned(), is_json: form == "json" });
    }
    steps
}

/// Everything that is told is there; numbers and dots stand for whatever it is.
fn assert_tells(told: &Value, came: &Value, step: &str) {
    match (told, came) {
        (Value::Object(told), Value::Object(came)) => {
            for (name, value) in told {
                let answer = came.get(name).unwrap_or_else(|| panic!("no {name} in {came:?}, the answer to {step}"));
                assert_tells(value, answer, step);
            }
        }
        (Value::Array(told), Value::Array(came)) => {
            assert!(told.is_empty() || !came.is_empty(), "nothing came of {step}");
            told.iter().zip(came).for_each(|(told, came)| assert_tells(told, came, step));
        }
        (Value::Number(_), _) => assert!(came.is_number(), "{came} to {step}"),
        (Value::String(dots), _) if dots == "…" => assert!(came.is_string(), "{came} to {step}"),
        _ => assert_eq!(told, came, "{step}"),
    }
}

fn shell(data: &Path, script: &str) -> String {
    // `paceledger` is the program that this test has built, on this ledger.
    let program = paceledger(data);
    let words: Vec<_> = std::iter::once(program.get_program()).chain(program.get_args()).collect();
    let words: Vec<String> = words.iter().map(|word| format!("'{}'", word.to_str().unwrap())).collect();
    let script = format!("paceledger() {{ {} \"$@\"; }}\n{script}", words.join(" "));
    let mut shell = Command::new("sh");
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    let output = shell.args(["-ec", &script]).current_dir(data).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn the_walk_through_the_api_works_as_it_is_written() {
    let data = tempfile::tempdir().unwrap();
    let running = Running::up(data.path());
    let steps = steps(&std::fs::read_to_string("docs/api.md").unwrap());
    assert!(steps.len() > 15);
    let script: String = steps.iter().map(|step| format!("{}echo\necho '{BETWEEN}'\n", step.typed)).collect();
    let owner = tokens::first(&running).unwrap();
    let script = script.replace("OWNER=…", &format!("OWNER={owner}")).replace("http://127.0.0.1:7373", &running.url);
    let printed = shell(data.path(), &script);
    for (step, came) in steps.iter().zip(printed.split(BETWEEN)) {
        if !step.is_json {
            assert!(came.to_lowercase().contains(&step.told.to_lowercase()), "{came} to {}", step.typed);
            continue;
        }
        let parsed = serde_json::from_str(came).unwrap_or_else(|error| panic!("{error}: {came} to {}", step.typed));
        assert_tells(&serde_json::from_str(&step.told).unwrap(), &parsed, &step.typed);
    }
}
