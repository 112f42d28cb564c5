//! The questions in the member's words, with buttons where the answers are few.

use domain::vocabulary::{Goal, Level, OnboardingQuestion, RaceKind, Sex, Sport};

use super::{Onboarding, place};
use crate::chat::reply::{Button, Part, Reply, Voice, keys};

/// Buttons in a row: more are cut off on a telephone.
const IN_A_ROW: usize = 3;

/// The question. A button says its label, so pressing and typing are the same.
pub fn asked(voice: Voice, question: OnboardingQuestion) -> Reply {
    let text = voice.say(keys::ONBOARDING_QUESTION, &[("question", question.as_str().into())]);
    let labels = labels(voice, question);
    let mut reply = Reply::paragraph(text);
    for row in labels.chunks(IN_A_ROW) {
        reply = reply.offering(row.iter().map(|label| Button::saying(label.as_str(), label)).collect());
    }
    if question.may_be_skipped() {
        let skip = voice.say(keys::BUTTON_SKIP, &[]);
        reply = reply.offering(vec![Button::saying(skip.as_str(), &skip)]);
    }
    reply
}

fn labels(voice: Voice, question: OnboardingQuestion) -> Vec<String> {
    match question {
        OnboardingQuestion::Language => ["English", "Español", "Русский"].map(str::to_owned).to_vec(),
        OnboardingQuestion::Sports => {
            let triathlon = Sport::TRIATHLON.map(|sport| voice.sport(sport)).join(", ");
            let single = [Sport::Run, Sport::Bike, Sport::Swim].map(|sport| voice.sport(sport));
            [triathlon].into_iter().chain(single).collect()
        }
        OnboardingQuestion::Goal => each(Goal::ALL, |goal| voice.say(keys::GOAL, &[("goal", goal.as_str().into())])),
        OnboardingQuestion::TimeZone => place::labels(voice),
        OnboardingQuestion::Race => {
            let offered: Vec<RaceKind> =
                RaceKind::ALL.iter().copied().filter(|&kind| kind != RaceKind::Other).collect();
            each(&offered, |kind| voice.say(keys::RACE_KIND, &[("kind", variant(kind).into())]))
        }
        OnboardingQuestion::Sex => each(Sex::ALL, |sex| voice.say(keys::SEX, &[("sex", sex.as_str().into())])),
        OnboardingQuestion::Level => {
            each(Level::ALL, |level| voice.say(keys::LEVEL, &[("level", level.as_str().into())]))
        }
        OnboardingQuestion::Injuries => vec![voice.say(keys::BUTTON_NO_INJURY, &[])],
        _ => Vec::new(),
    }
}

/// A variant of a text can't begin with a digit.
const fn variant(kind: RaceKind) -> &'static str {
    match kind {
        RaceKind::FiveKm => "five-km",
        RaceKind::TenKm => "ten-km",
        other => other.as_str(),
    }
}

fn each<T: Copy>(all: &[T], label: impl Fn(T) -> String) -> Vec<String> {
    all.iter().map(|&one| label(one)).collect()
}

/// All answers, to be confirmed.
pub fn read_back(voice: Voice, onboarding: &Onboarding) -> Reply {
    let line = |(question, answer): (OnboardingQuestion, Option<&str>)| {
        let topic = voice.say(keys::ONBOARDING_TOPIC, &[("question", question.as_str().into())]);
        format!("{topic}: {}", answer.unwrap_or("—"))
    };
    let confirm = Button::choosing(voice.say(keys::BUTTON_CONFIRM, &[]), 0);
    let change = Button::saying(voice.say(keys::BUTTON_CHANGE, &[]), "/update");
    Reply::paragraph(voice.say(keys::ONBOARDING_READ_BACK, &[]))
        .and(Part::List(onboarding.answers().map(line).collect()))
        .offering(vec![confirm, change])
}

/// It is done: the first plan is offered.
pub fn finished(voice: Voice) -> Reply {
    let plan = Button::saying(voice.say(keys::BUTTON_FIRST_PLAN, &[]), "/plan week");
    Reply::paragraph(voice.say(keys::ONBOARDING_FINISHED, &[])).offering(vec![plan])
}
