//! The first questions: each answer is checked and kept at once, and what follows from it is ordered.

use domain::{
    Command,
    conversation::{OpenQuestion, Topic},
    ledger::Rejection,
    member::{InjuryReport, MemberCommand},
    vocabulary::{OnboardingQuestion, Race, RacePriority},
};
use uuid::Uuid;

use super::{preference::time_zone_chosen, refused::refused, setting};
use crate::chat::{
    Asker, ChatError, Desk,
    onboarding::{Answer, Meaning, Onboarding, Step, answered, asked, finished, read_back},
    parse::Problem,
    reply::{Button, Part, Reply, keys},
};

/// A typed or pressed answer to the question that is open. What is no answer to it is nothing of ours.
pub(in crate::chat) async fn typed(
    desk: &Desk,
    asker: &Asker<'_>,
    open: &OpenQuestion,
    text: &str,
) -> Result<Result<Vec<Reply>, Reply>, ChatError> {
    let question = open.about.as_ref().and_then(|name| name.as_str().parse::<OnboardingQuestion>().ok());
    let Some(question) = question else {
        return Ok(Err(next(asker, &Onboarding::so_far(asker.member))));
    };
    match answered(question, text, &asker.context(), asker.now) {
        Err(problem) => Ok(Err(again(asker, open.topic, question, &problem))),
        Ok(answer) => take(desk, asker, open.topic, question, answer).await.map(Ok),
    }
}

async fn take(
    desk: &Desk,
    asker: &Asker<'_>,
    topic: Topic,
    question: OnboardingQuestion,
    answer: Answer,
) -> Result<Vec<Reply>, ChatError> {
    let (text, meaning) = match answer {
        Answer::Skipped => (None, None),
        Answer::Given { text, meaning } => (Some(text), Some(meaning)),
    };
    if let Some(command) = meaning.and_then(|meaning| command(asker, meaning))
        && let Err(rejection) = desk.order(asker, "meaning", Command::Member(command)).await?
    {
        // What the rules refuse is no answer: the question stays.
        return Ok(vec![refused(asker, &rejection), ask(asker, topic, question, &Onboarding::so_far(asker.member))]);
    }
    let keep = MemberCommand::AnswerOnboarding { question, answer: text };
    if let Err(rejection) = desk.order(asker, "answer", Command::Member(keep)).await? {
        return Ok(vec![refused(asker, &rejection)]);
    }
    let member = desk.member(asker.member_id).await?;
    let (asker, onboarding) = (asker.with(&member), Onboarding::so_far(&member));
    let mut reply = match topic {
        Topic::Update => match onboarding.after(question) {
            Some(question) => ask(&asker, topic, question, &onboarding),
            None => confirm(&asker, &onboarding),
        },
        _ => next(&asker, &onboarding),
    };
    if question == OnboardingQuestion::TimeZone && onboarding.answer(question).is_some() {
        // It may follow from a watch: whoever sees it can put it right.
        reply.parts.insert(0, Part::Paragraph(time_zone_chosen(&asker)));
    }
    Ok(vec![reply])
}

/// What follows from an answer beside being kept. A race is put together at the end, out of three answers.
fn command(asker: &Asker<'_>, meaning: Meaning) -> Option<MemberCommand> {
    match meaning {
        Meaning::Setting(setting) => Some(setting::command(asker, setting)),
        Meaning::Injury { body_part, severity } => {
            let injury_id = Uuid::new_v5(&asker.member_id, asker.incoming.id.as_bytes());
            let injury = InjuryReport { injury_id, body_part, severity, signs: vec![], note: None, date: asker.today };
            Some(MemberCommand::ReportInjury { injury })
        }
        Meaning::RaceKind(_) | Meaning::RaceDate(_) | Meaning::TargetTime(_) | Meaning::NoInjury => None,
    }
}

/// The next thing to ask, if there is any.
pub(super) fn next(asker: &Asker<'_>, onboarding: &Onboarding) -> Reply {
    match onboarding.step() {
        Step::Ask(question) => ask(asker, Topic::Onboarding, question, onboarding),
        Step::ReadBack => confirm(asker, onboarding),
        Step::Finished => finished(asker.voice).closing(),
    }
}

/// The question; whoever goes through them again is offered what they said before.
pub(super) fn ask(asker: &Asker<'_>, topic: Topic, question: OnboardingQuestion, known: &Onboarding) -> Reply {
    let mut reply = asked(asker.voice, question);
    if let Some(value) = known.answer(question).filter(|_| topic == Topic::Update) {
        let now = asker.voice.say(keys::ONBOARDING_NOW, &[("value", value.to_owned().into())]);
        reply = reply
            .and(Part::Paragraph(now))
            .offering(vec![Button::saying(asker.voice.say(keys::BUTTON_KEEP, &[]), value)]);
    }
    let about = question.as_str().parse().ok();
    reply.asking_each(OpenQuestion { topic, about, origin: None, asked_on: None, choices: vec![] })
}

fn again(asker: &Asker<'_>, topic: Topic, question: OnboardingQuestion, problem: &Problem) -> Reply {
    let mut reply = ask(asker, topic, question, &Onboarding::so_far(asker.member));
    let wrong = match problem {
        Problem::Unexpected(given) => asker.voice.say(keys::PROBLEM_UNEXPECTED, &[("given", given.clone().into())]),
        Problem::Missing | Problem::Impossible(_) => asker.voice.say(keys::PROBLEM_MISSING, &[]),
    };
    reply.parts.insert(0, Part::Paragraph(wrong));
    reply
}

fn confirm(asker: &Asker<'_>, onboarding: &Onboarding) -> Reply {
    read_back(asker.voice, onboarding).asking_about(Topic::ReadBack, &["right"])
}

/// The answers are right: the race goes into the calendar, and the first plan is offered.
pub(super) async fn confirmed(desk: &Desk, asker: &Asker<'_>) -> Result<Vec<Reply>, ChatError> {
    let mut replies = Vec::new();
    if let Some(race) = race(asker, &Onboarding::so_far(asker.member))
        && let Err(rejection) = put_race(desk, asker, race).await?
    {
        replies.push(refused(asker, &rejection));
    }
    let complete = Command::Member(MemberCommand::CompleteOnboarding {});
    if let Err(rejection) = desk.order(asker, "complete", complete).await? {
        return Ok(vec![refused(asker, &rejection)]);
    }
    replies.push(finished(asker.voice).closing());
    Ok(replies)
}

fn race(asker: &Asker<'_>, onboarding: &Onboarding) -> Option<Race> {
    let meaning = |question| {
        let text = onboarding.answer(question)?;
        match answered(question, text, &asker.context(), asker.now) {
            Ok(Answer::Given { meaning, .. }) => Some(meaning),
            _ => None,
        }
    };
    let Some(Meaning::RaceKind(kind)) = meaning(OnboardingQuestion::Race) else { return None };
    let Some(Meaning::RaceDate(date)) = meaning(OnboardingQuestion::RaceDate) else { return None };
    let target_time_s = match meaning(OnboardingQuestion::TargetTime) {
        Some(Meaning::TargetTime(seconds)) => Some(seconds),
        _ => None,
    };
    let name = onboarding.answer(OnboardingQuestion::Race)?.chars().take(100).collect();
    // One race a day: told again with the same day, it is the same race.
    let race_id = Uuid::new_v5(&asker.member_id, format!("onboarding:{date}").as_bytes());
    Some(Race { race_id, date, kind, priority: RacePriority::A, name, target_time_s })
}

async fn put_race(desk: &Desk, asker: &Asker<'_>, race: Race) -> Result<Result<u64, Rejection>, ChatError> {
    let added = desk.order(asker, "race", Command::Member(MemberCommand::AddRace { race })).await?;
    Ok(match added {
        Err(rejection) if rejection.code == "member.race-exists" => Ok(0),
        other => other,
    })
}
