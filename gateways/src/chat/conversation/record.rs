//! A message and its answer, into the ledger.

use domain::{
    Command,
    conversation::{Answered, ChatName, ConversationCommand, MessageId, MessageKind, Received},
    vocabulary::Text,
};

use crate::chat::{
    Asker, ChatError, Content, Desk,
    reply::{Part, Press, Reply},
};

const LONGEST_MESSAGE: usize = 4096;
const LONGEST_REPLY: usize = 1000;

pub(super) async fn record(desk: &Desk, asker: &Asker<'_>, replies: &[Reply]) -> Result<(), ChatError> {
    let incoming = asker.incoming;
    let unthinkable = |_| ChatError::Unthinkable("a message's id or chat");
    let command = ConversationCommand::Record {
        date: asker.today,
        message_id: MessageId::try_new(&incoming.id).map_err(unthinkable)?,
        gateway: incoming.gateway.clone(),
        chat: ChatName::try_new(&incoming.chat).map_err(unthinkable)?,
        received: received(&incoming.content),
        answered: answered(replies),
    };
    match desk.order(asker, "record", Command::Conversation(command)).await? {
        Ok(_) => Ok(()),
        Err(rejection) => {
            Err(ChatError::Failed { command_id: format!("{}:record", incoming.id), reason: rejection.message })
        }
    }
}

fn received(content: &Content) -> Received {
    let (kind, text) = match content {
        Content::Text { text, .. } => (MessageKind::Text, Some(text.clone())),
        Content::Edited { text, .. } => (MessageKind::Edited, Some(text.clone())),
        Content::Pressed { press: Press::Say(text) } => (MessageKind::Pressed, Some(text.clone())),
        Content::Pressed { press: Press::Choose { number, .. } } => (MessageKind::Pressed, Some(format!("#{number}"))),
        Content::Unreadable { .. } => (MessageKind::Unreadable, None),
    };
    Received { kind, text: text.and_then(|text| shortened::<LONGEST_MESSAGE>(&text)) }
}

fn answered(replies: &[Reply]) -> Answered {
    let text = replies.iter().flat_map(|reply| &reply.parts).map(words).collect::<Vec<_>>().join("\n");
    Answered {
        text: shortened::<LONGEST_REPLY>(&text),
        logged: replies.iter().flat_map(|reply| reply.keeps.logged.clone()).collect(),
        undone: replies.iter().flat_map(|reply| reply.keeps.undone.clone()).collect(),
        question: replies.iter().rev().find_map(|reply| reply.keeps.question.clone()),
        closed: replies.iter().any(|reply| reply.keeps.closes),
    }
}

fn words(part: &Part) -> String {
    match part {
        Part::Paragraph(text) | Part::Picture { caption: text, .. } | Part::Document { name: text, .. } => text.clone(),
        Part::List(lines) => lines.join("\n"),
        Part::Section { head, items } => format!("{head}\n{}", items.join("\n")),
        Part::Table { rows, .. } => rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("\n"),
    }
}

/// As much as is kept, without what can't be printed; nothing of an empty text.
fn shortened<const MAX: usize>(text: &str) -> Option<Text<MAX>> {
    let printable = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    Text::try_new(&text.chars().filter(printable).take(MAX).collect::<String>()).ok()
}
