//! `/fatigue READINESS [sleep H] [score N] [hrv N] [hr N] [sore N] [stress N] [ill]`

use domain::vocabulary::{
    FatigueReading, HeartRateVariability, Readiness, RestingHeartRate, SleepHours, SleepScore, Strain,
};

use super::{Args, Problem};
use crate::chat::{parse::Said, words::plain_text};

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Sleep,
    Score,
    Hrv,
    HeartRate,
    Sore,
    Stress,
    Ill,
}

const PARTS: &[(Part, &[&str])] = &[
    (Part::Sleep, &["sleep", "sueno", "сон"]),
    (Part::Score, &["score", "puntuacion", "оценка"]),
    (Part::Hrv, &["hrv", "vfc", "вср"]),
    (Part::HeartRate, &["hr", "pulse", "pulso", "fc", "пульс", "чсс"]),
    (Part::Sore, &["sore", "soreness", "agujetas", "dolor", "боль", "крепатура"]),
    (Part::Stress, &["stress", "estres", "стресс"]),
    (Part::Ill, &["ill", "sick", "enfermo", "enferma", "болен", "больна", "болею"]),
];

/// Readiness comes first; each other part at most once.
pub(super) fn read(args: &mut Args<'_>) -> Result<Said, Problem> {
    let mut reading =
        FatigueReading { readiness: Some(args.limited(Readiness::try_new)?), ..FatigueReading::default() };
    let mut asked_on = args.asked_on()?;
    while asked_on.is_none()
        && let Some(word) = args.next()
    {
        let given = plain_text(word);
        let part = PARTS.iter().find(|(_, words)| words.contains(&given.as_str()));
        let &(part, _) = part.ok_or_else(|| Problem::unexpected(word))?;
        let before = reading;
        add(&mut reading, part, args)?;
        if before.over(reading) != reading.over(before) || before == reading {
            return Err(Problem::unexpected(word));
        }
        asked_on = args.asked_on()?;
    }
    Ok(Said::Fatigue { reading, asked_on })
}

fn add(reading: &mut FatigueReading, part: Part, args: &mut Args<'_>) -> Result<(), Problem> {
    match part {
        Part::Sleep => reading.sleep_hours = Some(args.fraction(SleepHours::try_new)?),
        Part::Score => reading.sleep_score = Some(args.limited(SleepScore::try_new)?),
        Part::Hrv => reading.hrv_ms = Some(args.fraction(HeartRateVariability::try_new)?),
        Part::HeartRate => reading.resting_heart_rate = Some(args.limited(RestingHeartRate::try_new)?),
        Part::Sore => reading.soreness = Some(args.limited(Strain::try_new)?),
        Part::Stress => reading.stress = Some(args.limited(Strain::try_new)?),
        Part::Ill => reading.ill = Some(true),
    }
    Ok(())
}
