//! One line of an iCalendar text: escaped, folded, ended.

/// Octets of a line without its end (RFC 5545, 3.1).
const MOST_OCTETS: usize = 75;

/// Adds a line, folded: what is over 75 octets goes on in the next line after a space. A letter is never cut in two.
pub(super) fn push(text: &mut String, line: &str) {
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > MOST_OCTETS {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(letter);
        octets += letter.len_utf8();
    }
    text.push_str("\r\n");
}

/// A value of type TEXT (3.3.11). Control characters, which no text may hold, are left out.
pub(super) fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for letter in value.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => text.extend(['\\', letter]),
            '\n' | '\r' => text.push_str("\\n"),
            '\t' => text.push(letter),
            _ if letter.is_control() => {}
            _ => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(line: &str) -> String {
        let mut text = String::new();
        push(&mut text, line);
        text
    }

    fn unescaped(value: &str) -> String {
        let (mut text, mut letters) = (String::new(), value.chars());
        while let Some(letter) = letters.next() {
            match (letter, letter == '\\') {
                (_, true) => text.extend(letters.next().map(|next| if next == 'n' { '\n' } else { next })),
                (letter, false) => text.push(letter),
            }
        }
        text
    }

    #[test]
    fn a_long_line_goes_on_after_a_space() {
        let line = "x".repeat(76);
        assert_eq!(folded(&line), format!("{}\r\n x\r\n", &line[..75]));
        assert_eq!(folded(&line[..75]), format!("{}\r\n", &line[..75]));
    }

    #[test]
    fn marks_of_the_format_are_escaped() {
        assert_eq!(escaped("15′; 5×3′, easy\\hard\r\nhome\u{7}"), "15′\\; 5×3′\\, easy\\\\hard\\nhome");
    }

    proptest! {
        #[test]
        fn any_text_folds_and_unfolds_to_itself(line in "[^\r\n]{0,300}") {
            let folded = folded(&line);
            prop_assert!(folded.split("\r\n").all(|part| part.len() <= 75));
            prop_assert_eq!(folded.strip_suffix("\r\n").unwrap().replace("\r\n ", ""), line);
        }

        #[test]
        fn any_text_is_escaped_and_read_back(value in "[^\\p{Cc}]{0,80}(\n[^\\p{Cc}]{0,80}){0,3}") {
            let escaped = escaped(&value);
            prop_assert!(!escaped.contains(['\r', '\n']));
            prop_assert_eq!(unescaped(&escaped), value);
        }
    }
}
