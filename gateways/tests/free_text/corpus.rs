//! A file of messages and what each must become.

use domain::vocabulary::{Language, Units};
use gateways::chat::parse::{Context, LogDraft, Understanding, understand};
use jiff::civil::date;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    say: String,
    /// The workouts, as in "run 10000m 52:30 mood:great 2025-05-13".
    #[serde(default)]
    logs: Vec<String>,
    /// Words that the notes must hold.
    note: Option<String>,
    #[serde(default)]
    ask: bool,
    #[serde(default)]
    none: bool,
    units: Option<Units>,
}

/// What came of a corpus.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) right: usize,
    pub(crate) asked: Vec<String>,
    pub(crate) silently_wrong: Vec<String>,
}

impl Figures {
    pub(crate) fn total(&self) -> usize {
        self.right + self.asked.len() + self.silently_wrong.len()
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.asked.extend(other.asked);
        self.silently_wrong.extend(other.silently_wrong);
    }

    pub(crate) fn print(&self, name: &str) {
        let (total, asked, wrong) = (self.total(), self.asked.len(), self.silently_wrong.len());
        println!("{name}: {} of {total} exactly right, {asked} asked about, {wrong} silently wrong", self.right);
        self.asked.iter().for_each(|text| println!("  asked: {text}"));
        self.silently_wrong.iter().for_each(|text| println!("  WRONG: {text}"));
    }
}

/// A Wednesday.
fn context(language: Language, units: Units) -> Context<'static> {
    Context { today: date(2025, 5, 14), units, language, bot: None }
}

pub(crate) fn figures(language: Language, corpus: &str) -> Figures {
    let mut figures = Figures::default();
    for line in corpus.lines() {
        let line: Line = serde_json::from_str(line).unwrap();
        let units = line.units.unwrap_or(Units::Metric);
        let understanding = understand(&line.say, &context(language, units));
        judge(&line, &understanding, &mut figures);
    }
    figures
}

fn judge(line: &Line, understanding: &Understanding, figures: &mut Figures) {
    match understanding {
        Understanding::Understood(logs) if is_told(line, logs) => figures.right += 1,
        Understanding::Torn(_) if line.ask => figures.right += 1,
        Understanding::NotAWorkout if line.none => figures.right += 1,
        Understanding::Torn(torn) => figures.asked.push(format!("{} → {:?}", line.say, torn.question)),
        Understanding::NotAWorkout => figures.silently_wrong.push(format!("{} → nothing", line.say)),
        Understanding::Understood(logs) => {
            let logs: Vec<String> = logs.iter().map(ToString::to_string).collect();
            figures.silently_wrong.push(format!("{} → {}", line.say, logs.join(" | ")));
        }
    }
}

fn is_told(line: &Line, logs: &[LogDraft]) -> bool {
    let same =
        line.logs.len() == logs.len() && line.logs.iter().zip(logs).all(|(told, log)| *told == written(log, told));
    let noted = |note: &String| {
        logs.iter().any(|log| log.notes.as_ref().is_some_and(|notes| notes.as_str().contains(note.as_str())))
    };
    same && line.note.as_ref().is_none_or(noted)
}

/// A draft in the corpus's own spelling; clocks as the expectation spells them, whether 90:00 or 1:30:00.
fn written(log: &LogDraft, told: &str) -> String {
    let seconds = log.duration.get();
    let long =
        told.split(' ').any(|word| word.matches(':').count() == 2 && word.starts_with(|c: char| c.is_ascii_digit()));
    let clock = if long {
        format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    } else {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    };
    let mut written = log.sport.to_string();
    written += &log.distance.map(|distance| format!(" {}m", distance.get())).unwrap_or_default();
    written += &format!(" {clock}");
    written += &log.zone.map(|zone| format!(" {zone}")).unwrap_or_default();
    written += &log.rpe.map(|rpe| format!(" rpe:{}", rpe.get())).unwrap_or_default();
    written += &log.avg_heart_rate.map(|rate| format!(" hr:{}", rate.get())).unwrap_or_default();
    written += &log.avg_power.map(|power| format!(" w:{}", power.get())).unwrap_or_default();
    written += &log.mood.map(|mood| format!(" mood:{mood}")).unwrap_or_default();
    if log.date != date(2025, 5, 14) {
        written += &format!(" {}", log.date);
    }
    written
}

/// The drafts as they are printed, or "asked", or "nothing".
pub(crate) fn outcome(language: Language, text: &str) -> String {
    match understand(text, &context(language, Units::Metric)) {
        Understanding::Understood(logs) => logs.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | "),
        Understanding::Torn(_) => "asked".to_owned(),
        Understanding::NotAWorkout => "nothing".to_owned(),
    }
}
