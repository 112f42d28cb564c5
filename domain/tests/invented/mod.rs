//! Athletes that nobody ever met: every sport, level, week and history that the planner may be asked about.
//! The same number gives the same athlete, so a plan that fails can be looked at again.

use domain::{
    care::Sign,
    drafts::Request,
    history::{AthleteHistory, DoneWorkout, Effort, OpenInjury, Reading, plus_days},
    plan::PlanKind,
    vocabulary::{
        Availability, BodyPart, DayAvailability, Ftp, Level, Minutes, PainSign, Profile, Race, RaceKind, RacePriority,
        Readiness, SessionsPerWeek, Sport, SwimPace, ThresholdHeartRate, Thresholds, Vdot, Weekday, WeekdaySet,
    },
};
use jiff::civil::{Date, date};
use uuid::Uuid;

/// SplitMix64 (G. Steele and others 2014): small, and the same everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Self(seed);
        Self(dice.next() ^ dice.next().rotate_left(32))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.next() % u64::try_from(high - low + 1).unwrap()).unwrap()
    }

    pub(crate) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    pub(crate) fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[usize::try_from(self.between(0, i64::try_from(list.len()).unwrap() - 1)).unwrap()].clone()
    }

    fn uuid(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.next(), self.next())
    }
}

pub(crate) struct Invented {
    pub(crate) history: AthleteHistory,
    pub(crate) kind: PlanKind,
    pub(crate) from: Date,
    pub(crate) plan_id: Uuid,
    pub(crate) goal: Option<RaceKind>,
}

impl Invented {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let from = plus_days(date(2026, 1, 1), i32::try_from(dice.between(0, 729)).unwrap());
        let kind = match dice.between(1, 10) {
            1..=4 => PlanKind::Week,
            5..=7 => PlanKind::Block,
            _ => PlanKind::Season,
        };
        let mut history = AthleteHistory { profile: profile(&mut dice), ..AthleteHistory::default() };
        train(&mut dice, &mut history, from);
        thresholds(&mut dice, &mut history, from);
        signals(&mut dice, &mut history, from);
        races(&mut dice, &mut history, from);
        signs(seed, &mut history);
        let goal = dice.chance(50).then(|| dice.pick(RaceKind::ALL));
        Self { history, kind, from, plan_id: dice.uuid(), goal }
    }

    pub(crate) fn request(&self) -> Request<'_> {
        Request { plan_id: self.plan_id, history: &self.history, kind: self.kind, from: self.from, goal: self.goal }
    }
}

fn profile(dice: &mut Dice) -> Profile {
    let sports = dice.pick(&[
        None,
        Some(vec![Sport::Swim, Sport::Bike, Sport::Run]),
        Some(vec![Sport::Run]),
        Some(vec![Sport::Run]),
        Some(vec![Sport::Bike]),
        Some(vec![Sport::Swim]),
        Some(vec![Sport::Bike, Sport::Run]),
        Some(vec![Sport::Swim, Sport::Run]),
    ]);
    let day = |dice: &mut Dice| dice.chance(30).then(|| dice.pick(Weekday::ALL));
    Profile {
        level: dice.chance(85).then(|| dice.pick(Level::ALL)),
        birth_year: dice.chance(70).then(|| i16::try_from(dice.between(1945, 2010)).unwrap()),
        weekly_volume: dice
            .chance(40)
            .then(|| Minutes::try_new(u16::try_from(dice.between(30, 1200)).unwrap()).unwrap()),
        sessions_per_week: dice
            .chance(40)
            .then(|| SessionsPerWeek::try_new(u8::try_from(dice.between(2, 7)).unwrap()).unwrap()),
        availability: dice.chance(60).then(|| availability(dice, sports.as_deref())),
        swim_days: dice.chance(30).then(|| WeekdaySet::new((0..dice.between(0, 4)).map(|_| dice.pick(Weekday::ALL)))),
        vo2_day: day(dice),
        long_ride_day: day(dice),
        long_run_day: day(dice),
        no_long_run_day: day(dice),
        sports,
        ..Profile::default()
    }
}

/// Two to seven days, from 20 minutes up, now and then with only some sports.
fn availability(dice: &mut Dice, sports: Option<&[Sport]>) -> Availability {
    let count = dice.between(2, 7);
    let mut days: Vec<Weekday> = Weekday::ALL.to_vec();
    while i64::try_from(days.len()).unwrap() > count {
        let out = usize::try_from(dice.between(0, i64::try_from(days.len()).unwrap() - 1)).unwrap();
        days.remove(out);
    }
    let limited = dice.chance(60);
    let entries: Vec<DayAvailability> = days
        .into_iter()
        .map(|day| DayAvailability {
            day,
            minutes: (limited && dice.chance(80))
                .then(|| Minutes::try_new(u16::try_from(dice.between(4, 30)).unwrap() * 5).unwrap()),
            sports: match sports {
                Some(sports) if dice.chance(10) => sports.to_vec(),
                _ if dice.chance(8) => vec![dice.pick(&Sport::TRIATHLON)],
                _ => vec![],
            },
        })
        .collect();
    Availability::new(entries)
}

/// From nothing to 20 hours a week over up to a year, with breaks, ups and downs.
fn train(dice: &mut Dice, history: &mut AthleteHistory, from: Date) {
    let weeks = dice.pick(&[0, 0, 1, 2, 4, 8, 12, 26, 52]);
    let minutes_a_week = dice.pick(&[40, 90, 150, 240, 240, 360, 360, 480, 600, 800, 1000, 1200]);
    let gap = if dice.chance(15) { dice.between(5, 60) } else { 0 };
    let sports = history.sports();
    let per_week = dice.between(2, 7);
    let wild = dice.chance(15);
    for week in 0..weeks {
        let spread = if wild { dice.between(0, 200) } else { dice.between(80, 115) };
        for _ in 0..per_week {
            let back = i32::try_from(week * 7 + dice.between(1, 7) + gap).unwrap();
            let minutes = (minutes_a_week * spread / 100 / per_week).clamp(0, 600);
            if minutes < 10 {
                continue;
            }
            workout(dice, history, plus_days(from, -back), &sports, u16::try_from(minutes).unwrap());
        }
    }
}

fn workout(dice: &mut Dice, history: &mut AthleteHistory, date: Date, sports: &[Sport], minutes: u16) {
    let minutes = minutes.saturating_add(u16::try_from(dice.between(0, 20)).unwrap());
    let sport = dice.pick(sports);
    let effort = match dice.between(1, 100) {
        1..=18 => Effort::Hard,
        19 => Effort::Race,
        _ => Effort::Easy,
    };
    let per_hour = if effort == Effort::Easy { 45.0 } else { 65.0 };
    let metres = u32::from(minutes) * u32::try_from(dice.between(150, 210)).unwrap();
    history.put_workout(DoneWorkout {
        workout_id: dice.uuid(),
        date,
        sport,
        minutes,
        metres: (sport == Sport::Run && dice.chance(90)).then_some(metres),
        effort,
        load: f64::from(minutes) / 60.0 * per_hour,
        result_s: (sport == Sport::Run && effort != Effort::Easy).then(|| u32::from(minutes) * 60),
    });
}

fn thresholds(dice: &mut Dice, history: &mut AthleteHistory, from: Date) {
    for days in [400, 60, 10, -5] {
        if dice.chance(40) {
            let set = Thresholds {
                ftp: dice.chance(60).then(|| Ftp::try_new(u16::try_from(dice.between(120, 400)).unwrap()).unwrap()),
                threshold_heart_rate: dice
                    .chance(50)
                    .then(|| ThresholdHeartRate::try_new(u8::try_from(dice.between(140, 190)).unwrap()).unwrap()),
                swim_pace: dice
                    .chance(50)
                    .then(|| SwimPace::try_new(u16::try_from(dice.between(75, 180)).unwrap()).unwrap()),
                vdot: dice
                    .chance(60)
                    .then(|| Vdot::try_new(f64::from(i32::try_from(dice.between(25, 70)).unwrap())).unwrap()),
                ..Thresholds::default()
            };
            history.set_thresholds(plus_days(from, -days), set);
        }
    }
}

fn signals(dice: &mut Dice, history: &mut AthleteHistory, from: Date) {
    for back in 0..5 {
        if dice.chance(30) {
            let readiness =
                dice.chance(80).then(|| Readiness::try_new(u8::try_from(dice.between(1, 5)).unwrap()).unwrap());
            history.readings.insert(plus_days(from, -back), Reading { readiness, ill: dice.chance(8) });
        }
    }
    for _ in 0..2 {
        if dice.chance(10) {
            history.injuries.push(OpenInjury {
                injury_id: dice.uuid(),
                body_part: dice.pick(BodyPart::ALL),
                severity: u8::try_from(dice.between(0, 10)).unwrap(),
                signs: if dice.chance(10) { vec![dice.pick(PainSign::ALL)] } else { vec![] },
            });
        }
    }
}

/// Now and then something that a clinician should look at. From dice of its own: the others fall as they always did.
fn signs(seed: u64, history: &mut AthleteHistory) {
    let mut dice = Dice::new(!seed);
    if dice.chance(2) {
        history.signs.insert(dice.pick(&[Sign::Dizziness, Sign::Fever, Sign::LongPain, Sign::Pregnancy]));
    }
}

fn races(dice: &mut Dice, history: &mut AthleteHistory, from: Date) {
    for _ in 0..dice.pick(&[0, 1, 1, 1, 2, 3]) {
        history.put_race(Race {
            race_id: dice.uuid(),
            date: plus_days(from, i32::try_from(dice.between(-20, 365)).unwrap()),
            kind: dice.pick(RaceKind::ALL),
            priority: dice.pick(&[RacePriority::A, RacePriority::A, RacePriority::B, RacePriority::C]),
            name: "Invented race".to_owned(),
            target_time_s: None,
        });
    }
}
