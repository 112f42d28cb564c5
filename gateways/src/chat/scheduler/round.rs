//! One look at those to whom something may be due.

use jiff::Timestamp;
use projections::members::{self, Addressee, Clock};

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
        self.struck.retain(|_, until| *until > now);
        if self.looked_at_all.is_none_or(|before| now.duration_since(before) >= super::LOOK_AT_ALL_EVERY) {
            self.struck.clear();
            self.looked_at_all = Some(now);
        }
        let mut told = 0;
        for clock in members::clocks(&self.desk.pool).await? {
            told += self.look_at_clock(&clock, now).await?;
        }
        Ok(told)
    }

    /// Nobody is asked for unless something has become due by their clock since they were.
    async fn look_at_clock(&mut self, clock: &Clock, now: Timestamp) -> Result<usize, ChatError> {
        let Some(zone) = clock.time_zone.time_zone() else { return Ok(0) };
        let mut due = due(&zone, clock.reminds_at, now);
        due.retain(|(occasion, _)| !self.struck.contains_key(&(clock.clone(), *occasion)));
        if due.is_empty() {
            return Ok(0);
        }
        let (mut after, mut told, mut all_seen_to) = (None, 0, true);
        loop {
            let page = members::unasked(&self.desk.pool, clock, after, PAGE).await?;
            for member in &page {
                match self.look_at(member, &due).await {
                    Ok(messages) => told += messages,
                    Err(error) => {
                        // The others get theirs; this one is looked at again.
                        tracing::warn!(%error, member = %member.member_id, "nothing could be told");
                        all_seen_to = false;
                    }
                }
            }
            match page.last().filter(|_| page.len() == PAGE) {
                Some(last) => after = Some(last.member_id),
                None => break,
            }
        }
        if all_seen_to {
            self.struck.extend(due.into_iter().map(|(occasion, until)| ((clock.clone(), occasion), until)));
        }
        Ok(told)
    }

    async fn look_at(&mut self, member: &Addressee, due: &[(Occasion, Timestamp)]) -> Result<usize, ChatError> {
        let mut told = 0;
        for &(occasion, until) in due {
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
