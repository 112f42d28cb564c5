//! About whom something happened, and when the last time.

use std::collections::HashMap;

use uuid::Uuid;

/// Members remembered by name: two megabytes of them. After more, everybody counts as changed once.
const REMEMBERED: usize = 65_536;

/// A moment up to which something was read. Positions of one era say nothing in another: Postgres was restarted then, or
/// its ledger replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub(super) era: u64,
    pub(super) position: u64,
}

#[derive(Debug, Default)]
pub(super) struct Changes {
    era: u64,
    incarnation: String,
    /// Events up to here have been gone through.
    seen: Option<u64>,
    /// Whoever isn't listed may have changed up to here, and has not since.
    floor: u64,
    last: HashMap<Uuid, u64>,
}

impl Changes {
    pub(super) fn seen(&self) -> Option<u64> {
        self.seen
    }

    pub(super) fn none_since(&self, moment: Moment, member: Uuid) -> bool {
        let last = self.last.get(&member).copied().unwrap_or_default().max(self.floor);
        moment.era == self.era && last <= moment.position
    }

    pub(super) fn note(&mut self, member: Uuid, position: u64) {
        let last = self.last.entry(member).or_default();
        *last = position.max(*last);
    }

    /// Takes a look's events: those behind what was seen, in order. Says which era it is.
    pub(super) fn take(&mut self, head: u64, incarnation: &str, subjects: &[Uuid]) -> u64 {
        let seen = self.seen.replace(head).filter(|seen| *seen <= head && incarnation == self.incarnation);
        match seen {
            None => {
                incarnation.clone_into(&mut self.incarnation);
                (self.era, self.floor) = (self.era + 1, head);
                self.last.clear();
            }
            // Positions are dense, so their number tells whether these are all.
            Some(seen) if seen + subjects.len() as u64 == head && self.last.len() + subjects.len() <= REMEMBERED => {
                subjects.iter().zip(seen + 1..).for_each(|(subject, position)| self.note(*subject, position));
            }
            Some(_) => {
                self.floor = head;
                self.last.retain(|_, last| *last > head);
            }
        }
        self.era
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: Uuid = Uuid::from_u128(1);
    const YOU: Uuid = Uuid::from_u128(2);

    /// Ten events have been seen in the first era.
    fn after_ten() -> Changes {
        let mut changes = Changes::default();
        assert_eq!(changes.take(10, "a", &[]), 1);
        changes
    }

    fn at(position: u64) -> Moment {
        Moment { era: 1, position }
    }

    #[test]
    fn what_was_read_holds_until_something_happens_to_the_member() {
        let mut changes = after_ten();
        changes.take(12, "a", &[YOU, YOU]);
        assert!(changes.none_since(at(10), ME) && !changes.none_since(at(11), YOU) && changes.none_since(at(12), YOU));
        changes.take(13, "a", &[ME]);
        assert!(!changes.none_since(at(12), ME) && changes.none_since(at(13), ME));
        // Known here before a look shows it.
        changes.note(ME, 15);
        changes.note(ME, 14);
        assert!(!changes.none_since(at(14), ME) && changes.none_since(at(15), ME));
    }

    #[test]
    fn what_was_read_before_the_first_look_or_past_a_gap_may_have_changed() {
        let mut changes = after_ten();
        assert!(!changes.none_since(at(9), ME));
        changes.note(YOU, 30);
        // More events than were gone through by name.
        changes.take(20, "a", &[YOU]);
        assert!(!changes.none_since(at(19), ME) && changes.none_since(at(20), ME) && !changes.none_since(at(20), YOU));
    }

    #[test]
    fn another_ledger_begins_an_era_in_which_nothing_from_before_holds() {
        let mut changes = after_ten();
        assert_eq!(changes.take(10, "b", &[]), 2, "restarted or replaced");
        assert!(!changes.none_since(at(10), ME) && changes.none_since(Moment { era: 2, position: 10 }, ME));
        assert_eq!(changes.take(3, "b", &[]), 3, "shorter than it was");
    }

    #[test]
    fn no_more_members_are_remembered_than_there_is_room_for() {
        let mut changes = after_ten();
        for head in 11..200_000_u64 {
            changes.take(head, "a", &[Uuid::from_u128(head.into())]);
            assert!(!changes.none_since(at(head - 1), Uuid::from_u128(head.into())));
        }
        assert!(changes.last.len() <= REMEMBERED);
    }
}
