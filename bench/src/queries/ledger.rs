//! Questions of auditors, of gateways and of those who run the platform.

use jiff::Timestamp;
use projections::{analytics, audit, members};

use super::{Question, athlete::questions};

/// Behind everything that was recorded.
const LATER: Timestamp = Timestamp::constant(4_000_000_000, 0);

pub(super) const QUESTIONS: &[Question] = questions! {
    "audit.newest" => |a| audit::list(&a.pool, &audit::Filter::default(), None, 50),
    "audit.of_subject" => |a| of(a, audit::Filter { subject: Some(a.member), ..Default::default() }),
    "audit.by_actor" => |a| of(a, audit::Filter { actor: Some(format!("member:{}", a.member)), ..Default::default() }),
    "audit.of_aggregate" =>
        |a| of(a, audit::Filter { aggregate_id: Some(a.aggregate_id.clone()), ..Default::default() }),
    "audit.of_command" => |a| of(a, audit::Filter { command_id: Some(a.command_id.clone()), ..Default::default() }),
    "audit.of_correlation" =>
        |a| of(a, audit::Filter { correlation_id: Some(a.correlation_id.clone()), ..Default::default() }),
    "audit.at" => |a| audit::at(&a.pool, a.position),
    "audit.causes" => |a| audit::causes(&a.pool, a.position, 100),
    "audit.effects" => |a| audit::effects(&a.pool, a.position, 100),
    "audit.provenance" => |a| audit::provenance(&a.pool, a.plan_id, audit::Proof::NotAsked),
    "members.by_id" => |a| members::by_id(&a.pool, a.member),
    "members.by_identity" => |a| members::by_identity(&a.pool, "telegram", &a.chat),
    "members.list" => |a| members::list(&a.pool, &members::Filter::default(), None, 50),
    "platform.now" => |a| analytics::platform(&a.pool, LATER),
    "platform.days" => |a| analytics::platform_days(&a.pool, a.begin, a.today),
    "pg.member_now" => |a| async { pg::member_now(&a.pool, a.member).await.map_err(unreadable) },
};

/// Those that read everything of an athlete from the ledger itself, to prove something or to make a plan: no reader asks
/// them, or seldom, and here they are asked alone.
pub(super) const FOLDS: &[Question] = questions! {
    "audit.provenance_confirmed" => |a| audit::provenance(&a.pool, a.plan_id, audit::Proof::OfLedger),
    "pg.known_now" => |a| async { pg::known_now(&a.pool, a.member).await.map_err(unreadable) },
    "pg.known_at" => |a| async { pg::known_at(&a.pool, a.member, a.position).await.map_err(unreadable) },
};

async fn of(asked: &super::Asked, filter: audit::Filter) -> Result<audit::Page, sqlx::Error> {
    audit::list(&asked.pool, &filter, Some(asked.position + 1), 50).await
}

fn unreadable(error: pg::FoldError) -> crate::Error {
    crate::Error::Unexpected(error.to_string())
}
