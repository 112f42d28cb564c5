//! How somebody felt, in words.

use domain::{fatigue_day::FatigueDayEvent, vocabulary::FatigueReading};

use super::listed;

pub(super) fn sentence(event: &FatigueDayEvent) -> String {
    match event {
        FatigueDayEvent::FatigueRecorded { date, reading } => {
            format!("The reading of {date} was recorded: {}.", described(reading))
        }
        FatigueDayEvent::FatigueCorrected { date, reading } => {
            format!("The reading of {date} was corrected; it now says {}.", described(reading))
        }
    }
}

fn described(reading: &FatigueReading) -> String {
    let said = listed([
        reading.readiness.map(|readiness| format!("readiness {} of 5", readiness.get())),
        reading.sleep_hours.map(|hours| format!("{} h of sleep", hours.get())),
        reading.sleep_score.map(|score| format!("sleep score {}", score.get())),
        reading.hrv_ms.map(|hrv| format!("heart-rate variability {} ms", hrv.get())),
        reading.resting_heart_rate.map(|beats| format!("resting heart rate {}", beats.get())),
        reading.soreness.map(|soreness| format!("soreness {} of 5", soreness.get())),
        reading.stress.map(|stress| format!("stress {} of 5", stress.get())),
        reading.ill.map(|ill| if ill { "ill" } else { "not ill" }.to_owned()),
    ]);
    if said.is_empty() { "nothing".to_owned() } else { said }
}
