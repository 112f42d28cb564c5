//! `/predict`: race times that may be expected.

use domain::units::format_clock;
use projections::analytics::{self, RacePrediction};

use super::{Answer, race::kind_word, up_to_date};
use crate::chat::{
    Asker, Desk,
    reply::{Part, Reply, Voice, keys},
};

pub(super) async fn predict(desk: &Desk, asker: &Asker<'_>) -> Answer {
    up_to_date(desk, "analytics").await?;
    let found = analytics::predictions(&desk.pool, asker.member_id, asker.today).await?;
    let voice = asker.voice;
    let Some(run) = found.fitness.shown_by.as_ref().filter(|_| !found.races.is_empty()) else {
        return Ok(vec![Reply::paragraph(voice.say(keys::PREDICT_NONE, &[]))]);
    };
    let args = [
        ("date", voice.date(run.date, asker.today).into()),
        ("distance", voice.distance(domain::vocabulary::Sport::Run, run.metres).into()),
        ("time", format_clock(run.seconds).into()),
        ("vdot", voice.number(found.fitness.vdot, 1).into()),
    ];
    let races = found.races.iter().map(|race| line(voice, race)).collect();
    Ok(vec![Reply::paragraph(voice.say(keys::PREDICT_HEAD, &args)).and(Part::List(races))])
}

/// The likely time, and how sure it is.
fn line(voice: Voice, race: &RacePrediction) -> String {
    let name = voice.say(keys::RACE_KIND, &[("kind", kind_word(race.race).into())]);
    let [likely, fastest, slowest] = [race.likely_s, race.fastest_s, race.slowest_s].map(format_clock);
    format!("{name}: {likely} ({fastest} – {slowest})")
}
