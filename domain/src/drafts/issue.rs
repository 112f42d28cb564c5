//! The way from a request to a plan, or to the reason why there is none.

use super::{
    athlete::Athlete,
    course::Course,
    outline::target_race,
    refusal::Refusal,
    request::{Drafted, Request},
    season,
    week::MadeWeek,
};
use jiff::civil::Date;

use crate::{
    history::{Timeline, days_between, digest, plus_days},
    plan::{ENGINE_VERSION, PlanDraft, PlanKind, RunningOutlook},
    rubric::{self, Report},
    rules::{self, RuleRecord},
    running::{vdot_within_limits, weekly_vdot_gain},
    vocabulary::Sport,
};

/// Weeks of a season that have sessions from the start; later ones are made as they come near.
const WEEKS_MADE: usize = 2;

/// Less than this a week gives a season no rhythm.
const AN_HOUR: u32 = 60;

/// Makes a plan and judges it. What breaks a hard rule or falls short of the rubric's bar is refused.
pub fn draft(request: &Request<'_>) -> Result<Drafted, Refusal> {
    let mut drafted = roll_out(request)?;
    if request.kind == PlanKind::Season {
        keep_near_weeks(&mut drafted);
        drafted.score = rubric::score(&drafted.plan, request.history);
        above_the_bar(&drafted)?;
    }
    Ok(drafted)
}

/// A plan with the sessions of every week, as if all of it were done as planned.
pub fn roll_out(request: &Request<'_>) -> Result<Drafted, Refusal> {
    let athlete = Athlete::of(request.history, request.from);
    refuse_early(request, &athlete)?;
    let made = Course::of(request, &athlete).run(request, &athlete);
    refuse_empty(request, &athlete, &made)?;
    let breach = first_breach(&made);
    let (plan, record) = gather(request, &athlete, made);
    let drafted = Drafted { score: rubric::score(&plan, request.history), plan, record };
    match breach {
        Some(what) => Err(below(&drafted.score, what)),
        None => above_the_bar(&drafted).map(|()| drafted),
    }
}

/// Two decimals are more than anybody can tell apart.
fn outlook(request: &Request<'_>, athlete: &Athlete<'_>) -> Option<RunningOutlook> {
    let rounded = |vdot: f64| vdot_within_limits((vdot * 100.0).round() / 100.0);
    let fitness = &athlete.fitness;
    let weeks = target_race(request).map(|race| f64::from(days_between(request.from, race.date) / 7));
    let gained = weeks.map(|weeks| fitness.vdot.get() + weeks * weekly_vdot_gain(athlete.level));
    athlete.sports.contains(&Sport::Run).then(|| RunningOutlook {
        vdot: rounded(fitness.vdot.get()),
        evidence: fitness.evidence,
        on_race_day: gained.filter(|_| !athlete.hurts()).map(rounded),
    })
}

fn gather(request: &Request<'_>, athlete: &Athlete<'_>, made: Vec<MadeWeek>) -> (PlanDraft, Vec<RuleRecord>) {
    let mut plan = PlanDraft {
        plan_id: request.plan_id,
        kind: request.kind,
        from: request.from,
        engine_version: ENGINE_VERSION.to_owned(),
        inputs_digest: digest(request.history),
        race_id: target_race(request).map(|race| race.race_id),
        running: outlook(request, athlete),
        weeks: Vec::with_capacity(made.len()),
        sessions: Vec::new(),
    };
    let mut record = Vec::new();
    for week in made {
        plan.weeks.push(week.week);
        plan.sessions.extend(week.sessions);
        record.extend(week.record);
    }
    (plan, record)
}

fn keep_near_weeks(drafted: &mut Drafted) {
    let plan = &mut drafted.plan;
    if let Some(far) = plan.weeks.get(WEEKS_MADE).map(|week| week.start) {
        plan.weeks.iter_mut().skip(WEEKS_MADE).for_each(|week| week.made = false);
        plan.sessions.retain(|session| session.date < far);
        drafted.record.retain(|record| record.week < far);
    }
}

fn refuse_early(request: &Request<'_>, athlete: &Athlete<'_>) -> Result<(), Refusal> {
    if let Some(sign) = request.history.emergency() {
        return Err(Refusal::OnHold { sign });
    }
    if athlete.usable_days() == 0 {
        return Err(Refusal::NoUsableDay);
    }
    refuse_too_little(&Timeline::before(request.history, request.from), request.from)?;
    if request.kind == PlanKind::Season { refuse_season(request, athlete) } else { Ok(()) }
}

/// A tenth more than next to nothing is less than one session.
pub(super) fn refuse_too_little(timeline: &Timeline, from: Date) -> Result<(), Refusal> {
    let heaviest = timeline.heaviest_week(from, 3);
    let too_little = rules::allowed_minutes(heaviest).is_some_and(|allowed| allowed < 30);
    if too_little { Err(Refusal::TooLittleToBuildOn { minutes: heaviest }) } else { Ok(()) }
}

/// The first hard rule that a week breaks.
pub(super) fn first_breach(made: &[MadeWeek]) -> Option<String> {
    made.iter().flat_map(|week| &week.breaches).next().map(|breach| breach.what.clone())
}

fn refuse_season(request: &Request<'_>, athlete: &Athlete<'_>) -> Result<(), Refusal> {
    let Some(race) = target_race(request) else { return Ok(()) };
    let needed = season::weeks_needed(race.kind);
    if athlete.usable_days() < 2 && needed > 0 {
        return Err(Refusal::TooFewDays { days: 1, race: race.kind });
    }
    let left = days_between(request.from, race.date) / 7;
    if left < needed {
        return Err(Refusal::TooLateForSeason {
            race: race.kind,
            date: race.date,
            weeks_left: u16::try_from(left).unwrap_or(0),
            weeks_needed: u16::try_from(needed).unwrap_or(0),
            offer: PlanKind::Block,
        });
    }
    Ok(())
}

pub(super) fn refuse_empty(request: &Request<'_>, athlete: &Athlete<'_>, made: &[MadeWeek]) -> Result<(), Refusal> {
    if made.iter().any(|week| !week.sessions.is_empty()) {
        return Ok(());
    }
    let injury = request.history.injuries.iter().max_by_key(|injury| injury.severity).filter(|_| athlete.hurts());
    Err(injury.map_or(Refusal::NothingButRest { ask_again: plus_days(request.from, 3) }, |injury| {
        Refusal::InjuryLeavesNothing { body_part: injury.body_part }
    }))
}

fn above_the_bar(drafted: &Drafted) -> Result<(), Refusal> {
    let heaviest = drafted.plan.weeks.iter().map(|week| week.minutes).max().unwrap_or(0);
    match drafted.plan.kind {
        _ if drafted.score.passes() => Ok(()),
        PlanKind::Season if heaviest < AN_HOUR => Err(Refusal::TooLittleTime { minutes: heaviest }),
        _ => Err(below(&drafted.score, drafted.score.shortcomings())),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a percentage")]
pub(super) fn below(score: &Report, shortcomings: String) -> Refusal {
    Refusal::BelowTheBar { score_percent: (score.score * 100.0).floor() as u8, shortcomings }
}
