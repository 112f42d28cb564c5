//! `/update`: goes through the first questions again, with today's answers offered.

use domain::{conversation::Topic, vocabulary::OnboardingQuestion};

use super::onboarding::ask;
use crate::chat::{Asker, onboarding::Onboarding, reply::Reply};

pub(super) fn update(asker: &Asker<'_>) -> Vec<Reply> {
    let known = Onboarding::so_far(asker.member);
    vec![ask(asker, Topic::Update, OnboardingQuestion::Language, &known)]
}
