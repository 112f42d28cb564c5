//! What holds for whatever is typed.

use std::time::{Duration as Elapsed, Instant};

use domain::vocabulary::{Distance, Duration, HeartRate, Language, Mood, Power, Rpe, Sport, Text, Units, Zone};
use gateways::chat::parse::{Context, Heard, LogDraft, Said, Understanding, hear, understand};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

/// Far above what an optimised build needs (well under a millisecond), far below what anybody would notice.
const PATIENCE: Elapsed = Elapsed::from_secs(1);

fn context() -> impl Strategy<Value = Context<'static>> {
    (prop::sample::select(Language::ALL), prop::sample::select(Units::ALL), 0..3_000_i32).prop_map(
        |(language, units, day)| Context {
            today: date(2024, 1, 1).saturating_add(day.days()),
            units,
            language,
            bot: Some("PaceLedgerBot"),
        },
    )
}

/// Words, numbers and marks that mean something, in any order: where a parser breaks if it breaks.
fn babble() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "ran",
        "swim",
        "nadé",
        "пробежал",
        "bike",
        "10",
        "5k",
        "1,500",
        "8.2km",
        "52:30",
        "1h",
        "20",
        "m",
        "min",
        "за",
        "en",
        "in",
        "at",
        "по",
        "5:10/km",
        "@",
        "'",
        "\"",
        "x",
        "6x400",
        "+",
        "then",
        "потом",
        "luego",
        "yesterday",
        "3 May",
        "12/05",
        "12.05",
        "2025-13-40",
        "0",
        "999999999999999",
        "rpe",
        "z",
        "z9",
        "hr",
        "max hr",
        "not",
        "?",
        "not",
        "не",
        "🏃",
        "🏃🏽‍♂️",
        "felt great",
        "half an hour",
        "час",
        "/",
        "//",
        ":",
        "1:2:3",
        "::",
        "е\u{301}",
        "\n",
        "/log",
        "/set",
        "/fatigue",
        "/race",
        "add",
        "monday",
        "days ago",
        "hace",
        "two",
        "«",
        "»",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.join(" "))
}

fn draft(context: Context<'static>) -> impl Strategy<Value = LogDraft> {
    let sports = vec![Sport::Swim, Sport::Bike, Sport::Run, Sport::Strength, Sport::Other];
    let figures = (
        prop::option::of(prop::sample::select(Zone::ALL)),
        prop::option::of(1..=10_u8),
        prop::option::of(prop::sample::select(Mood::ALL)),
        prop::option::of(100..=150_u8),
        prop::option::of(150..=220_u8),
        prop::option::of(1..=2_500_u16),
    );
    let note = prop::option::of("[a-zа-яñé0-9 ,.!:]{0,40}[a-zа-я]");
    // Between a stroll and a record, whatever the sport.
    let length = (60..=86_400_u32, prop::option::of(1.5..2.2_f64));
    (prop::sample::select(sports), length, 0..3_000_i32, figures, note).prop_map(
        move |(sport, (seconds, speed), ago, (zone, rpe, mood, rate, max, watts), note)| LogDraft {
            sport,
            date: context.today.saturating_sub(ago.days()),
            duration: Duration::try_new(seconds).unwrap(),
            distance: speed
                .filter(|_| sport != Sport::Strength)
                .and_then(|speed| Distance::try_new((f64::from(seconds) * speed) as u32).ok()),
            zone,
            rpe: rpe.map(|rpe| Rpe::try_new(rpe).unwrap()),
            mood,
            avg_heart_rate: rate.map(|rate| HeartRate::try_new(rate).unwrap()),
            max_heart_rate: max.map(|rate| HeartRate::try_new(rate).unwrap()),
            avg_power: watts.map(|watts| Power::try_new(watts).unwrap()),
            notes: note.and_then(|note| Text::try_new(&note).ok()),
        },
    )
}

fn within_patience(text: &str, context: &Context<'_>) {
    let begun = Instant::now();
    drop(hear(text, context));
    assert!(begun.elapsed() < PATIENCE, "took {:?}: {text}", begun.elapsed());
}

proptest! {
    #[test]
    fn no_text_breaks_the_parser_or_keeps_it_busy(text in any::<String>(), context in context()) {
        within_patience(&text, &context);
    }

    #[test]
    fn no_jumble_of_known_words_breaks_it_either(text in babble(), context in context()) {
        within_patience(&text, &context);
        within_patience(&format!("/{text}"), &context);
    }

    #[test]
    fn a_workout_as_it_is_printed_reads_back_as_itself(
        (context, draft) in context().prop_flat_map(|context| (Just(context), draft(context)))
    ) {
        prop_assert_eq!(understand(&draft.to_string(), &context), Understanding::Understood(vec![draft.clone()]));
        prop_assert_eq!(hear(&format!("/log {draft}"), &context), Heard::Said(Said::Log(draft)));
    }

    #[test]
    fn every_button_under_a_question_is_a_workout_that_reads_back(text in babble(), context in context()) {
        if let Understanding::Torn(torn) = understand(&text, &context) {
            for log in torn.choices.into_iter().flat_map(|choice| choice.logs) {
                prop_assert!(log.date <= context.today);
            }
        }
    }
}

#[test]
fn the_longest_message_is_read_in_time() {
    let context = Context { today: date(2025, 5, 14), units: Units::Metric, language: Language::English, bot: None };
    for piece in ["ran 10 in 5:30 ", "1:30 ", "5 ", "monday not ran ", "🏃", "\"a\" ", "м5 "] {
        within_patience(&piece.repeat(2_000 / piece.len()), &context);
        within_patience(&piece.repeat(20_000), &context);
    }
}
