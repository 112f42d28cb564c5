//! How hard, at which heart rate, in which mood: what a workout may have besides its length.

use domain::vocabulary::{HeartRate, Mood, Power, Rpe, Zone};

use super::{
    fact::{Fact, Found},
    question::{Measure, Question},
};

#[derive(Debug, Default)]
pub(in super::super) struct Details {
    pub(in super::super) zone: Option<Zone>,
    pub(in super::super) rpe: Option<Rpe>,
    pub(in super::super) mood: Option<Mood>,
    pub(in super::super) avg_heart_rate: Option<HeartRate>,
    pub(in super::super) max_heart_rate: Option<HeartRate>,
    pub(in super::super) avg_power: Option<Power>,
}

impl Details {
    /// An RPE that is named wins over one that a wording stands for.
    pub(super) fn of(facts: &[&Found]) -> Result<Self, Question> {
        let mut details = Self::default();
        for found in facts {
            details.add(&found.fact)?;
        }
        let worded = facts.iter().find_map(|found| match found.fact {
            Fact::Effort(rpe) => Rpe::try_new(rpe).ok(),
            _ => None,
        });
        details.rpe = details.rpe.or(worded);
        match (details.avg_heart_rate, details.max_heart_rate) {
            (Some(average), Some(max)) if average > max => Err(Question::Contradiction),
            _ => Ok(details),
        }
    }

    pub(in super::super) fn add(&mut self, fact: &Fact) -> Result<(), Question> {
        match *fact {
            Fact::Zone(value) => set(&mut self.zone, zone(value)?),
            Fact::Rpe(value) => set(&mut self.rpe, within(value, Measure::Rpe, Rpe::MIN, Rpe::MAX, Rpe::try_new)?),
            Fact::Mood(mood) => set(&mut self.mood, mood),
            Fact::HeartRate(value) => set(&mut self.avg_heart_rate, heart_rate(value)?),
            Fact::MaxHeartRate(value) => set(&mut self.max_heart_rate, heart_rate(value)?),
            Fact::Power(value) => {
                set(&mut self.avg_power, within(value, Measure::Power, Power::MIN, Power::MAX, Power::try_new)?)
            }
            _ => Ok(()),
        }
    }
}

fn set<T: PartialEq>(place: &mut Option<T>, value: T) -> Result<(), Question> {
    match place {
        Some(other) if *other != value => Err(Question::Contradiction),
        _ => {
            *place = Some(value);
            Ok(())
        }
    }
}

fn heart_rate(value: f64) -> Result<HeartRate, Question> {
    within(value, Measure::HeartRate, HeartRate::MIN, HeartRate::MAX, HeartRate::try_new)
}

fn zone(value: f64) -> Result<Zone, Question> {
    let found = Zone::ALL.iter().enumerate().find(|(index, _)| (index + 1) as f64 == value);
    let problem = || Question::OutOfRange { what: Measure::Zone, given: value, min: 1.0, max: 5.0 };
    found.map(|(_, zone)| *zone).ok_or_else(problem)
}

/// A whole number inside the limits of its quantity.
fn within<I, T, E>(value: f64, what: Measure, min: I, max: I, make: impl Fn(I) -> Result<T, E>) -> Result<T, Question>
where
    I: Into<f64> + TryFrom<u16> + Copy,
{
    let problem = || Question::OutOfRange { what, given: value, min: min.into(), max: max.into() };
    let whole = value.fract() == 0.0 && (0.0..=f64::from(u16::MAX)).contains(&value);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and inside the type's limits")]
    let number = whole.then(|| I::try_from(value as u16).ok()).flatten().ok_or_else(problem)?;
    make(number).map_err(|_| problem())
}
