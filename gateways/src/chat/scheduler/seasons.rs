//! The weeks of a season, asked for as they come near.

use commands::Verdict;
use domain::{
    Command,
    drafts::near_weeks,
    ledger::{Actor, CommandEnvelope},
    plan::PlanCommand,
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use projections::plans::{self, PlanSummary};

use super::Scheduler;
use crate::chat::{ChatError, desk::PATIENCE};

/// A week is near for seven days before it begins, so there is time.
const LOOK_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// Seasons that are asked for at once.
const PAGE: usize = 1_000;
const NAME: &str = "scheduler";

impl Scheduler {
    /// Once an hour: has the near weeks of all seasons made; says of how many seasons.
    pub(super) async fn look_at_seasons(&mut self, now: Timestamp) -> Result<usize, ChatError> {
        if self.seasons_due > now {
            return Ok(0);
        }
        // The rules take "today" from the time of sending in the same way.
        let today = now.to_zoned(TimeZone::UTC).date();
        let (mut after, mut made) = (None, 0);
        loop {
            let page = plans::seasons(&self.desk.pool, today, after, PAGE).await?;
            for season in &page {
                if let Some(week) = near_weeks(&season.weeks, today).next() {
                    made += usize::from(self.extend(season, week.start, now).await?);
                }
            }
            match page.last().filter(|_| page.len() == PAGE) {
                Some(last) => after = Some(last.plan_id),
                None => break,
            }
        }
        self.seasons_due = now.saturating_add(LOOK_EVERY).unwrap_or(Timestamp::MAX);
        Ok(made)
    }

    /// The id follows from the first of the weeks, so any number of schedulers have it made once.
    async fn extend(&self, season: &PlanSummary, week: Date, now: Timestamp) -> Result<bool, ChatError> {
        let (plan_id, member_id) = (season.plan_id, season.member_id);
        let envelope = CommandEnvelope::new(
            format!("extend:{plan_id}:{week}"),
            Actor::System(NAME.to_owned()),
            NAME,
            member_id,
            now,
            Command::Plan(PlanCommand::Extend { plan_id }),
        );
        match self.desk.bus.execute(&envelope, PATIENCE).await?.verdict {
            Verdict::Accepted { last_position, .. } => Ok(last_position.is_some()),
            // Its athlete is told when they ask for the plan.
            Verdict::Rejected(rejection) => {
                tracing::info!(plan = %plan_id, %week, code = rejection.code, "a season goes on without new weeks");
                Ok(false)
            }
            Verdict::Failed { reason } => Err(ChatError::Failed { command_id: envelope.command_id, reason }),
        }
    }
}
