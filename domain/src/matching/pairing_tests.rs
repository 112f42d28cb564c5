use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const TODAY: Date = date(2026, 5, 4);
const TOMORROW: Date = date(2026, 5, 5);

fn session(session: u32, sport: Sport, date: Date, minutes: u32) -> Planned<u32> {
    Planned { session, sport, date, minutes }
}

fn workout(workout: char, sport: Sport, date: Date, minutes: u32) -> Done<char> {
    Done { workout, sport, date, minutes }
}

fn pairs(matching: &Matching<u32, char>) -> Vec<(u32, char)> {
    matching.pairs.iter().map(|pair| (pair.session, pair.workout)).collect()
}

#[test]
fn a_workout_fulfils_a_session_of_its_sport_and_day() {
    let plan =
        [session(1, Sport::Run, TODAY, 50), session(2, Sport::Swim, TODAY, 50), session(3, Sport::Run, TOMORROW, 50)];
    let log = [workout('a', Sport::Run, TODAY, 45), workout('b', Sport::Bike, TODAY, 50)];
    let matching = match_sessions(&plan, &log, &[]);
    assert_eq!(matching.pairs, [Pair { session: 1, workout: 'a', link: Link::Automatic }]);
    assert_eq!((matching.open, matching.extra), (vec![2, 3], vec!['b']));
}

#[test]
fn the_smallest_gap_is_paired_first() {
    let plan = [session(1, Sport::Run, TODAY, 60), session(2, Sport::Run, TODAY, 30)];
    let log = [workout('a', Sport::Run, TODAY, 35), workout('b', Sport::Run, TODAY, 20)];
    // 35 is nearest to 30, and leaves 20 for 60.
    assert_eq!(pairs(&match_sessions(&plan, &log, &[])), [(1, 'b'), (2, 'a')]);
}

#[test]
fn a_link_by_hand_wins_over_sport_date_and_gap() {
    let plan = [session(1, Sport::Run, TODAY, 60), session(2, Sport::Bike, TODAY, 60)];
    let log = [workout('a', Sport::Run, TODAY, 60), workout('b', Sport::Run, TOMORROW, 20)];
    let matching = match_sessions(&plan, &log, &[(2, 'a')]);
    assert_eq!(matching.pairs, [Pair { session: 2, workout: 'a', link: Link::Manual }]);
    assert_eq!((matching.open, matching.extra), (vec![1], vec!['b']));
}

#[test]
fn the_later_link_by_hand_counts_and_one_to_nothing_does_not() {
    let plan = [session(1, Sport::Run, TODAY, 60)];
    let log = [workout('a', Sport::Run, TODAY, 60), workout('b', Sport::Run, TODAY, 20)];
    assert_eq!(pairs(&match_sessions(&plan, &log, &[(1, 'a'), (1, 'b')])), [(1, 'b')]);
    assert_eq!(pairs(&match_sessions(&plan, &log, &[(1, 'z'), (9, 'b')])), [(1, 'a')]);
}

#[test]
fn a_rest_day_waits_for_no_workout() {
    let matching = match_sessions(&[session(1, Sport::Rest, TODAY, 0)], &[workout('a', Sport::Rest, TODAY, 1)], &[]);
    assert!(matching.pairs.is_empty());
}

prop_compose! {
    fn any_plan_and_log()(
        plan in prop::collection::vec((0..3_usize, 0..3_i8, 10..120_u32), 0..10),
        log in prop::collection::vec((0..3_usize, 0..3_i8, 10..120_u32), 0..10),
    ) -> (Vec<Planned<u32>>, Vec<Done<char>>) {
        let day = |n: i8| date(2026, 5, 1 + n);
        let plan = plan.into_iter().zip(0..).map(|((sport, n, minutes), id)| session(id, Sport::TRIATHLON[sport], day(n), minutes));
        let log = log.into_iter().zip('a'..).map(|((sport, n, minutes), id)| workout(id, Sport::TRIATHLON[sport], day(n), minutes));
        (plan.collect(), log.collect())
    }
}

proptest! {
    #[test]
    fn every_session_and_workout_appears_exactly_once((plan, log) in any_plan_and_log()) {
        let matching = match_sessions(&plan, &log, &[]);
        let mut sessions: Vec<u32> = matching.pairs.iter().map(|pair| pair.session).chain(matching.open).collect();
        let mut workouts: Vec<char> = matching.pairs.iter().map(|pair| pair.workout).chain(matching.extra).collect();
        sessions.sort_unstable();
        workouts.sort_unstable();
        prop_assert_eq!(sessions, plan.iter().map(|session| session.session).collect::<Vec<_>>());
        prop_assert_eq!(workouts, log.iter().map(|workout| workout.workout).collect::<Vec<_>>());
    }

    #[test]
    fn the_order_of_the_lists_changes_nothing((mut plan, mut log) in any_plan_and_log()) {
        let matching = match_sessions(&plan, &log, &[]);
        plan.reverse();
        log.reverse();
        prop_assert_eq!(match_sessions(&plan, &log, &[]), matching);
    }

    #[test]
    fn nothing_is_left_over_that_could_have_been_paired((plan, log) in any_plan_and_log()) {
        let matching = match_sessions(&plan, &log, &[]);
        for open in plan.iter().filter(|session| matching.open.contains(&session.session)) {
            let fits = |w: &&Done<char>| matching.extra.contains(&w.workout) && w.sport == open.sport && w.date == open.date;
            prop_assert!(!log.iter().any(|w| fits(&w)));
        }
    }
}
