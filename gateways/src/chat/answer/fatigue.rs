//! `/fatigue`: how ready the athlete is today.

use domain::{Command, fatigue_day::FatigueDayCommand, history::Reading, vocabulary::FatigueReading};

use super::{Answer, checkin, rejected};
use crate::chat::{
    Asker, Desk,
    reply::{Part, Reply, Voice, keys},
};

pub(super) async fn fatigue(desk: &Desk, asker: &Asker<'_>, reading: FatigueReading) -> Answer {
    let record = FatigueDayCommand::Record { date: asker.today, reading };
    if let Err(rejection) = desk.order(asker, "fatigue", Command::FatigueDay(record)).await? {
        return Ok(vec![rejected(asker.voice, &rejection)]);
    }
    let voice = asker.voice;
    let told = parts(voice, &reading).join(" · ");
    let mut reply = Reply::paragraph(voice.say(keys::FATIGUE_NOTED, &[("reading", told.into())]));
    let day = Reading { readiness: reading.readiness, ill: reading.ill == Some(true) };
    if day.ill || day.forbids_hard() {
        let means = if day.ill { "ill" } else { "tired" };
        reply = reply.and(Part::Paragraph(voice.say(keys::FATIGUE_MEANS, &[("means", means.into())])));
    }
    // Whoever told only the readiness may have come by buttons, and is offered the rest.
    let only = FatigueReading { readiness: reading.readiness, ..FatigueReading::default() };
    match reading.readiness.filter(|_| reading == only) {
        Some(readiness) => Ok(vec![checkin::more(asker, reply, readiness.get())]),
        None => Ok(vec![reply]),
    }
}

fn parts(voice: Voice, reading: &FatigueReading) -> Vec<String> {
    let part = |name: &'static str, value: Option<f64>| {
        value.map(|value| {
            let value = voice.number(value, 1);
            voice.say(keys::READING, &[("part", name.into()), ("value", value.into())])
        })
    };
    let small = |value: Option<u8>| value.map(f64::from);
    [
        part("readiness", small(reading.readiness.map(domain::vocabulary::Readiness::get))),
        part("sleep", reading.sleep_hours.map(domain::vocabulary::SleepHours::get)),
        part("score", small(reading.sleep_score.map(domain::vocabulary::SleepScore::get))),
        part("hrv", reading.hrv_ms.map(domain::vocabulary::HeartRateVariability::get)),
        part("hr", small(reading.resting_heart_rate.map(domain::vocabulary::RestingHeartRate::get))),
        part("sore", small(reading.soreness.map(domain::vocabulary::Strain::get))),
        part("stress", small(reading.stress.map(domain::vocabulary::Strain::get))),
        reading.ill.filter(|ill| *ill).map(|_| ill(voice)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn ill(voice: Voice) -> String {
    voice.say(keys::READING, &[("part", "ill".into()), ("value", String::new().into())])
}
