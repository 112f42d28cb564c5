//! Whether a message tells of a workout at all, or asks, plans, denies or speaks of something else.

use domain::vocabulary::Sport;

use super::{
    fact::{Amount, Fact, Found},
    line::Line,
};
use crate::chat::words::{Tense, Turn};

pub(super) enum Intent {
    Nothing,
    Workout(Vec<Found>),
    /// A workout, perhaps: its facts must be confirmed.
    Hedged(Vec<Found>),
}

/// "didn't go for my run" has no more words between the denial and what is denied.
const REACH_OF_NOT: usize = 4;
/// "morning run" is a workout without its length; a longer sentence with a sport in it is talk.
const SHORT: usize = 3;

pub(super) fn intent(line: &Line<'_>, mut facts: Vec<Found>) -> Intent {
    let questioned = is_question(line, &facts);
    let has = |facts: &[Found], turn: Turn| facts.iter().any(|found| found.fact == Fact::Turn(turn));
    let planned = has(&facts, Turn::Plan);
    let denied: Vec<Found> = facts.iter().filter(|found| is_denied(line, &facts, found)).cloned().collect();
    facts.retain(|found| !denied.contains(found));
    let measured = facts.iter().any(|found| is_measure(&found.fact));
    let sports = facts.iter().filter(|found| is_active(&found.fact)).count();
    let done = facts.iter().any(|found| matches!(found.fact, Fact::Sport(sport, Tense::Done) if sport != Sport::Rest));
    let trained = has(&facts, Turn::Training);
    if sports == 0 {
        let no_matter = has(&facts, Turn::OtherMatter) || questioned || planned;
        let rests = facts.iter().any(|found| matches!(found.fact, Fact::Sport(Sport::Rest, _)));
        if no_matter || !measured && !trained || !measured && !denied.is_empty() || rests && !measured {
            return Intent::Nothing;
        }
    }
    if (questioned || planned) && !(done && measured) {
        return Intent::Nothing;
    }
    let dated = facts.iter().any(|found| matches!(found.fact, Fact::Days(_)));
    let numbered = measured || facts.iter().any(|found| matches!(found.fact, Fact::Amount(_)));
    let words = line.tokens.iter().filter(|token| matches!(token.kind, super::token::Kind::Word(_))).count();
    if !numbered && !done && !dated && !trained && words > SHORT {
        return Intent::Nothing;
    }
    let unclear = [Turn::Part, Turn::Repeated, Turn::OtherMatter].into_iter().any(|turn| has(&facts, turn));
    let first_sport = facts.iter().position(|found| is_active(&found.fact)).unwrap_or(facts.len());
    let unclear = unclear || has(&facts[..first_sport], Turn::Others);
    if questioned || planned || unclear || !denied.is_empty() { Intent::Hedged(facts) } else { Intent::Workout(facts) }
}

fn is_question(line: &Line<'_>, facts: &[Found]) -> bool {
    let begins = facts.iter().any(|found| found.from == 0 && found.fact == Fact::Turn(Turn::Question));
    begins || (0..line.tokens.len()).any(|at| line.is_mark(at, &['?', '¿']))
}

fn is_active(fact: &Fact) -> bool {
    matches!(fact, Fact::Sport(sport, _) if *sport != Sport::Rest)
}

/// A number that only a workout has. A bare one may be anything.
fn is_measure(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Amount(
            Amount::Metres(_)
                | Amount::Seconds(_)
                | Amount::Clock(_)
                | Amount::Pace(_)
                | Amount::BarePace(_)
                | Amount::MetresOrMinutes { .. }
        ) | Fact::Amount(Amount::Bare { .. })
            if !matches!(fact, Fact::Amount(Amount::Bare { minutes_only: false, .. }))
    )
}

/// A sport, or training, that a "not" stands shortly before.
fn is_denied(line: &Line<'_>, facts: &[Found], found: &Found) -> bool {
    let deniable = matches!(found.fact, Fact::Sport(..) | Fact::Turn(Turn::Training));
    let denies = |not: &&Found| not.fact == Fact::Turn(Turn::Not) && not.to <= found.from;
    let Some(not) = facts.iter().rfind(denies) else { return false };
    let between = not.to..found.from;
    let pause = between.clone().any(|at| line.is_mark(at, &[',', '.', ';', '!', '?', '\n', '+']));
    let number = facts.iter().any(|other| between.contains(&other.from) && matches!(other.fact, Fact::Amount(_)));
    let nearer = facts.iter().any(|other| between.contains(&other.from) && matches!(other.fact, Fact::Sport(..)));
    deniable && between.len() < REACH_OF_NOT && !pause && !number && !nearer
}
