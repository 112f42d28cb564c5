//! Pictures and the calendar.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use uuid::Uuid;

use super::Days;

#[derive(Debug, Args)]
pub(crate) struct PictureArgs {
    /// What is drawn
    #[arg(value_enum)]
    pub what: What,
    /// The member's id; `paceledger show members` lists them
    pub subject: Uuid,
    /// The file to write, FILE.svg or FILE.png
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// For which background
    #[arg(long, value_enum, default_value = "light")]
    pub theme: Background,
    /// Volume in kilometres or miles instead of hours
    #[arg(long)]
    pub distance: bool,
    /// The day that counts as today [default: today, where the member lives]
    #[arg(long, value_name = "DAY")]
    pub on: Option<Date>,
    #[command(flatten)]
    pub days: Days,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// Fitness, fatigue and form, with the plan ahead [default: twelve weeks back, four ahead]
    Form,
    /// How much of each sport, week by week [default: the last twelve weeks]
    Volume,
    /// Time in each zone [default: the last four weeks]
    Zones,
    /// What races and hard runs were worth [default: the last year]
    Vdot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Background {
    Light,
    Dark,
}

#[derive(Debug, Args)]
pub(crate) struct CalendarArgs {
    /// The member's id; `paceledger show members` lists them
    pub subject: Uuid,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The day that counts as today [default: today, where the member lives]
    #[arg(long, value_name = "DAY")]
    pub on: Option<Date>,
}
