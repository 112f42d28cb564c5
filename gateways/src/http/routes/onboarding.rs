//! The questions that a new member is asked.

use domain::{
    Command,
    member::MemberCommand,
    vocabulary::{OnboardingQuestion, Text},
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::{
    asked::{Answer, Asked, Nothing},
    at::At,
};

#[derive(Deserialize)]
pub(super) struct QuestionAt {
    question: OnboardingQuestion,
}

/// An answer in the member's own words; none means that the question was skipped.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OnboardingAnswer {
    #[schema(value_type = Option<String>, min_length = 1, max_length = 500)]
    answer: Option<Text<500>>,
}

/// Answers a question, or skips it
#[utoipa::path(put, path = "/members/{member}/onboarding/{question}", tag = "onboarding", request_body = OnboardingAnswer)]
pub(super) async fn answer(At(at): At<QuestionAt>, asked: Asked<OnboardingAnswer>) -> Answer {
    let (OnboardingAnswer { answer }, asked) = asked.take();
    asked.carry_out(Command::Member(MemberCommand::AnswerOnboarding { question: at.question, answer })).await
}

/// Says that enough was answered
#[utoipa::path(post, path = "/members/{member}/onboarding", tag = "onboarding")]
pub(super) async fn complete(asked: Asked<Nothing>) -> Answer {
    asked.take().1.carry_out(Command::Member(MemberCommand::CompleteOnboarding {})).await
}
