//! The words that people use, one file a language: tables only. A word ends in `*` where any ending will do.
//! They are written in lower case and without accents, as [`plain`] makes a message.
//!
//! All three languages are looked through in every message, because people mix them; the member's own is first.
//! A new wording is a word in its row.

mod commands;
mod english;
mod russian;
mod spanish;

use domain::vocabulary::{BodyPart, Goal, Language, Level, Mood, RaceKind, Sex, Sport, Units, Weekday};

pub(crate) use commands::COMMAND_NAMES;

/// What several phrases mean.
pub(crate) type Phrases<T> = &'static [(T, &'static [&'static str])];

/// Whether a word for a sport says that it has been done ("ran") or only names it ("run").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Done,
    Named,
}

/// Which number a label goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    HeartRate,
    MaxHeartRate,
    Rpe,
    Zone,
    Pace,
}

/// What a unit measures, with its size in SI units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Unit {
    Metres(f64),
    /// "m": metres, or minutes as people abbreviate them.
    MetresOrMinutes,
    Seconds(f64),
    MetresPerSecond(f64),
    BeatsPerMinute,
    Watts,
    /// Degrees, calories, steps: kept in the notes.
    Unrelated,
}

/// Words that change what a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// What follows isn't done yet.
    Plan,
    /// What follows didn't happen.
    Not,
    /// The message asks; counts only at its beginning.
    Question,
    /// Something else is measured: sleep, a flight, a film.
    OtherMatter,
    /// Somebody trained, without a word on the sport.
    Training,
    /// The next workout begins.
    Then,
    /// Part of a workout, measured on its own: a warm-up.
    Part,
    /// Metres of climbing go with it.
    Ascent,
    /// A time of the day.
    DayPart,
    /// Somebody else trained.
    Others,
    /// More than one of what was said: "twice".
    Repeated,
}

/// A day named by its distance from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DaysAgo(pub(crate) i64);

/// One language's tables.
pub(crate) struct Words {
    pub(crate) language: Language,
    pub(crate) sports: Phrases<(Sport, Tense)>,
    pub(crate) units: Phrases<Unit>,
    pub(crate) numbers: Phrases<f64>,
    /// Lengths of time that are said without a number, in seconds.
    pub(crate) spans: Phrases<f64>,
    /// Distances that are said without a number, in metres.
    pub(crate) distances: Phrases<f64>,
    pub(crate) labels: Phrases<Label>,
    pub(crate) moods: Phrases<Mood>,
    /// Borg's CR-10 wording as Foster (2001) uses it for whole sessions.
    pub(crate) efforts: Phrases<u8>,
    pub(crate) days: Phrases<DaysAgo>,
    pub(crate) weekdays: Phrases<Weekday>,
    pub(crate) short_weekdays: Phrases<Weekday>,
    pub(crate) months: Phrases<i8>,
    /// A day or a week, in days.
    pub(crate) day_units: Phrases<i64>,
    /// "ago", after the days.
    pub(crate) ago: &'static [&'static str],
    /// The same in a language that says it before them.
    pub(crate) since: &'static [&'static str],
    pub(crate) turns: Phrases<Turn>,
    /// "in" as in "in 50": a time follows.
    pub(crate) taking: &'static [&'static str],
    /// "at" as in "at 7:30" or "at 5:30 a kilometre".
    pub(crate) at: &'static [&'static str],
    /// "last" before a weekday.
    pub(crate) last: &'static [&'static str],
    /// Words between a label and its number.
    pub(crate) fillers: &'static [&'static str],
    /// Words that say nothing alone at the edge of a note.
    pub(crate) stops: &'static [&'static str],
    /// Those of them that may open a note: "by the river".
    pub(crate) leads: &'static [&'static str],
    pub(crate) body_parts: Phrases<BodyPart>,
    pub(crate) race_kinds: Phrases<RaceKind>,
    pub(crate) goals: Phrases<Goal>,
    pub(crate) levels: Phrases<Level>,
    pub(crate) sexes: Phrases<Sex>,
    pub(crate) unit_systems: Phrases<Units>,
    pub(crate) languages: Phrases<Language>,
}

static ALL: [&Words; 3] = [&english::WORDS, &spanish::WORDS, &russian::WORDS];

/// Every language, the member's own first.
pub(crate) fn from(language: Language) -> impl Iterator<Item = &'static Words> {
    let own = ALL.iter().filter(move |words| words.language == language);
    own.chain(ALL.iter().filter(move |words| words.language != language)).copied()
}

/// Lower case, without accents and without the dots of ё: people type without them.
pub(crate) fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ò' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        'ё' => 'е',
        other => other,
    }
}

/// A whole text in that form.
pub(crate) fn plain_text(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(plain).collect()
}

/// Whether a typed word is the word of a table.
pub(crate) fn is_word(entry: &str, typed: &str) -> bool {
    entry.strip_suffix('*').map_or(entry == typed, |stem| typed.starts_with(stem))
}

/// What a whole text means in one table: "lower back" as well as "lower-back".
pub(crate) fn meaning<T: Copy + 'static>(text: &str, own: Language, table: impl Fn(&Words) -> Phrases<T>) -> Option<T> {
    let typed = plain_text(text.trim()).replace(['-', '_'], " ");
    let typed: Vec<&str> = typed.split_whitespace().collect();
    let is = |entry: &str| {
        let entry: Vec<&str> = entry.split(' ').collect();
        entry.len() == typed.len() && entry.iter().zip(&typed).all(|(entry, typed)| is_word(entry, typed))
    };
    from(own).find_map(|words| {
        table(words).iter().find(|(_, entries)| entries.iter().any(|entry| is(entry))).map(|&(value, _)| value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_written_as_messages_are_read() {
        for words in ALL {
            let plain_rows = words.turns.iter().flat_map(|(_, row)| *row);
            let sports = words.sports.iter().flat_map(|(_, row)| *row);
            let moods = words.moods.iter().flat_map(|(_, row)| *row);
            for entry in plain_rows.chain(sports).chain(moods) {
                assert_eq!(plain_text(entry), **entry, "would never be found");
            }
        }
    }

    #[test]
    fn a_word_of_any_language_is_understood() {
        let sport = |text| meaning(text, Language::English, |words| words.sports).map(|(sport, _)| sport);
        assert_eq!(sport("Natación"), Some(Sport::Swim));
        assert_eq!(sport("бег"), Some(Sport::Run));
        assert_eq!(sport("chess"), None);
    }
}
