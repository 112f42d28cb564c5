use super::{MemberError, is_refused, leads_to};
use crate::vocabulary::OnboardingQuestion as Question;

const ANSWERS: [&str; 3] = [
    r#"{"OnboardingAnswered":{"question":"language","answer":"English"}}"#,
    r#"{"OnboardingAnswered":{"question":"sports","answer":"swim bike run"}}"#,
    r#"{"OnboardingAnswered":{"question":"goal","answer":"first race"}}"#,
];
const COMPLETE: &str = r#"{"complete-onboarding":{}}"#;

#[test]
fn an_answer_is_kept_and_the_same_answer_again_changes_nothing() {
    let asked = r#"{"answer-onboarding":{"question":"goal","answer":" first race "}}"#;
    leads_to(&[], asked, &[ANSWERS[2]]);
    leads_to(&ANSWERS, asked, &[]);
}

#[test]
fn another_answer_replaces_the_first() {
    let asked = r#"{"answer-onboarding":{"question":"goal","answer":"stay fit"}}"#;
    leads_to(&ANSWERS, asked, &[r#"{"OnboardingAnswered":{"question":"goal","answer":"stay fit"}}"#]);
}

#[test]
fn a_question_may_be_skipped_and_answered_later() {
    let skipped = r#"{"OnboardingAnswered":{"question":"weight"}}"#;
    leads_to(&[], r#"{"answer-onboarding":{"question":"weight"}}"#, &[skipped]);
    leads_to(&[skipped], r#"{"answer-onboarding":{"question":"weight"}}"#, &[]);
    let answered = r#"{"OnboardingAnswered":{"question":"weight","answer":"70 kg"}}"#;
    leads_to(&[skipped], r#"{"answer-onboarding":{"question":"weight","answer":"70 kg"}}"#, &[answered]);
}

#[test]
fn the_first_three_questions_cannot_be_skipped() {
    for question in Question::REQUIRED {
        let asked = format!(r#"{{"answer-onboarding":{{"question":"{question}"}}}}"#);
        is_refused(&[], &asked, MemberError::NotSkippable(question));
    }
}

#[test]
fn onboarding_is_complete_when_the_first_three_are_answered() {
    leads_to(&ANSWERS, COMPLETE, &[r#"{"OnboardingCompleted":{}}"#]);
    is_refused(&ANSWERS[..2], COMPLETE, MemberError::OnboardingIncomplete(Question::Goal));
}

#[test]
fn completing_again_changes_nothing() {
    let done = [ANSWERS[0], ANSWERS[1], ANSWERS[2], r#"{"OnboardingCompleted":{}}"#];
    leads_to(&done, COMPLETE, &[]);
}
