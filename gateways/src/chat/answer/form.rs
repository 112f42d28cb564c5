//! `/form`: fitness, fatigue and form as a picture, and what they mean in a sentence.

use domain::history::plus_days;
use pictures::{Look, Theme};
use projections::analytics::{self, Day};

use super::{Answer, up_to_date};
use crate::{
    chat::{
        Asker, ChatError, Desk,
        reply::{Part, Reply, Voice, keys},
    },
    pictures::{Span, form_picture},
};

/// A quarter of a year back, a fortnight ahead.
const BACK_DAYS: i32 = 89;
const AHEAD_DAYS: i32 = 14;

pub(super) async fn form(desk: &Desk, asker: &Asker<'_>) -> Answer {
    up_to_date(desk, "analytics").await?;
    up_to_date(desk, "plans").await?;
    let (pool, member_id) = (&desk.pool, asker.member_id);
    let Some(today) = analytics::days(pool, member_id, asker.today, asker.today).await?.pop() else {
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::FORM_NONE, &[]))]);
    };
    let span = Span { from: plus_days(asker.today, -BACK_DAYS), to: plus_days(asker.today, AHEAD_DAYS) };
    let picture = form_picture(pool, pool, member_id, span, asker.today).await?;
    let look = Look { language: asker.voice.language, units: asker.voice.units, theme: Theme::Light };
    // Drawing takes a while that other conversations need not wait for.
    let png = tokio::task::spawn_blocking(move || picture.draw(look).to_png()).await;
    let png = png.map_err(|error| ChatError::Picture(error.to_string()))?;
    let png = png.map_err(|error| ChatError::Picture(error.to_string()))?;
    Ok(vec![Reply::default().and(Part::Picture { png, caption: meaning(asker.voice, &today) })])
}

fn meaning(voice: Voice, today: &Day) -> String {
    let number = |value: f64| voice.number(value, 0).into();
    let args = [
        ("fatigue", number(today.fatigue)),
        ("fitness", number(today.fitness)),
        ("form", number(today.balance)),
        ("state", state(today).into()),
    ];
    voice.say(keys::FORM_CAPTION, &args)
}

/// The same borders as in the picture (−30, and 5 to 25); between them, above −10 nothing weighs on the athlete.
fn state(today: &Day) -> &'static str {
    match today.balance {
        _ if today.warming_up.is_some() => "warming-up",
        balance if balance < -30.0 => "overload",
        balance if balance < -10.0 => "building",
        balance if balance < 5.0 => "steady",
        balance if balance <= 25.0 => "race-ready",
        _ => "losing",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_means_what_the_picture_shows() {
        let day = |balance, warming_up| Day {
            date: jiff::civil::date(2026, 5, 3),
            load: 0.0,
            method: None,
            fitness: 40.0,
            fatigue: 40.0,
            balance,
            warming_up,
        };
        let states = [-31.0, -20.0, 0.0, 5.0, 25.0, 26.0].map(|balance| state(&day(balance, None)));
        assert_eq!(states, ["overload", "building", "steady", "race-ready", "race-ready", "losing"]);
        assert_eq!(state(&day(10.0, Some(12))), "warming-up");
    }
}
