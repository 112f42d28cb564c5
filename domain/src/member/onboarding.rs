//! The questions that a new member is asked.

use super::{Member, MemberError, MemberEvent};
use crate::vocabulary::{OnboardingQuestion, Text};

impl Member {
    pub(super) fn answer_onboarding(
        &self,
        question: OnboardingQuestion,
        answer: Option<Text<500>>,
    ) -> Result<Vec<MemberEvent>, MemberError> {
        if answer.is_none() && !question.may_be_skipped() {
            return Err(MemberError::NotSkippable(question));
        }
        if self.answers.get(&question) == Some(&answer) {
            return Ok(vec![]);
        }
        Ok(vec![MemberEvent::OnboardingAnswered { question, answer }])
    }

    pub(super) fn complete_onboarding(&self) -> Result<Vec<MemberEvent>, MemberError> {
        if self.onboarded {
            return Ok(vec![]);
        }
        match OnboardingQuestion::REQUIRED.iter().find(|question| !self.answers.contains_key(question)) {
            Some(&open) => Err(MemberError::OnboardingIncomplete(open)),
            None => Ok(vec![MemberEvent::OnboardingCompleted {}]),
        }
    }
}
