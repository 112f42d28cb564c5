//! Questions of athletes: what is planned, what it all amounts to.

use domain::{history::plus_days, vocabulary::WeekStart};
use projections::{
    analytics::{self, Period},
    plans,
};

use super::Question;

/// Makes the list: a name, and how the answer is got.
macro_rules! questions {
    ($($name:literal => |$asked:ident| $answer:expr),+ $(,)?) => {
        &[$(($name, |$asked| {
            Box::pin(async move {
                let _ = std::hint::black_box($answer.await?);
                Ok(())
            })
        })),+]
    };
}
pub(super) use questions;

pub(super) const QUESTIONS: &[Question] = questions! {
    "plans.current" => |a| plans::current(&a.pool, a.member),
    "plans.list" => |a| plans::list(&a.pool, a.member, None, 20),
    "plans.by_id" => |a| plans::by_id(&a.pool, a.plan_id),
    "plans.proposals" => |a| plans::proposals(&a.pool, a.plan_id),
    "plans.today" => |a| plans::today(&a.pool, a.member, a.today),
    "plans.pending" => |a| plans::pending(&a.pool, a.member, a.today),
    "plans.calendar_month" => |a| plans::calendar(&a.pool, a.member, plus_days(a.today, -30), a.today, a.today),
    "plans.adherence_year" => |a| adherence(a),
    "analytics.form_90d" => |a| analytics::days(&a.pool, a.member, plus_days(a.today, -89), a.today),
    "analytics.form_all" => |a| analytics::days(&a.pool, a.member, a.begin, a.today),
    "analytics.spread" => |a| analytics::spread(&a.pool, a.member, a.today),
    "analytics.weeks" => |a| analytics::weeks(&a.pool, a.member, None, 12),
    "analytics.totals_week" =>
        |a| analytics::totals(&a.pool, a.member, Period::Week(WeekStart::Monday), plus_days(a.today, -365), a.today),
    "analytics.totals_month" => |a| analytics::totals(&a.pool, a.member, Period::Month, a.begin, a.today),
    "analytics.totals_year" => |a| analytics::totals(&a.pool, a.member, Period::Year, a.begin, a.today),
    "analytics.workouts" => |a| analytics::workouts(&a.pool, a.member, None, 20),
    "analytics.bests" => |a| analytics::bests(&a.pool, a.member, a.begin, a.today),
    "analytics.vdot_year" => |a| analytics::vdot_history(&a.pool, a.member, plus_days(a.today, -364), a.today),
    "analytics.predictions" => |a| analytics::predictions(&a.pool, a.member, a.today),
    "analytics.progress" => |a| analytics::progress(&a.pool, a.member, a.today),
    "analytics.insight" => |a| analytics::insight(&a.pool, a.member, a.today),
};

async fn adherence(asked: &super::Asked) -> Result<plans::Adherence, sqlx::Error> {
    let from = plus_days(asked.today, -364);
    Ok(plans::adherence(&plans::calendar(&asked.pool, asked.member, from, asked.today, asked.today).await?))
}
