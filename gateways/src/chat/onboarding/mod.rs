//! The questions that a new member is asked, one at a time.
//!
//! Where the dialogue stands follows from the member's events alone, so it can be left and taken up again on any
//! day and gateway. `answer` checks what is typed or pressed (`place` where it says where
//! somebody lives), `ask` puts the question into words.

mod answer;
mod ask;
mod place;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::{
    member::{Member, MemberEvent},
    vocabulary::{Language, OnboardingQuestion, Text},
};

use super::words;

pub use answer::{Answer, Meaning, answered};
pub use ask::{asked, finished, read_back};

/// Nobody says where they are before they are asked; a wrong guess would put workouts on the wrong day in silence.
pub const FIRST_ZONE: &str = "UTC";

/// What has been answered so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Onboarding {
    answers: BTreeMap<OnboardingQuestion, Option<Text<500>>>,
    completed: bool,
    /// Said elsewhere, it isn't asked any more.
    place_known: bool,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Ask(OnboardingQuestion),
    /// Everything is answered: the answers are read back and confirmed.
    ReadBack,
    Finished,
}

impl Onboarding {
    pub fn of<'e>(events: impl IntoIterator<Item = &'e MemberEvent>) -> Self {
        let mut onboarding = Self::default();
        events.into_iter().for_each(|event| onboarding.apply(event));
        onboarding
    }

    /// As the member's events left it.
    pub fn so_far(member: &Member) -> Self {
        let (answers, completed) = member.onboarding();
        let place_known = member.time_zone().is_some_and(|zone| zone.as_str() != FIRST_ZONE);
        Self { answers: answers.clone(), completed, place_known }
    }

    /// The question behind this one that concerns the member, answered before or not.
    pub fn after(&self, question: OnboardingQuestion) -> Option<OnboardingQuestion> {
        OnboardingQuestion::ALL.iter().copied().find(|&next| next > question && self.applies(next))
    }

    /// What was answered to a question.
    pub fn answer(&self, question: OnboardingQuestion) -> Option<&str> {
        self.answers.get(&question)?.as_ref().map(Text::as_str)
    }

    pub fn apply(&mut self, event: &MemberEvent) {
        match event {
            MemberEvent::OnboardingAnswered { question, answer } => {
                self.answers.insert(*question, answer.clone());
            }
            MemberEvent::OnboardingCompleted {} => self.completed = true,
            _ => {}
        }
    }

    pub fn step(&self) -> Step {
        if self.completed {
            return Step::Finished;
        }
        let open = |question: &&OnboardingQuestion| self.applies(**question) && !self.answers.contains_key(question);
        OnboardingQuestion::ALL.iter().find(open).map_or(Step::ReadBack, |&question| Step::Ask(question))
    }

    /// The answers in the order of the questions; a skipped one has none.
    pub fn answers(&self) -> impl Iterator<Item = (OnboardingQuestion, Option<&str>)> {
        self.answers.iter().map(|(question, answer)| (*question, answer.as_ref().map(Text::as_str)))
    }

    /// Nobody who only wants to stay fit is asked for a race, and nobody without a race for its date.
    fn applies(&self, question: OnboardingQuestion) -> bool {
        match question {
            OnboardingQuestion::TimeZone => !self.place_known || self.answers.contains_key(&question),
            OnboardingQuestion::Race => !self.stays_fit(),
            OnboardingQuestion::RaceDate | OnboardingQuestion::TargetTime => {
                !self.stays_fit() && !matches!(self.answers.get(&OnboardingQuestion::Race), Some(None))
            }
            _ => true,
        }
    }

    fn stays_fit(&self) -> bool {
        let goal = self.answers.get(&OnboardingQuestion::Goal).and_then(Option::as_ref);
        let goal = goal.and_then(|goal| words::meaning(goal.as_str(), Language::English, |words| words.goals));
        goal == Some(domain::vocabulary::Goal::StayFit)
    }
}
