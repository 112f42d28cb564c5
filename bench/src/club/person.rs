//! What an athlete tells of themselves: who they are, what they can do, what hurts, what they train for.

use domain::{
    Command,
    identity::{Identity, IdentityCommand},
    ledger::{Actor, Addressed},
    member::{Asker, InjuryReport, MemberCommand},
    vocabulary::{
        BodyPart, Ftp, InjurySeverity, Language, Level, MaxHeartRate, Minutes, Profile, Race, RaceKind, RacePriority,
        RestingHeartRate, SessionsPerWeek, Sex, Text, ThresholdHeartRate, Thresholds, Units, Vdot,
    },
};
use jiff::{Timestamp, civil::Date};

use super::{
    athlete::{Athlete, DatedRace},
    diary::Stream,
    facts::moment,
};
use crate::Error;

const THRESHOLDS_EVERY: u32 = 9;
/// From one race to the next, and how long before the race it stands in the calendar.
const RACE_EVERY: u32 = 26;
const RACE_AHEAD: i32 = 10 * 7;

impl Athlete {
    /// Becomes a member, through a chat.
    pub(super) fn join(&mut self, monday: Date) -> Result<(), Error> {
        let sent_at = moment(monday, 2, 0)?;
        let language = self.chance.pick(Language::ALL).unwrap_or(Language::English);
        let name = Text::try_new(&format!("Athlete {}", self.number)).ok();
        let (time_zone, units, referral) = (self.zone().clone(), Units::Metric, None);
        self.ask(MemberCommand::Register { language, time_zone, units, name, referral }, sent_at);
        let (gateway, external_id) = ("telegram".parse(), self.diary.chat.to_string().parse());
        if let (Ok(gateway), Ok(external_id)) = (gateway, external_id) {
            let (mut stream, command) =
                (Stream::<Identity>::default(), IdentityCommand::Claim { gateway, external_id });
            let asked = Addressed {
                subject: self.diary.member,
                actor: Actor::Member(self.diary.member),
                sent_at,
                command: command.clone(),
            };
            let decided = stream.state.decide(asked);
            self.diary.note(&mut stream, sent_at, Command::Identity(command), decided);
        }
        let profile = Profile {
            birth_year: i16::try_from(self.chance.between(1960, 2004)).ok(),
            sex: self.chance.pick(&[Sex::Female, Sex::Male]),
            level: self.chance.pick(Level::ALL),
            sports: Some(self.sports.to_vec()),
            weekly_volume: Minutes::try_new(u16::try_from(self.chance.between(240, 480)).unwrap_or(300)).ok(),
            sessions_per_week: SessionsPerWeek::try_new(6).ok(),
            ..Profile::default()
        };
        self.ask(MemberCommand::ChangeProfile { set: Box::new(profile), clear: vec![] }, sent_at);
        Ok(())
    }

    /// What changes from week to week.
    pub(super) fn go_on(&mut self, week: u32, monday: Date) -> Result<(), Error> {
        let sent_at = moment(monday, 2, 30)?;
        let own = u32::try_from(self.number % u64::from(RACE_EVERY)).unwrap_or_default();
        if week.is_multiple_of(THRESHOLDS_EVERY) {
            self.measure(monday, sent_at);
        }
        if (week + own).is_multiple_of(RACE_EVERY) && self.race.is_none() {
            self.enter_race(monday, sent_at);
        }
        match self.injury {
            Some((injury_id, healed)) if healed <= week => {
                self.ask(MemberCommand::ResolveInjury { injury_id, date: monday }, sent_at);
                self.injury = None;
            }
            None if self.chance.percent(2) => self.hurt(week, monday, sent_at),
            _ => {}
        }
        Ok(())
    }

    fn measure(&mut self, effective: Date, sent_at: Timestamp) {
        let max = self.can.max_heart_rate;
        self.can.ftp = (self.can.ftp + u16::try_from(self.chance.below(8)).unwrap_or_default()).min(380);
        self.can.easy_pace = self.can.easy_pace.saturating_sub(self.chance.below(3)).max(250);
        let thresholds = Thresholds {
            ftp: Ftp::try_new(self.can.ftp).ok(),
            threshold_heart_rate: ThresholdHeartRate::try_new(max - 18).ok(),
            max_heart_rate: MaxHeartRate::try_new(max).ok(),
            resting_heart_rate: RestingHeartRate::try_new(50).ok(),
            swim_pace: None,
            vdot: Vdot::try_new(f64::from(18_000 / self.can.easy_pace)).ok(),
        };
        self.ask(MemberCommand::ChangeThresholds { effective, thresholds }, sent_at);
    }

    fn enter_race(&mut self, monday: Date, sent_at: Timestamp) {
        let races = [(RaceKind::FiveKm, 5_000), (RaceKind::TenKm, 10_000), (RaceKind::HalfMarathon, 21_100)];
        let (race_id, picked) = (self.new_id(), self.chance.pick(&races));
        let (kind, metres) = picked.unwrap_or((RaceKind::TenKm, 10_000));
        let date = domain::history::plus_days(monday, RACE_AHEAD + 6);
        let name = format!("{kind} by the river");
        let race = Race { race_id, date, kind, priority: RacePriority::B, name, target_time_s: None };
        if self.ask(MemberCommand::AddRace { race }, sent_at) {
            self.race = Some(DatedRace { race_id, date, kind, metres });
        }
    }

    fn hurt(&mut self, week: u32, date: Date, sent_at: Timestamp) {
        let Some(body_part) = self.chance.pick(&[BodyPart::Calf, BodyPart::Knee, BodyPart::Shoulder]) else { return };
        let Ok(severity) = InjurySeverity::try_new(u8::try_from(self.chance.between(1, 4)).unwrap_or(2)) else {
            return;
        };
        let injury_id = self.new_id();
        let injury = InjuryReport { injury_id, body_part, severity, signs: vec![], note: None, date };
        if self.ask(MemberCommand::ReportInjury { injury }, sent_at) {
            self.injury = Some((injury_id, week + self.chance.between(1, 4)));
        }
    }

    fn ask(&mut self, command: MemberCommand, sent_at: Timestamp) -> bool {
        let asked = Addressed {
            subject: self.diary.member,
            actor: Actor::Member(self.diary.member),
            sent_at,
            command: command.clone(),
        };
        let decided = self.member.state.decide(asked, &Asker::default());
        self.diary.note(&mut self.member, sent_at, Command::Member(command), decided)
    }
}
