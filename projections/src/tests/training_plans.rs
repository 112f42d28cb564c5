//! What is to be trained, and what became of it.

use domain::{
    drafts::Drafted,
    history::{AthleteHistory, plus_days},
    matching::Compliance,
    plan::{AdjustmentStatus, PlanEvent, PlanKind, Session},
    vocabulary::Sport,
    workout::WorkoutFacts,
};
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{
    ledger::{New, World},
    sample::{corrected, drafted, facts, generated, id, logged, of_plan, proposed, shortened, voided, weeks_drafted},
};
use crate::plans::{
    PlannedSession, Plans, State, adherence, agenda, by_id, calendar, current, list, pending, proposals, today,
    withdrawn,
};

const JANA: u128 = 1;
const PLAN: u128 = 0x50;
const MONDAY: Date = date(2025, 5, 5);
const SUNDAY: Date = date(2025, 5, 11);

fn week(plan: u128, from: Date) -> Drafted {
    drafted(id(plan), &AthleteHistory::default(), PlanKind::Week, from)
}

/// The week, and what is said of it, event by event; equal to a replay in the end.
async fn after(events: &[New]) -> World {
    let world = World::new().await;
    let projector = world.run(Plans);
    for event in events {
        world.append_and_relay(std::slice::from_ref(event)).await;
        world.caught_up::<Plans>().await;
    }
    projector.stop().await;
    world.assert_equals_replay(Plans).await;
    world
}

async fn week_of(world: &World, now: Date) -> Vec<PlannedSession> {
    calendar(&world.pool, id(JANA), MONDAY, SUNDAY, now).await.unwrap()
}

fn of(sessions: &[PlannedSession], session: &Session) -> PlannedSession {
    sessions.iter().find(|planned| planned.session.id == session.id).unwrap().clone()
}

/// A workout that is like the session, but for its length.
fn like(session: &Session, percent: u32) -> WorkoutFacts {
    let day = session.date.to_string();
    facts(session.sport, &day, Some(session.zone), u32::from(session.minutes) * 60 * percent / 100, 0)
}

fn told(event: PlanEvent) -> New {
    of_plan(id(JANA), id(PLAN), event)
}

fn completed(session: &Session, workout_id: Option<Uuid>) -> New {
    told(PlanEvent::SessionCompleted { session_id: session.id, workout_id })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_planned_then_done_skipped_moved_or_missed() {
    let plan = week(PLAN, MONDAY);
    let [first, second, third, fourth, ..] = &plan.plan.sessions[..] else { panic!("{plan:?}") };
    let world = after(&[
        generated(id(JANA), 0, &plan),
        completed(first, None),
        told(PlanEvent::SessionSkipped { session_id: second.id, reason: "Late train".parse().ok() }),
        completed(third, None),
        told(PlanEvent::SessionReopened { session_id: third.id }),
        told(PlanEvent::SessionMoved { session_id: fourth.id, from: fourth.date, to: SUNDAY }),
    ])
    .await;
    let sessions = week_of(&world, MONDAY).await;
    assert_eq!(sessions.len(), plan.plan.sessions.len());
    let state = |session| of(&sessions, session).state;
    assert_eq!([first, second, third, fourth].map(state), [State::Done, State::Skipped, State::Planned, State::Moved]);
    assert_eq!(of(&sessions, second).reason.as_deref(), Some("Late train"));
    assert_eq!(of(&sessions, second).compliance, Some(Compliance::Red));
    assert_eq!(of(&sessions, first).compliance, None, "nobody knows how long it took");
    let moved = of(&sessions, fourth);
    assert_eq!((moved.session.date, moved.moved_from), (SUNDAY, Some(fourth.date)));
    assert_eq!(moved.session, Session { date: SUNDAY, ..fourth.clone() });

    let later = week_of(&world, plus_days(SUNDAY, 1)).await;
    assert_eq!((of(&later, third).state, of(&later, third).compliance), (State::Missed, Some(Compliance::Red)));
    assert_eq!(
        today(&world.pool, id(JANA), first.date).await.unwrap().len(),
        plan.plan.sessions_on(first.date).count()
    );
    let waiting = pending(&world.pool, id(JANA), MONDAY).await.unwrap();
    assert_eq!(waiting.len(), sessions.len() - 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_moved_back_is_as_if_it_never_moved() {
    let plan = week(PLAN, MONDAY);
    let session = &plan.plan.sessions[0];
    let to = plus_days(session.date, 1);
    let moved = |from, to| told(PlanEvent::SessionMoved { session_id: session.id, from, to });
    let world = after(&[generated(id(JANA), 0, &plan), moved(session.date, to), moved(to, session.date)]).await;
    let back = of(&week_of(&world, MONDAY).await, session);
    assert_eq!((back.state, back.moved_from, back.session), (State::Planned, None, session.clone()));
}

#[tokio::test(flavor = "multi_thread")]
async fn workouts_colour_sessions_however_late_they_come_and_are_changed() {
    let plan = week(PLAN, MONDAY);
    let [first, second, third, fourth, ..] = &plan.plan.sessions[..] else { panic!("{plan:?}") };
    let jana = id(JANA);
    let world = after(&[
        logged(jana, id(11), like(first, 100)),
        generated(jana, 1, &plan),
        logged(jana, id(12), like(second, 100)),
        corrected(jana, id(12), like(second, 75)),
        logged(jana, id(13), like(third, 100)),
        voided(jana, id(13)),
        logged(jana, id(14), like(fourth, 170)),
        logged(id(2), id(15), like(third, 100)),
    ])
    .await;
    let sessions = week_of(&world, plus_days(SUNDAY, 1)).await;
    let colours = [first, second, third, fourth].map(|session| of(&sessions, session).compliance.unwrap());
    assert_eq!(colours, [Compliance::Green, Compliance::Yellow, Compliance::Red, Compliance::Red]);
    let found = of(&sessions, second).fulfilled_by.unwrap();
    assert_eq!((found.workout_id, found.by_hand, found.offers_adjustment), (id(12), false, true));
    assert_eq!(of(&sessions, third).state, State::Missed);

    let sum = adherence(&sessions);
    assert_eq!((sum.done, sum.green, sum.yellow), (3, 1, 1));
    let due: u32 = sum.done + sum.missed;
    assert_eq!((sum.due, sum.skipped, sum.ahead), (due, 0, 0));
    assert_eq!(sum.red, sum.missed + 1);
    assert_eq!(sum.percent, Some(300.0 / f64::from(due)));
    let minutes: u32 = sessions.iter().filter_map(|planned| planned.fulfilled_by.as_ref()).map(|w| w.minutes).sum();
    assert_eq!(sum.done_minutes, minutes);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_by_hand_holds_across_days_and_spans() {
    let plan = week(PLAN, MONDAY);
    let mut runs = plan.plan.sessions.iter().filter(|session| session.sport == Sport::Run);
    let (run, other) = (runs.next().unwrap(), runs.next().unwrap());
    // On the other run's day, and just like it.
    let (other_day, workout) = (other.date, like(other, 100));
    assert_ne!(run.date, other_day);
    let world =
        after(&[generated(id(JANA), 0, &plan), logged(id(JANA), id(11), workout), completed(run, Some(id(11)))]).await;
    let found = of(&week_of(&world, SUNDAY).await, run).fulfilled_by.unwrap();
    assert_eq!((found.workout_id, found.by_hand), (id(11), true));
    // Seen from either day alone, it is the same.
    let of_the_day = today(&world.pool, id(JANA), run.date).await.unwrap();
    assert_eq!(of(&of_the_day, run).fulfilled_by, Some(found));
    for planned in today(&world.pool, id(JANA), other_day).await.unwrap() {
        assert_eq!(planned.fulfilled_by, None, "the workout is taken");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_gives_way_from_the_day_on_that_the_next_one_begins() {
    let (old, new) = (week(PLAN, MONDAY), week(0x51, date(2025, 5, 8)));
    let superseded = told(PlanEvent::PlanSuperseded { by: id(0x51) });
    let both = [generated(id(JANA), 0, &old), generated(id(JANA), 1, &new)];
    let world = after(&[both.to_vec(), vec![superseded]].concat()).await;
    let sessions = week_of(&world, MONDAY).await;
    let first_of_new = date(2025, 5, 8);
    assert!(sessions.iter().all(|planned| (planned.plan_id == id(0x51)) == (planned.session.date >= first_of_new)));
    assert!(sessions.iter().any(|planned| planned.plan_id == id(PLAN)));
    let now = current(&world.pool, id(JANA)).await.unwrap();
    assert_eq!(now.iter().map(|plan| plan.plan_id).collect::<Vec<_>>(), [id(0x51)]);
    let all = list(&world.pool, id(JANA), None, 1).await.unwrap();
    assert_eq!((all.plans[0].plan_id, all.next), (id(0x51), Some(2)));
    let older = list(&world.pool, id(JANA), all.next, 5).await.unwrap();
    assert_eq!((older.plans[0].plan_id, older.plans[0].superseded_by, older.next), (id(PLAN), Some(id(0x51)), None));
    let plan = by_id(&world.pool, id(PLAN)).await.unwrap().unwrap();
    assert_eq!((plan.weeks, plan.score, plan.to), (old.plan.weeks, old.score.score, SUNDAY));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_proposal_changes_the_sessions_and_taken_back_restores_them() {
    let plan = week(PLAN, MONDAY);
    let adjustment = shortened(&plan.plan, id(0x60));
    let change = adjustment.changes[0].clone();
    let proposed = told(proposed(&adjustment));
    let accepted = told(PlanEvent::PlanAdjusted { adjustment_id: id(0x60) });
    let undone = told(PlanEvent::AdjustmentUndone { adjustment_id: id(0x60) });
    let history = [generated(id(JANA), 0, &plan), proposed, accepted, undone];
    let stages = [
        (2, &change.before, AdjustmentStatus::Proposed),
        (3, &change.after, AdjustmentStatus::Accepted),
        (4, &change.before, AdjustmentStatus::Undone),
    ];
    for (events, expected, status) in stages {
        let world = after(&history[..events]).await;
        assert_eq!(of(&week_of(&world, MONDAY).await, expected).session, **expected);
        let known = proposals(&world.pool, id(PLAN)).await.unwrap();
        assert_eq!((&known[0].adjustment, known[0].status), (&adjustment, status));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seasons_weeks_show_their_sessions_once_they_are_made() {
    let season = drafted(id(PLAN), &AthleteHistory::default(), PlanKind::Season, MONDAY);
    let (third, fourth) = (weeks_drafted(&season, 0), weeks_drafted(&season, 1));
    let PlanEvent::WeeksDrafted { drafted: weeks, .. } = &third else { panic!("{third:?}") };
    let first = weeks.sessions[0].clone();
    let world =
        after(&[generated(id(JANA), 0, &season), told(third.clone()), completed(&first, None), told(fourth)]).await;
    let start = weeks.weeks[0].start;
    let sessions = calendar(&world.pool, id(JANA), start, plus_days(start, 6), start).await.unwrap();
    assert_eq!(sessions.len(), weeks.sessions.len());
    assert_eq!((of(&sessions, &first).state, of(&sessions, &first).session), (State::Done, first));
    let plan = by_id(&world.pool, id(PLAN)).await.unwrap().unwrap();
    let made: Vec<bool> = plan.weeks.iter().map(|week| week.made).take(5).collect();
    assert_eq!(made, [true, true, true, true, false]);
    assert_eq!((&plan.weeks[2], plan.weeks.len()), (&weeks.weeks[0], season.plan.weeks.len()));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_of_a_session_counts_and_tells_when_it_was() {
    let plan = week(PLAN, MONDAY);
    let [first, second, ..] = &plan.plan.sessions[..] else { panic!("{plan:?}") };
    let adjustment = shortened(&plan.plan, id(0x60));
    let world = after(&[
        generated(id(JANA), 0, &plan),
        told(PlanEvent::SessionMoved { session_id: first.id, from: first.date, to: SUNDAY }),
        completed(first, None),
        told(PlanEvent::SessionReopened { session_id: first.id }),
        told(proposed(&adjustment)),
        told(PlanEvent::PlanAdjusted { adjustment_id: id(0x60) }),
    ])
    .await;
    let sessions = week_of(&world, MONDAY).await;
    let of = |session| of(&sessions, session);
    let adjusted = |id| u32::from(adjustment.changes.iter().any(|change| change.after.id == id));
    assert_eq!(of(first).revision, 3 + adjusted(first.id));
    assert_eq!(of(second).revision, adjusted(second.id));
    let untouched = sessions.iter().find(|planned| planned.revision == 0).map(|planned| planned.changed_at);
    assert!(untouched.is_none_or(|made| made < of(first).changed_at));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_later_plan_takes_away_is_withdrawn_and_changed_once_more() {
    let (plan, next) = (week(PLAN, MONDAY), week(0x51, date(2025, 5, 8)));
    let world = after(&[
        generated(id(JANA), 0, &plan),
        generated(id(JANA), 0, &next),
        told(PlanEvent::PlanSuperseded { by: id(0x51) }),
    ])
    .await;
    let gone = withdrawn(&world.pool, id(JANA), MONDAY, SUNDAY).await.unwrap();
    let ids = |ids: &mut dyn Iterator<Item = Uuid>| ids.collect::<std::collections::BTreeSet<_>>();
    let mut later =
        plan.plan.sessions.iter().filter(|session| session.date >= date(2025, 5, 8)).map(|session| session.id);
    assert_eq!(ids(&mut gone.iter().map(|(planned, _)| planned.session.id)), ids(&mut later));
    let next = by_id(&world.pool, id(0x51)).await.unwrap().unwrap();
    assert!(!gone.is_empty());
    for (planned, position) in gone {
        assert_eq!((planned.revision, planned.changed_at, position), (1, next.made_at, next.position));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_within_a_block_speaks_for_its_days() {
    let block = drafted(id(0x52), &AthleteHistory::default(), PlanKind::Block, MONDAY);
    let world = after(&[generated(id(JANA), 0, &block), generated(id(JANA), 0, &week(PLAN, MONDAY))]).await;
    let end = plus_days(MONDAY, 13);
    let all = calendar(&world.pool, id(JANA), MONDAY, end, MONDAY).await.unwrap();
    let kinds = |sessions: &[PlannedSession], week: bool| {
        let mut kinds: Vec<_> = sessions
            .iter()
            .filter(|planned| (planned.session.date <= SUNDAY) == week)
            .map(|planned| planned.kind.clone())
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&all, true), ["block", "week"]);
    let told = agenda(&world.pool, id(JANA), MONDAY, end, MONDAY).await.unwrap();
    assert_eq!((kinds(&told, true), kinds(&told, false)), (vec!["week".to_owned()], vec!["block".to_owned()]));
    // Nor is anything of the block waiting on a day that the week leaves free, or counted twice.
    for day in 0..7 {
        let day = plus_days(MONDAY, day);
        assert!(today(&world.pool, id(JANA), day).await.unwrap().iter().all(|planned| planned.kind == "week"));
    }
    assert_eq!(adherence(&all), adherence(&told));
    assert!(adherence(&all).ahead < u32::try_from(all.len()).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_athlete_said_was_done_shows_within_a_narrower_plan_too() {
    let block = drafted(id(0x52), &AthleteHistory::default(), PlanKind::Block, MONDAY);
    let done = block.plan.sessions.iter().find(|session| session.sport == Sport::Run).unwrap();
    let said = of_plan(id(JANA), id(0x52), PlanEvent::SessionCompleted { session_id: done.id, workout_id: None });
    let week = generated(id(JANA), 0, &week(PLAN, MONDAY));
    let history = [generated(id(JANA), 0, &block), week, said, logged(id(JANA), id(11), like(done, 100))];
    // Whether or not there is a workout like it.
    for events in [3, 4] {
        let world = after(&history[..events]).await;
        let told = agenda(&world.pool, id(JANA), MONDAY, SUNDAY, MONDAY).await.unwrap();
        let blocks: Vec<Uuid> =
            told.iter().filter(|planned| planned.kind == "block").map(|planned| planned.session.id).collect();
        assert_eq!(blocks, [done.id]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_that_gave_way_to_a_block_speaks_for_no_day() {
    let block = drafted(id(0x52), &AthleteHistory::default(), PlanKind::Block, MONDAY);
    let world = after(&[
        generated(id(JANA), 0, &week(PLAN, MONDAY)),
        generated(id(JANA), 0, &block),
        told(PlanEvent::PlanSuperseded { by: id(0x52) }),
    ])
    .await;
    let all = week_of(&world, MONDAY).await;
    assert!(!all.is_empty() && all.iter().all(|planned| planned.kind == "block"));
    assert!(all.iter().all(|planned| planned.counts));
}
