//! One look at everybody.

use jiff::Timestamp;
use projections::members::{self, Addressee};

use super::{
    Scheduler,
    due::{Occasion, due},
    tell::tell,
};
use crate::chat::ChatError;

/// Members that are asked for at once.
const PAGE: usize = 1_000;

impl Scheduler {
    /// Tells whatever is due at this moment; says how many messages that made.
    pub(super) async fn round(&mut self, now: Timestamp) -> Result<usize, ChatError> {
        self.seen_to.retain(|_, until| *until > now);
        let (mut after, mut told) = (None, 0);
        loop {
            let page = members::unasked(&self.desk.pool, after, PAGE).await?;
            for member in &page {
                match self.look_at(member, now).await {
                    Ok(messages) => told += messages,
                    // The others get theirs; this one is looked at again.
                    Err(error) => tracing::warn!(%error, member = %member.member_id, "nothing could be told"),
                }
            }
            match page.last().filter(|_| page.len() == PAGE) {
                Some(last) => after = Some(last.member_id),
                None => return Ok(told),
            }
        }
    }

    async fn look_at(&mut self, member: &Addressee, now: Timestamp) -> Result<usize, ChatError> {
        let Some(zone) = member.time_zone.time_zone() else { return Ok(0) };
        let mut told = 0;
        for (occasion, until) in due(&zone, member.reminds_at, now) {
            let cause = occasion.cause(member.member_id);
            if !self.seen_to.contains_key(&cause) {
                told += usize::from(self.see_to(member, occasion, &cause).await?);
                self.seen_to.insert(cause, until);
            }
        }
        Ok(told)
    }

    /// Into the chat in which the member was last heard; whoever was never heard is left alone.
    async fn see_to(&self, member: &Addressee, occasion: Occasion, cause: &str) -> Result<bool, ChatError> {
        let Some(reply) = tell(&self.desk.pool, member, occasion).await? else { return Ok(false) };
        let said = pg::conversation_tail(&self.desk.pool, member.member_id, 1).await?;
        let Some((gateway, chat)) = said.last().map(domain::conversation::ConversationEvent::place) else {
            return Ok(false);
        };
        if !member.identities.iter().any(|identity| identity.gateway == gateway.as_str()) {
            return Ok(false);
        }
        let body = serde_json::to_string(&reply)?;
        pg::letterbox::post(&self.desk.pool, cause, gateway.as_str(), chat.as_str(), &[body]).await?;
        Ok(true)
    }
}
