//! Item 12, a gate: the body is listened to.
//!
//! Nothing hard on a morning with readiness 2 and less or illness, nor with pain of 4 and more or an open sign of danger; what was changed for it
//! says why. Half where the reason is missing. A race is the athlete's own decision.

use super::{FULL, HALF, NONE, Verdict, view::View};
use crate::{
    history::{OpenInjury, Reading},
    plan::{Session, Tag},
};

pub(super) fn judge(view: &View<'_>) -> Option<Verdict> {
    let tired = view.history.reading(view.plan.from).is_some_and(Reading::forbids_hard);
    let pain = view.history.forbids_hard();
    let no_run = view.history.injuries.iter().any(OpenInjury::stops_running);
    if !tired && !pain {
        return None;
    }
    let training = || view.plan.sessions.iter().filter(|session| !session.is_race());
    let deaf = |session: &&Session| {
        let concerned = pain || tired && session.date == view.plan.from;
        concerned && session.is_hard() || no_run && session.sport == crate::vocabulary::Sport::Run
    };
    let silent =
        |session: &&Session| (session.has(Tag::Substitute) || session.has(Tag::Downgraded)) && session.note.is_none();
    Some(match (training().find(deaf), training().find(silent)) {
        (Some(session), _) => Verdict::new(NONE, format!("{} on {}", session.title, session.date)),
        (None, Some(session)) => Verdict::new(HALF, format!("no reason given for {}", session.title)),
        (None, None) => Verdict::new(FULL, "nothing hard against the body's word"),
    })
}
