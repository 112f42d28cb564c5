//! A message as the patterns see it: sentences of plain lower-case words.

/// Stands for a pause inside a sentence; no sequence of words reaches across it.
pub(super) const PAUSE: &str = ",";

/// The sentences of a message. Accents and the dots of ё are dropped, because people type without them; an
/// apostrophe disappears ("can't" is "cant"); a mark between two digits stays ("38.5").
pub(super) fn sentences(message: &str) -> Vec<Vec<String>> {
    let letters: Vec<char> = message.chars().flat_map(char::to_lowercase).map(plain).collect();
    let mut sentences = vec![vec![]];
    let mut word = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        if letter.is_alphanumeric() || is_decimal_mark(&letters, at) {
            word.push(letter);
            continue;
        }
        if matches!(letter, '\'' | '’' | '`' | '\u{301}') {
            continue;
        }
        push_word(&mut sentences, &mut word);
        match letter {
            '.' | '!' | '?' | '\n' | '…' => sentences.push(vec![]),
            ',' | ';' | ':' | '(' | ')' | '—' | '–' => push_word(&mut sentences, &mut PAUSE.to_owned()),
            _ => {}
        }
    }
    push_word(&mut sentences, &mut word);
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn push_word(sentences: &mut [Vec<String>], word: &mut String) {
    if let (Some(sentence), false) = (sentences.last_mut(), word.is_empty()) {
        sentence.push(std::mem::take(word));
    }
}

fn is_decimal_mark(letters: &[char], at: usize) -> bool {
    let digit_at = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    matches!(letters[at], '.' | ',') && digit_at(at.checked_sub(1)) && digit_at(at.checked_add(1))
}

fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' => 'a',
        'é' | 'è' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        'ё' => 'е',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_becomes_sentences_of_plain_words() {
        let sentences = sentences("I can't run. Tengo FIEBRE, 38.5! Голова кружится…ёж");
        let expected: [&[&str]; 4] =
            [&["i", "cant", "run"], &["tengo", "fiebre", ",", "38.5"], &["голова", "кружится"], &["еж"]];
        assert_eq!(sentences, expected);
    }

    #[test]
    fn an_empty_message_has_no_sentence() {
        assert!(sentences(" … ?! \n").is_empty());
    }
}
