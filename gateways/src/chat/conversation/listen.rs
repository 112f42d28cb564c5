//! From a message to its answer: words of care before everything else, then manners, then what was asked.

use domain::{
    Command,
    care::{Sign, signs_in},
    conversation::Topic,
    ledger::Rejection,
    member::{MemberCommand, MemberError, Status},
};

use super::{record::record, who::known};
use crate::chat::{
    Asker, ChatError, Content, Desk, Incoming, Place,
    answer::{answer, chosen, completed, edited, rejected, typed},
    limits::{self, Admission},
    parse::{Heard, Said, Understanding, hear},
    reply::{Button, Press, Reply, keys, misused, not_a_workout, unknown_command},
};

pub(super) async fn respond(desk: &Desk, incoming: &Incoming) -> Result<Vec<Reply>, ChatError> {
    let known = known(desk, incoming).await?;
    let asker = Asker::of(&known.member, known.member_id, incoming, &known.talk);
    if incoming.place == Place::Group {
        let replies = in_a_group(&asker);
        // What isn't for us costs nobody anything; others needn't read a notice about somebody's haste.
        if !replies.is_empty() {
            let admission = limits::message(&desk.pool, known.member_id, &incoming.id, incoming.sent_at).await?;
            return Ok(if admission == Admission::Welcome { replies } else { vec![] });
        }
        return Ok(vec![]);
    }
    let mut replies = care(desk, &asker).await?;
    let (cared_for, talks) = (!replies.is_empty(), known.member.status() == Status::Active);
    match limits::message(&desk.pool, known.member_id, &incoming.id, incoming.sent_at).await? {
        Admission::Welcome => {}
        // Whoever needs care is never met with silence.
        Admission::Notice => {
            replies.push(say(&asker, keys::TOO_FAST));
            return Ok(replies);
        }
        Admission::Quiet => return Ok(replies),
    }
    match &incoming.content {
        _ if known.member.status() == Status::Suspended => replies.push(say(&asker, keys::SUSPENDED)),
        // Only while an answer to them is still being written in another chat.
        _ if known.member.status() == Status::Forgotten => {
            replies.push(rejected(asker.voice, &Rejection::from(MemberError::Forgotten)));
        }
        content if !talks => replies.extend(stranger(desk, &asker, content, cared_for).await?),
        Content::Text { text, .. } => replies.extend(text_said(desk, &asker, text, cared_for).await?),
        Content::Edited { text, .. } => replies.extend(edited(desk, &asker, &printable(text)).await?),
        Content::Pressed { press: Press::Say(text) } => {
            replies.extend(text_said(desk, &asker, text, false).await?);
        }
        Content::Pressed { press: Press::Choose { question, number } } => {
            replies.extend(chosen(desk, &asker, *question, *number).await?);
        }
        Content::Unreadable { .. } => replies.push(say(&asker, keys::UNREADABLE)),
    }
    replies.iter_mut().for_each(|reply| reply.mark(&incoming.id));
    // Whoever has just become a member is asked their first question.
    if talks || desk.member(known.member_id).await?.status() == Status::Active {
        record(desk, &asker, &replies).await?;
    }
    Ok(replies)
}

fn say(asker: &Asker<'_>, key: keys::Key) -> Reply {
    Reply::paragraph(asker.voice.say(key, &[]))
}

/// Nothing personal is said where others read: who asks there is asked to write to us alone.
fn in_a_group(asker: &Asker<'_>) -> Vec<Reply> {
    match &asker.incoming.content {
        Content::Text { text, .. } if text.trim_start().starts_with('/') => match hear(text, &asker.context()) {
            Heard::Said(Said::Help { about }) => vec![crate::chat::reply::helped(asker.voice, about)],
            Heard::Said(_) | Heard::Usage(_) => vec![say(asker, keys::IN_PRIVATE)],
            Heard::NotForUs | Heard::UnknownCommand { .. } => vec![],
        },
        _ => vec![],
    }
}

/// Signs of danger are answered with their fixed words, and a member's are kept until a person has cleared them.
async fn care(desk: &Desk, asker: &Asker<'_>) -> Result<Vec<Reply>, ChatError> {
    let (Content::Text { text, .. } | Content::Edited { text, .. }) = &asker.incoming.content else {
        return Ok(vec![]);
    };
    let signs = signs_in(text);
    if asker.member.status() == Status::Active {
        for &sign in &signs {
            let raise = Command::Member(MemberCommand::RaiseSign { sign });
            // The words are what matters now; a refusal changes nothing about them.
            let _ = desk.order(asker, &format!("sign-{sign}"), raise).await?;
        }
    }
    let words = |sign: &Sign| asker.voice.by_name(sign.message_key()).map(Reply::paragraph);
    Ok(signs.iter().filter_map(words).collect())
}

/// Whoever isn't a member yet can become one, join an account, and read how it works.
async fn stranger(desk: &Desk, asker: &Asker<'_>, content: &Content, cared_for: bool) -> Result<Vec<Reply>, ChatError> {
    let text = match content {
        Content::Text { text, .. } | Content::Pressed { press: Press::Say(text) } => text,
        _ => "",
    };
    match hear(&printable(text), &asker.context()) {
        Heard::Said(said @ (Said::Start { .. } | Said::Link { code: Some(_) } | Said::Help { .. })) => {
            answer(desk, asker, said).await
        }
        _ if cared_for => Ok(vec![]),
        _ => Ok(vec![say(asker, keys::PLEASE_START).offering(vec![Button::saying("/start", "/start")])]),
    }
}

/// What was typed, or stands for something typed. An open question is asked first whether it is the answer.
async fn text_said(desk: &Desk, asker: &Asker<'_>, text: &str, cared_for: bool) -> Result<Vec<Reply>, ChatError> {
    let text = printable(text);
    let open = asker.talk.question().filter(|_| !text.starts_with('/'));
    let mut no_answer = None;
    if let Some(question) = open.filter(|open| matches!(open.topic, Topic::Onboarding | Topic::Update)) {
        match typed(desk, asker, question, &text).await? {
            Ok(replies) => return Ok(replies),
            Err(problem) => no_answer = Some(problem),
        }
    }
    let heard = hear(&text, &asker.context());
    let unclear =
        matches!(heard, Heard::Said(Said::Told(Understanding::Torn(_) | Understanding::NotAWorkout)) | Heard::Usage(_));
    if let Some(question) = open.filter(|open| open.topic == Topic::Workout && unclear)
        && let Some(replies) = completed(desk, asker, question, &text).await?
    {
        return Ok(replies);
    }
    match heard {
        Heard::NotForUs => Ok(vec![]),
        Heard::Said(Said::Told(Understanding::NotAWorkout)) if cared_for => Ok(vec![]),
        // Half a workout is more likely half an answer: the question stays, and no other takes its place.
        _ if unclear && no_answer.is_some() => Ok(no_answer.into_iter().collect()),
        Heard::Said(Said::Told(Understanding::NotAWorkout)) => Ok(vec![not_a_workout(asker.voice)]),
        Heard::Said(said @ (Said::Plan(_) | Said::NewPlan(_))) => match may_plan(desk, asker).await? {
            Admission::Welcome => answer(desk, asker, said).await,
            Admission::Notice => Ok(vec![say(asker, keys::TOO_MANY_PLANS)]),
            Admission::Quiet => Ok(vec![]),
        },
        Heard::Said(said) => answer(desk, asker, said).await,
        Heard::Usage(error) => Ok(vec![misused(asker.voice, &error)]),
        Heard::UnknownCommand { given, nearest } => Ok(vec![unknown_command(asker.voice, &given, nearest)]),
    }
}

async fn may_plan(desk: &Desk, asker: &Asker<'_>) -> Result<Admission, ChatError> {
    limits::plan(&desk.pool, asker.member_id, &asker.incoming.id, asker.now).await
}

/// Characters that nobody can see and the ledger doesn't take become blanks.
fn printable(text: &str) -> String {
    let blank = |c: char| if c.is_control() && !matches!(c, '\n' | '\t') { ' ' } else { c };
    text.chars().map(blank).collect::<String>().trim().to_owned()
}
