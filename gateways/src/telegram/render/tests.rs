use proptest::prelude::*;

use super::*;
use crate::chat::reply::{Button, Mark, Press};

fn texts(messages: &[Message]) -> Vec<Formatted> {
    let text = |message: &Message| match &message.body {
        Body::Text(text) => Some(text.clone()),
        _ => None,
    };
    messages.iter().filter_map(text).collect()
}

fn data(message: &Message) -> Vec<String> {
    let keyboard = serde_json::to_value(&message.buttons).unwrap();
    let rows = keyboard["inline_keyboard"].as_array().cloned().unwrap_or_default();
    let row = |row: &serde_json::Value| row.as_array().cloned().unwrap_or_default();
    rows.iter().flat_map(row).map(|button| button["callback_data"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn paragraphs_lists_and_tables_share_a_message() {
    let reply =
        Reply::paragraph("5 < 6 & so on").and(Part::List(vec!["one".to_owned(), "two".to_owned()])).and(Part::Table {
            head: vec!["Day".to_owned(), "Min".to_owned()],
            rows: vec![vec!["Mon".to_owned(), "60".to_owned()], vec!["вторник".to_owned(), "5".to_owned()]],
        });
    let messages = render(1, &reply);
    assert_eq!(
        texts(&messages)[0].html,
        "5 &lt; 6 &amp; so on\n\n• one\n• two\n\n<pre>Day      Min\nMon      60\nвторник  5</pre>"
    );
    assert_eq!(messages.len(), 1);
}

#[test]
fn a_section_is_a_list_right_under_its_head() {
    let section = |items: Vec<String>| Reply::default().and(Part::Section { head: "Mon & Tue".to_owned(), items });
    let short = &texts(&render(1, &section(vec!["one".to_owned(), "<two>".to_owned()])))[0];
    assert_eq!(short.html, "<b>Mon &amp; Tue</b>\n• one\n• &lt;two&gt;");
    assert_eq!(short.plain, "Mon & Tue\n• one\n• <two>");
    let long = texts(&render(1, &section(vec!["word ".repeat(100); 20])));
    assert!(long.len() > 1 && long.iter().all(|text| text.length() <= LONGEST_TEXT), "{}", long.len());
}

#[test]
fn a_long_text_ends_its_messages_at_paragraph_ends() {
    let paragraph = "🏊".repeat(1_000);
    let reply = Reply { parts: vec![Part::Paragraph(paragraph.clone()); 5], ..Reply::default() };
    let texts = texts(&render(1, &reply));
    let two = format!("{paragraph}\n\n{paragraph}");
    assert_eq!(texts.iter().map(|text| text.plain.clone()).collect::<Vec<_>>(), [&two[..], &two, &paragraph]);
}

#[test]
fn a_long_table_goes_on_under_its_head() {
    let rows = (0..400).map(|row| vec![format!("day {row}"), "60 minutes".to_owned()]).collect();
    let table = Part::Table { head: vec!["Day".to_owned(), "Time".to_owned()], rows };
    let texts = texts(&render(1, &Reply { parts: vec![table], ..Reply::default() }));
    assert!(texts.len() > 1);
    for text in &texts {
        assert!(text.html.starts_with("<pre>Day") && text.html.ends_with("</pre>"), "{}", text.html);
        assert!(text.length() <= LONGEST_TEXT);
    }
}

#[test]
fn a_picture_keeps_its_caption_and_gives_a_long_one_away() {
    let picture = |caption: String| Reply { parts: vec![Part::Picture { png: vec![1], caption }], ..Reply::default() };
    assert_eq!(render(1, &picture("form".to_owned())).len(), 1);
    let messages = render(1, &picture("long ".repeat(300)));
    assert_eq!(messages.len(), 2);
    assert_eq!(texts(&messages).len(), 1);
}

#[test]
fn a_caption_has_room_for_the_mark_of_a_message_that_is_sent_again() {
    let caption = "x".repeat(LONGEST_CAPTION);
    for take in LONGEST_CAPTION - 6..=LONGEST_CAPTION {
        let part = Part::Picture { png: vec![1], caption: caption[..take].to_owned() };
        for message in render(1, &Reply { parts: vec![part], ..Reply::default() }) {
            if let Body::Picture { caption, .. } = message.again().body {
                assert!(caption.length() <= LONGEST_CAPTION, "{take}");
            }
        }
    }
}

#[test]
fn buttons_come_back_as_what_they_stand_for() {
    let long = format!("/skip 1 {}", "б".repeat(60));
    let row = vec![
        Button::saying("Plan", "/plan week"),
        Button { label: "2".to_owned(), press: Press::Choose { question: Mark(u32::MAX), number: 1 } },
        Button::saying("Long", &long),
    ];
    let messages = render(17, &Reply::paragraph("?").offering(row));
    let pressed: Vec<Pressed> = data(&messages[0]).iter().map(|data| Pressed::read(data).unwrap()).collect();
    assert_eq!(
        pressed,
        [
            Pressed::Press(Press::Say("/plan week".to_owned())),
            Pressed::Press(Press::Choose { question: Mark(u32::MAX), number: 1 }),
            Pressed::InLetter { letter: 17, button: 2 },
        ]
    );
    assert!(["", "c", "cx", "c1", "c.1", "l1", "l1.x", "й", "what"].iter().all(|data| Pressed::read(data).is_none()));
}

#[test]
fn buttons_stand_under_the_last_message_alone() {
    let reply = Reply::paragraph("a ".repeat(4_000)).offering(vec![Button::saying("Plan", "/plan")]);
    let with_buttons: Vec<bool> = render(1, &reply).iter().map(|message| message.buttons.is_some()).collect();
    assert_eq!(with_buttons, [false, true]);
}

proptest! {
    /// No text gets lost, none is too long, and none ends within an entity.
    #[test]
    fn whatever_is_said_arrives_in_messages_that_telegram_takes(
        paragraphs in proptest::collection::vec("(\\PC|[ \n<>&🏃]){0,3000}", 0..5),
    ) {
        let reply = Reply {
            parts: paragraphs.iter().cloned().map(Part::Paragraph).collect(),
            ..Reply::default()
        };
        let texts = texts(&render(1, &reply));
        for text in &texts {
            prop_assert!(!text.plain.trim().is_empty());
            prop_assert!(text.length() <= LONGEST_TEXT);
            let back = text.html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            prop_assert_eq!(&back, &text.plain);
        }
        let marks = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(
            texts.iter().map(|text| marks(&text.plain)).collect::<String>(),
            paragraphs.iter().map(|text| marks(text)).collect::<String>()
        );
    }

    #[test]
    fn whatever_a_button_says_fits_and_comes_back(said in "\\PC{0,100}", letter in any::<i64>()) {
        let reply = Reply::paragraph("?").offering(vec![Button::saying("x", &said)]);
        let data = data(&render(letter, &reply)[0]).remove(0);
        prop_assert!(data.len() <= 64);
        let expected = if said.len() < 64 {
            Pressed::Press(Press::Say(said))
        } else {
            Pressed::InLetter { letter, button: 0 }
        };
        prop_assert_eq!(Pressed::read(&data), Some(expected));
    }
}
