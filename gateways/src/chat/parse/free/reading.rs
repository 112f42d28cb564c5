//! How far and how long, from every amount that was told.

use domain::vocabulary::{Distance, Duration, Sport, Units};

use super::{
    clock::pace_seconds,
    fact::Amount,
    plausible::{is_plausible, is_usual_distance, is_usual_time},
    question::{Measure, Question},
};

/// A pace is given to five seconds and a distance to a tenth; further apart, one of them is wrong.
const ROUNDING: f64 = 0.03;
/// "10 km (6.2 mi)" says the same twice.
const SAME: f64 = 0.005;
/// A message with more ambiguous numbers than this is asked about as a whole.
const MOST_READINGS: usize = 256;

/// What one amount may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Means {
    Metres {
        value: f64,
        certain: bool,
    },
    Seconds {
        value: f64,
        certain: bool,
    },
    /// Seconds a metre.
    Pace(f64),
    Nothing,
}

/// One way to read all amounts together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reading {
    pub(super) duration: Duration,
    pub(super) distance: Option<Distance>,
}

/// What is left once every reading is weighed.
pub(super) enum Readings {
    One(Reading),
    /// Several are believable, or one besides a distance that lacks its time.
    Several(Vec<Reading>),
    None(Question),
}

pub(super) fn readings(sport: Sport, amounts: &[&Amount], units: Units) -> Readings {
    let means: Vec<Vec<Means>> = amounts.iter().map(|amount| meanings(amount, sport, units)).collect();
    if means.iter().any(Vec::is_empty) || means.iter().map(Vec::len).fold(1, usize::saturating_mul) > MOST_READINGS {
        return Readings::None(Question::Contradiction);
    }
    let mut whole: Vec<Reading> = Vec::new();
    let mut problems: Vec<Question> = Vec::new();
    for combination in combinations(&means) {
        match reading(sport, &combination) {
            Ok(reading) if !whole.contains(&reading) => whole.push(reading),
            Ok(_) => {}
            Err(problem) => problems.push(problem),
        }
    }
    let unfinished = problems.iter().find(|problem| matches!(problem, Question::HowLong { .. }));
    match (whole.is_empty(), unfinished) {
        (true, Some(question)) => Readings::None(question.clone()),
        (true, None) => {
            Readings::None(problems.into_iter().next().unwrap_or(Question::HowLong { sport, metres: None }))
        }
        (false, None) if whole.len() == 1 => Readings::One(whole[0]),
        (false, _) => Readings::Several(whole),
    }
}

fn combinations(means: &[Vec<Means>]) -> Vec<Vec<Means>> {
    means.iter().fold(vec![vec![]], |sofar, options| {
        let with = |combination: &Vec<Means>| {
            let combination = combination.clone();
            options.iter().map(move |&option| [combination.clone(), vec![option]].concat()).collect::<Vec<_>>()
        };
        sofar.iter().flat_map(with).collect()
    })
}

fn meanings(amount: &Amount, sport: Sport, units: Units) -> Vec<Means> {
    let metres = |value| Means::Metres { value, certain: true };
    let seconds = |value| Means::Seconds { value, certain: true };
    match amount {
        &Amount::Metres(value) => vec![metres(value)],
        &Amount::Seconds(value) => vec![seconds(value)],
        &Amount::Pace(value) => vec![Means::Pace(value)],
        &Amount::BarePace(value) => vec![Means::Pace(value / pace_length(sport, units))],
        &Amount::MetresOrMinutes { value, grouped } => vec![
            Means::Metres { value: grouped, certain: false },
            Means::Seconds { value: value * 60.0, certain: false },
        ],
        Amount::Clock(parts) => clock(parts),
        Amount::ClockAt(parts) => {
            let pace = pace_seconds(parts).map(|value| Means::Pace(value / pace_length(sport, units)));
            pace.into_iter().chain([Means::Nothing]).collect()
        }
        &Amount::Bare { value, minutes_only: true, .. } => vec![seconds(value * 60.0)],
        &Amount::Bare { value, grouped, .. } => {
            let time = Means::Seconds { value: value * 60.0, certain: false };
            let distance = Means::Metres { value: bare_metres(value, grouped, sport, units), certain: false };
            if value.fract() == 0.0 { vec![distance, time] } else { vec![distance] }
        }
    }
}

fn clock(parts: &[u32]) -> Vec<Means> {
    let certain = |seconds: u32| Means::Seconds { value: f64::from(seconds), certain: true };
    let doubtful = |seconds: u32| Means::Seconds { value: f64::from(seconds), certain: false };
    match *parts {
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => {
            vec![certain(hours * 3600 + minutes * 60 + seconds)]
        }
        [first, second] if second < 60 && first >= 24 => vec![certain(first * 60 + second)],
        [first, second] if second < 60 => vec![doubtful(first * 60 + second), doubtful((first * 60 + second) * 60)],
        _ => vec![],
    }
}

/// Metres of a number without a unit: hundreds are metres or yards in the pool, all else is in long units.
fn bare_metres(value: f64, grouped: f64, sport: Sport, units: Units) -> f64 {
    let (long, short) = match units {
        Units::Metric => (1000.0, 1.0),
        Units::Imperial => (1609.344, 0.9144),
    };
    match sport {
        Sport::Swim if grouped >= 100.0 => grouped * short,
        _ if value >= 400.0 => value,
        _ => value * long,
    }
}

fn pace_length(sport: Sport, units: Units) -> f64 {
    match (sport, units) {
        (Sport::Swim, Units::Metric) => 100.0,
        (Sport::Swim, Units::Imperial) => 91.44,
        (_, Units::Metric) => 1000.0,
        (_, Units::Imperial) => 1609.344,
    }
}

/// The one value that all tell, within rounding.
fn agreed(values: impl Iterator<Item = f64>) -> Result<Option<f64>, Question> {
    let mut agreed: Option<f64> = None;
    for value in values {
        match agreed {
            Some(other) if (value - other).abs() > SAME * other => return Err(Question::Contradiction),
            Some(_) => {}
            None => agreed = Some(value),
        }
    }
    Ok(agreed)
}

fn reading(sport: Sport, means: &[Means]) -> Result<Reading, Question> {
    let metres = agreed(means.iter().filter_map(|means| match means {
        Means::Metres { value, .. } => Some(*value),
        _ => None,
    }))?;
    let seconds = agreed(means.iter().filter_map(|means| match means {
        Means::Seconds { value, .. } => Some(*value),
        _ => None,
    }))?;
    let pace = agreed(means.iter().filter_map(|means| match means {
        Means::Pace(value) => Some(*value),
        _ => None,
    }))?;
    let guessed = means
        .iter()
        .any(|means| matches!(means, Means::Metres { certain: false, .. } | Means::Seconds { certain: false, .. }));
    let (metres, seconds) = match (metres, seconds, pace) {
        (Some(metres), None, Some(pace)) => (Some(metres), metres * pace),
        (None, Some(seconds), Some(pace)) => (Some(seconds / pace), seconds),
        (Some(metres), Some(seconds), Some(pace)) if (metres * pace - seconds).abs() > ROUNDING * seconds => {
            return Err(Question::Contradiction);
        }
        (metres, Some(seconds), _) => (metres, seconds),
        (None, None, _) => return Err(Question::HowLong { sport, metres: None }),
        (Some(metres), None, None) if guessed && !is_usual_distance(sport, metres) => {
            return Err(Question::Contradiction);
        }
        (Some(metres), None, None) => {
            let distance = distance(metres)?;
            return Err(Question::HowLong { sport, metres: Some(f64::from(distance.get())) });
        }
    };
    finished(sport, metres, seconds, guessed)
}

fn finished(sport: Sport, metres: Option<f64>, seconds: f64, guessed: bool) -> Result<Reading, Question> {
    let whole = |number: f64| if (0.0..=1e9).contains(&number) { number.round() } else { 1e9 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nought and 10⁹")]
    let duration = Duration::try_new(whole(seconds) as u32).map_err(|_| Question::OutOfRange {
        what: Measure::Minutes,
        given: seconds / 60.0,
        min: f64::from(Duration::MIN) / 60.0,
        max: f64::from(Duration::MAX) / 60.0,
    })?;
    let distance = metres.map(distance).transpose()?;
    match metres {
        Some(metres) if !is_plausible(sport, metres, seconds) => Err(Question::Implausible { sport, metres, seconds }),
        None if guessed && !is_usual_time(seconds) => Err(Question::WhichReading),
        _ => Ok(Reading { duration, distance }),
    }
}

pub(in super::super) fn distance(metres: f64) -> Result<Distance, Question> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the type stops at its end")]
    Distance::try_new(metres.round() as u32).map_err(|_| Question::OutOfRange {
        what: Measure::Kilometres,
        given: metres / 1000.0,
        min: f64::from(Distance::MIN) / 1000.0,
        max: f64::from(Distance::MAX) / 1000.0,
    })
}
