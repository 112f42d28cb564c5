//! How many minutes a week gets.

use super::{
    athlete::{Athlete, SHORTEST_MINUTES},
    comeback,
    outline::WeekOutline,
    side_race,
};
use crate::{
    history::{Timeline, plus_days},
    plan::Phase,
    rules::allowed_minutes,
    vocabulary::{Level, Minutes},
};

/// Loading weeks grow by a twentieth, well under the tenth that the rules allow and the 8 % that a season allows.
const GROWTH: f64 = 1.05;
/// A light week: 60–80 % of the heaviest of the last three.
const DELOAD: f64 = 0.70;
/// The last weeks before a race within which "the heaviest recent week" is looked for.
const RECENT_WEEKS: i32 = 6;
/// After a race, until recovered.
const RECOVERY: f64 = 0.5;

/// Minutes for a week of this outline after these days, at least one short session, at most what rule 6 lets pass.
pub(super) fn target(athlete: &Athlete<'_>, timeline: &Timeline, week: &WeekOutline) -> u32 {
    let full = full_week(athlete, timeline, week);
    let share = f64::from(week.days) / 7.0 * side_race::share(week);
    let cap = allowed_minutes(timeline.heaviest_week(week.start, 3));
    let minutes = whole(full * share).max(u32::from(SHORTEST_MINUTES));
    cap.map_or(minutes, |cap| minutes.min(cap))
}

fn full_week(athlete: &Athlete<'_>, timeline: &Timeline, week: &WeekOutline) -> f64 {
    let heaviest = timeline.heaviest_week(week.start, 3);
    match week.phase {
        Phase::Taper | Phase::Race => f64::from(before_taper(athlete, timeline, week)) * week.share,
        Phase::Comeback => before_break(athlete, timeline, week) * week.share,
        _ if heaviest == 0 => start(athlete),
        Phase::Recovery => f64::from(heaviest) * RECOVERY,
        _ if week.deload => f64::from(heaviest) * DELOAD,
        Phase::Peak => f64::from(heaviest) * week.share,
        _ => grown(athlete, heaviest) * week.share,
    }
}

/// Grows until the volume that this athlete can do justice to; whoever does more already stays there.
fn grown(athlete: &Athlete<'_>, heaviest: u32) -> f64 {
    let heaviest = f64::from(heaviest);
    (heaviest * GROWTH).min(ceiling(athlete)).max(heaviest)
}

/// What a week was before the break, or would be for an athlete without a log.
fn before_break(athlete: &Athlete<'_>, timeline: &Timeline, week: &WeekOutline) -> f64 {
    match comeback::usual_week(timeline, week.start) {
        0 => start(athlete),
        usual => f64::from(usual),
    }
}

fn before_taper(athlete: &Athlete<'_>, timeline: &Timeline, week: &WeekOutline) -> u32 {
    let taper_start = week.race_date.map_or(week.start, |race| plus_days(race, -13)).min(week.start);
    match timeline.heaviest_week(taper_start, RECENT_WEEKS) {
        0 => whole(start(athlete)),
        heaviest => heaviest,
    }
}

/// What an athlete without a log begins with: what they say they do, or what is usual at their level.
pub(super) fn start(athlete: &Athlete<'_>) -> f64 {
    let usual = usual_start(athlete);
    let said = athlete.history.profile.weekly_volume.map(Minutes::get).map(f64::from);
    said.map_or(usual, |minutes| minutes.clamp(30.0, ceiling(athlete)))
}

fn usual_start(athlete: &Athlete<'_>) -> f64 {
    match (athlete.is_triathlete(), athlete.history.profile.level) {
        (true, None) => 550.0,
        (true, Some(level)) => [270.0, 420.0, 600.0][level as usize],
        (false, level) => [150.0, 240.0, 360.0][level.unwrap_or(Level::Intermediate) as usize],
    }
}

fn ceiling(athlete: &Athlete<'_>) -> f64 {
    let by_level = if athlete.is_triathlete() { [420.0, 660.0, 900.0] } else { [270.0, 420.0, 600.0] };
    by_level[athlete.level as usize]
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a week, never negative")]
fn whole(minutes: f64) -> u32 {
    minutes.max(0.0) as u32
}
