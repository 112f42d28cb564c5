//! What was planned and done of each sport: an hour's ride doesn't make up for an hour's run, nor excuse one.

use std::collections::BTreeMap;

use crate::vocabulary::Sport;

/// Minutes of one sport.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SportMinutes {
    pub sport: Sport,
    pub planned: u32,
    pub done: u32,
}

impl SportMinutes {
    /// More than planned.
    pub const fn excess(self) -> u32 {
        self.done.saturating_sub(self.planned)
    }

    /// Less than planned.
    pub const fn lack(self) -> u32 {
        self.planned.saturating_sub(self.done)
    }
}

/// Every sport that was planned or done, in the order of sports. Rest is neither.
pub fn by_sport(
    planned: impl IntoIterator<Item = (Sport, u32)>,
    done: impl IntoIterator<Item = (Sport, u32)>,
) -> Vec<SportMinutes> {
    let mut sports: BTreeMap<Sport, SportMinutes> = BTreeMap::new();
    let mut of = |sport, planned, done| {
        let known = sports.entry(sport).or_insert(SportMinutes { sport, planned: 0, done: 0 });
        known.planned += planned;
        known.done += done;
    };
    planned.into_iter().filter(|(sport, _)| *sport != Sport::Rest).for_each(|(sport, minutes)| of(sport, minutes, 0));
    done.into_iter().filter(|(sport, _)| *sport != Sport::Rest).for_each(|(sport, minutes)| of(sport, 0, minutes));
    sports.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sport_is_summed_by_itself() {
        let planned = [(Sport::Run, 50), (Sport::Swim, 40), (Sport::Rest, 0)];
        let done = [(Sport::Run, 20), (Sport::Run, 25), (Sport::Bike, 60)];
        let sums = by_sport(planned, done);
        let told = |sport| sums.iter().find(|sum| sum.sport == sport).map(|sum| (sum.excess(), sum.lack()));
        assert_eq!(told(Sport::Run), Some((0, 5)));
        assert_eq!(told(Sport::Swim), Some((0, 40)));
        assert_eq!(told(Sport::Bike), Some((60, 0)));
        assert_eq!(told(Sport::Rest), None);
    }
}
