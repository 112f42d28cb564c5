//! Fitness and form as they were, and as they will be if the plan is kept.

use std::collections::BTreeMap;

use domain::{
    history::plus_days,
    load::{FATIGUE_GAIN, FITNESS_GAIN, Form, WARM_UP_DAYS},
};
use jiff::civil::Date;
use pictures::{FormPicture, FormPoint};
use projections::{
    analytics::{self, Day},
    plans::{self, PlannedSession, State},
};
use sqlx::PgPool;
use uuid::Uuid;

use super::Span;

/// The days of a span; those after `today` as far as something is planned. What was done and what is planned are two
/// read models, each of which may be asked as it was.
pub async fn form_picture(
    done: &PgPool,
    planned: &PgPool,
    member_id: Uuid,
    span: Span,
    today: Date,
) -> Result<FormPicture, sqlx::Error> {
    let done = analytics::days(done, member_id, span.from.min(today), span.to.min(today)).await?;
    let mut days: Vec<FormPoint> = done.iter().filter(|day| day.date >= span.from).map(point).collect();
    if span.to > today {
        let planned = planned_loads(planned, member_id, today, span.to).await?;
        days.extend(ahead(done.last(), &planned, today).into_iter().filter(|point| point.date >= span.from));
    }
    Ok(FormPicture { today, days })
}

/// What is still to be done of each day, from today on.
async fn planned_loads(
    pool: &PgPool,
    member_id: Uuid,
    today: Date,
    to: Date,
) -> Result<BTreeMap<Date, f64>, sqlx::Error> {
    let sessions = plans::agenda(pool, member_id, today, to, today).await?;
    let mut loads = BTreeMap::new();
    for planned in sessions.iter().filter(|planned| is_open(planned)) {
        *loads.entry(planned.session.date).or_insert(0.0) += planned.session.load();
    }
    Ok(loads)
}

fn is_open(planned: &PlannedSession) -> bool {
    matches!(planned.state, State::Planned | State::Moved)
}

/// From today's end, by the planner's own formula, up to the last day with a session.
fn ahead(last: Option<&Day>, planned: &BTreeMap<Date, f64>, today: Date) -> Vec<FormPoint> {
    let Some(end) = planned.keys().next_back() else { return Vec::new() };
    let load = |date: Date| planned.get(&date).copied().unwrap_or(0.0);
    let mut form = last.map_or_else(Form::default, form_of);
    // What today still asks for is added to what today already counts.
    form.fitness += load(today) * FITNESS_GAIN;
    form.fatigue += load(today) * FATIGUE_GAIN;
    let mut points = Vec::new();
    let mut date = plus_days(today, 1);
    while date <= *end {
        form = form.advance(load(date));
        let Form { fitness, fatigue, balance, .. } = form;
        points.push(FormPoint { date, fitness, fatigue, balance, warming_up: form.warming_up() });
        date = plus_days(date, 1);
    }
    points
}

fn form_of(day: &Day) -> Form {
    let Day { fitness, fatigue, balance, warming_up, .. } = *day;
    Form { fitness, fatigue, balance, days: warming_up.unwrap_or(WARM_UP_DAYS + 1) }
}

fn point(day: &Day) -> FormPoint {
    let Day { date, fitness, fatigue, balance, warming_up, .. } = *day;
    FormPoint { date, fitness, fatigue, balance, warming_up }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::load::FormSeries;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 5, 4);

    fn on(days: i32) -> Date {
        plus_days(TODAY, days)
    }

    /// Sixty days of training, a rest day every seventh.
    fn done() -> BTreeMap<Date, f64> {
        (-59..=0).map(|n| (on(n), if n % 7 == 0 { 0.0 } else { 60.0 + f64::from(n) })).collect()
    }

    #[test]
    fn the_plan_ahead_is_the_form_of_an_athlete_who_keeps_to_it() {
        let planned = BTreeMap::from([(TODAY, 40.0), (on(1), 80.0), (on(4), 100.0)]);
        let mut kept = done();
        planned.iter().for_each(|(date, load)| *kept.entry(*date).or_default() += load);
        let before = FormSeries::new(&done(), TODAY);
        let last = before.days().last().map(|day| Day {
            date: day.date,
            load: day.load,
            method: None,
            fitness: day.form.fitness,
            fatigue: day.form.fatigue,
            balance: day.form.balance,
            warming_up: day.form.warming_up(),
        });
        let points = ahead(last.as_ref(), &planned, TODAY);
        let expected = FormSeries::new(&kept, on(4));
        let expected: Vec<_> = expected.days().iter().filter(|day| day.date > TODAY).collect();
        assert_eq!(points.len(), 4);
        for (point, day) in points.iter().zip(expected) {
            assert_eq!(point.date, day.date);
            assert!((point.fitness - day.form.fitness).abs() < 1e-9, "{point:?} {day:?}");
            assert!((point.fatigue - day.form.fatigue).abs() < 1e-9 && (point.balance - day.form.balance).abs() < 1e-9);
        }
    }

    #[test]
    fn without_a_plan_nothing_lies_ahead_and_without_training_it_begins_with_the_plan() {
        assert!(ahead(None, &BTreeMap::new(), TODAY).is_empty());
        let first = ahead(None, &BTreeMap::from([(on(1), 50.0)]), TODAY);
        assert_eq!(first.iter().map(|point| point.warming_up).collect::<Vec<_>>(), [Some(1)]);
    }
}
