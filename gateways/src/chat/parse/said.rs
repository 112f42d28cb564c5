//! What a message asks for, typed.

use domain::{
    member::ProfileField,
    plan::PlanKind,
    vocabulary::{
        BodyPart, FatigueReading, InjurySeverity, Language, Minutes, Profile, RaceKind, RacePriority, Text, Thresholds,
        TimeZoneName, Units, WeekStart, Weekday,
    },
};
use jiff::civil::{Date, Time};
use uuid::Uuid;

use super::{CommandName, LogDraft, Understanding, UsageError};

/// A message as it was heard.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// A command with another bot's name.
    NotForUs,
    Said(Said),
    /// A command of ours whose arguments can't be used.
    Usage(UsageError),
    /// A slash and a word that is no command, and the command that was probably meant.
    UnknownCommand {
        given: String,
        nearest: Option<CommandName>,
    },
}

/// One variant a command, and free text.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    Start {
        referral: Option<Text<64>>,
    },
    Profile,
    Set(Setting),
    Update,
    Log(LogDraft),
    /// Anything that is no command.
    Told(Understanding),
    /// Without a workout, what the chat logged last is meant.
    Undo {
        workouts: Vec<Uuid>,
    },
    Fatigue {
        reading: FatigueReading,
        /// From a button: the day that it asked about.
        asked_on: Option<Date>,
    },
    CheckIn,
    Plan(PlanKind),
    /// A new one in place of what there is.
    NewPlan(PlanKind),
    Today,
    Pending,
    /// Without a session the first of the open ones is meant.
    Done {
        session: Option<SessionReference>,
    },
    Skip {
        session: Option<SessionReference>,
        reason: Option<Text<200>>,
    },
    /// The day is still to be chosen.
    MoveWhere {
        session: SessionReference,
    },
    Move {
        session: SessionReference,
        to: Date,
    },
    Adjust,
    AdjustAccept(Uuid),
    AdjustUndo(Uuid),
    RaceAdd {
        date: Date,
        kind: RaceKind,
        priority: RacePriority,
        name: Text<100>,
    },
    RaceList,
    RaceMove {
        race: RaceReference,
        to: Date,
    },
    RaceCancel {
        race: RaceReference,
    },
    Predict,
    Zones,
    Stats(StatsSpan),
    Form,
    Summary,
    Injury {
        body_part: BodyPart,
        severity: InjurySeverity,
        note: Option<Text<500>>,
    },
    InjuryHealed {
        body_part: BodyPart,
    },
    Remind(Reminder),
    /// Without a choice, the choices are shown.
    Language(Option<Language>),
    Units(Option<Units>),
    TimeZone(Option<TimeZoneName>),
    /// With the code that another gateway gave, or asking for one.
    Link {
        code: Option<Text<32>>,
    },
    Export,
    Forget,
    /// After it was said what goes.
    ForgetConfirmed {
        /// From a button: the day on which it was said.
        asked_on: Option<Date>,
    },
    Help {
        about: Option<CommandName>,
    },
    Cancel,
}

/// What `/set` changes.
#[derive(Debug, Clone, PartialEq)]
pub enum Setting {
    Profile(Box<Profile>),
    Clear(ProfileField),
    Thresholds(Thresholds),
    Language(Language),
    Units(Units),
    TimeZone(TimeZoneName),
    WeekStart(WeekStart),
    /// The days the athlete can train; the minutes of each stay.
    Days(Vec<Weekday>),
    /// Minutes of single days; the other days stay.
    DayMinutes(Vec<(Weekday, Minutes)>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatsSpan {
    Week,
    Month,
    Year,
}

/// A session: by its number among the open ones, from 1, or, from a button, by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionReference {
    Number(u8),
    Id(Uuid),
}

/// A race in the member's list: by its number or by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RaceReference {
    Number(u8),
    Name(Text<100>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminder {
    At(Time),
    Off,
}
