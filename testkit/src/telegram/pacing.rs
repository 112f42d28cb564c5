//! Telegram's pace: about one message a second to a chat, twenty a minute to a group, thirty a second in all.

use std::time::{Duration, Instant};

use super::Asked;

/// A busy machine stands between sending and arriving, and may hold one message back and not the next. Who keeps no
/// pace at all sends within milliseconds; how long exactly the gateway waits, its own tests say.
const TOLERANCE: Duration = Duration::from_millis(500);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Violation {
    Chat { chat: String, gap: Duration },
    Group { chat: String, in_a_minute: usize },
    All { in_a_second: usize },
}

pub(super) fn violations(log: &[Asked]) -> Vec<Violation> {
    let sent: Vec<(String, Instant)> =
        log.iter().filter(|asked| asked.is_message()).map(|asked| (asked.chat(), asked.at)).collect();
    let mut found = Vec::new();
    for (index, (chat, at)) in sent.iter().enumerate() {
        let before = &sent[..=index];
        let same = || before.iter().filter(|(other, _)| other == chat).map(|(_, at)| *at);
        let within = |times: &mut dyn Iterator<Item = Instant>, window: Duration| {
            times.filter(|earlier| at.duration_since(*earlier) + TOLERANCE < window).count()
        };
        if let Some(gap) = same().rev().nth(1).map(|last| at.duration_since(last))
            && gap + TOLERANCE < Duration::from_secs(1)
        {
            found.push(Violation::Chat { chat: chat.clone(), gap });
        }
        let in_a_minute = within(&mut same(), Duration::from_secs(60));
        if chat.starts_with('-') && in_a_minute > 20 {
            found.push(Violation::Group { chat: chat.clone(), in_a_minute });
        }
        let in_a_second = within(&mut before.iter().map(|(_, at)| *at), Duration::from_secs(1));
        if in_a_second > 30 {
            found.push(Violation::All { in_a_second });
        }
    }
    found
}
