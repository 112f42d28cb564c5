//! What is done only because the member agreed.

use domain::{Command, member::MemberCommand, vocabulary::Consent};
use serde::Deserialize;
use uuid::Uuid;

use crate::http::{
    asked::{Answer, Asked, Nothing},
    at::At,
};

/// What is no coach's.
pub(in crate::http) const CONSENTS: [&str; 4] = ["health-data", "reminders", "language-model", "public-posts"];

/// `health-data`, `reminders`, `language-model` or `public-posts`; coaches are named by their id.
#[derive(Deserialize)]
pub(super) struct ConsentAt {
    consent: Consent,
}

#[derive(Deserialize)]
pub(super) struct CoachAt {
    coach: Uuid,
}

async fn give(consent: Consent, asked: Asked<Nothing>) -> Answer {
    asked.take().1.carry_out(Command::Member(MemberCommand::GiveConsent { consent })).await
}

async fn withdraw(consent: Consent, asked: Asked<Nothing>) -> Answer {
    asked.take().1.carry_out(Command::Member(MemberCommand::WithdrawConsent { consent })).await
}

/// Agrees to something: health-data, reminders, language-model or public-posts
#[utoipa::path(put, path = "/members/{member}/consents/{consent}", tag = "consents")]
pub(super) async fn agree(At(at): At<ConsentAt>, asked: Asked<Nothing>) -> Answer {
    give(at.consent, asked).await
}

/// Doesn't agree to it any more
#[utoipa::path(delete, path = "/members/{member}/consents/{consent}", tag = "consents")]
pub(super) async fn disagree(At(at): At<ConsentAt>, asked: Asked<Nothing>) -> Answer {
    withdraw(at.consent, asked).await
}

/// Lets a coach see and plan one's training
#[utoipa::path(put, path = "/members/{member}/coaches/{coach}", tag = "consents")]
pub(super) async fn let_coach(At(at): At<CoachAt>, asked: Asked<Nothing>) -> Answer {
    give(Consent::CoachAccess { coach_id: at.coach }, asked).await
}

/// Doesn't let the coach any more
#[utoipa::path(delete, path = "/members/{member}/coaches/{coach}", tag = "consents")]
pub(super) async fn leave_coach(At(at): At<CoachAt>, asked: Asked<Nothing>) -> Answer {
    withdraw(Consent::CoachAccess { coach_id: at.coach }, asked).await
}
