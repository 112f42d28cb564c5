//! What a person reads, in each language.

use domain::vocabulary::{Language, Units};
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{asked, helped, logged, misused, unknown_command};
use crate::chat::{
    parse::{CommandName, Context, Heard, Understanding, hear, understand},
    reply::{Button, Part, Press, Reply, Voice},
};

const TODAY: Date = date(2025, 5, 14);

fn voice(language: Language) -> Voice {
    Voice { language, units: Units::Metric }
}

fn context(language: Language) -> Context<'static> {
    Context { today: TODAY, units: Units::Metric, language, bot: None }
}

/// Paragraphs and list items, one a line.
fn read(reply: &Reply) -> Vec<String> {
    let lines = |part: &Part| match part {
        Part::Paragraph(text) => vec![text.clone()],
        Part::List(items) => items.clone(),
        _ => Vec::new(),
    };
    reply.parts.iter().flat_map(lines).collect()
}

fn answer(language: Language, text: &str) -> Reply {
    match understand(text, &context(language)) {
        Understanding::Understood(logs) => logged(voice(language), &logs, &[Uuid::from_u128(7)], TODAY),
        Understanding::Torn(torn) => asked(voice(language), &torn, TODAY),
        Understanding::NotAWorkout => super::not_a_workout(voice(language)),
    }
}

#[test]
fn a_confirmation_reads_back_everything_that_was_understood() {
    let told = "ran 8.2 km in 45 min yesterday, z3, rpe 6, hr 150, felt good, by the river";
    assert_eq!(
        read(&answer(Language::English, told)),
        [
            "Logged:",
            "Run · 45:00 · 8.2 km · 5:29 /km · Z3 · RPE 6 · 150 bpm · felt good · Tuesday, 13 May · “by the river”"
        ]
    );
    assert_eq!(
        read(&answer(Language::Spanish, "nadé 2000 m en 42 min y luego bici 45,5 km 1h30")),
        [
            "Anotados 2 entrenamientos:",
            "Natación · 42:00 · 2000 m · 2:06 /100 m",
            "Bici · 1:30:00 · 45,5 km · 30,3 km/h"
        ]
    );
    assert_eq!(
        read(&answer(Language::Russian, "плавал 40 минут, потом пробежал 5 км за 25:10")),
        ["Записаны 2 тренировки:", "Плавание · 40:00", "Бег · 25:10 · 5 км · 5:02 /км"]
    );
}

#[test]
fn a_confirmation_can_be_taken_back() {
    let reply = answer(Language::Russian, "бег 40 минут");
    assert_eq!(
        (reply.buttons[0][0].label.as_str(), &reply.buttons[0][0].press),
        ("Отменить", &Press::Say("/undo 00000000-0000-0000-0000-000000000007".to_owned()))
    );
}

#[test]
fn a_question_offers_each_answer_on_a_button_and_a_way_out() {
    let reply = answer(Language::Spanish, "5 km en 25 min");
    assert_eq!(read(&reply), ["¿Qué deporte fue?"]);
    let labels: Vec<&str> = reply.buttons.iter().flatten().map(|button| button.label.as_str()).collect();
    assert_eq!(labels[0], "Carrera · 25:00 · 5 km · 5:00 /km");
    assert_eq!(labels.last(), Some(&"Cancelar"));
    assert!(matches!(reply.buttons[1][0].press, Press::Choose { number: 1, .. }));
}

#[test]
fn an_implausible_workout_is_asked_about_with_its_numbers() {
    let reply = answer(Language::English, "ran 10k in 3 minutes");
    assert_eq!(read(&reply), ["10 km in 3:00 looks like a typing error. Check the numbers and write it again."]);
}

#[test]
fn a_hedged_workout_is_logged_only_after_a_yes() {
    let reply = answer(Language::English, "ran 10k in 50 min, is that good?");
    assert_eq!(read(&reply)[0], "Shall I log this?");
    assert_eq!(reply.buttons[0][0], Button::choosing("Yes, log it", 0));
}

#[test]
fn a_misused_command_is_met_with_the_problem_the_usage_and_one_example() {
    let Heard::Usage(error) = hear("/log run 60abc", &context(Language::Spanish)) else { panic!() };
    let lines = read(&misused(voice(Language::Spanish), &error));
    assert_eq!(lines[0], "«60abc» no vale aquí.");
    assert!(lines[1].starts_with("/log DEPORTE MINUTOS"));
    assert_eq!(lines[2], "Por ejemplo: /log run 45 z3 8.2km rpe 6 yesterday");
    let Heard::Usage(error) = hear("/log run 60 rpe 15", &context(Language::Russian)) else { panic!() };
    assert!(read(&misused(voice(Language::Russian), &error))[0].starts_with("RPE — целое число от 1 до 10, а не 15."));
}

#[test]
fn help_has_a_line_for_every_command_in_every_language() {
    for &language in Language::ALL {
        let lines = read(&helped(voice(language), None));
        assert_eq!(lines.len(), CommandName::ALL.len() + 1, "{language}");
        for (command, line) in CommandName::ALL.iter().zip(&lines[1..]) {
            assert!(line.starts_with(&format!("/{command}")), "{language}: {line}");
        }
    }
}

#[test]
fn a_mistyped_command_is_named_with_the_one_that_was_meant() {
    let reply = unknown_command(voice(Language::English), "pln", Some(CommandName::Plan));
    assert_eq!(read(&reply), ["There is no command /pln. Did you mean /plan?"]);
}
