//! Questions about one member's training, and about the platform.

use clap::{Args, Subcommand, ValueEnum};
use domain::vocabulary::{Role, WeekStart};
use jiff::civil::Date;
use projections::analytics::Period;
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub(crate) enum Show {
    /// What is planned for today, and what of it is done
    #[command(after_help = "Example:\n  paceledger show today 5ed26048-8092-5028-a208-ce118ad13b05")]
    Today(Of),
    /// The sessions of this week, from the day with which the member's weeks begin
    #[command(after_help = "Example:\n  paceledger show week 5ed26048-8092-5028-a208-ce118ad13b05 --on 2026-03-18")]
    Week(Of),
    /// The sessions of a span of days [default: four weeks from today]
    #[command(
        after_help = "Example:\n  paceledger show calendar 5ed26048-8092-5028-a208-ce118ad13b05 --from 2026-03-01 --to 2026-03-31"
    )]
    Calendar(Over),
    /// What waits to be done or answered for: missed in the last seven days, planned for the next seven
    #[command(after_help = "Example:\n  paceledger show pending 5ed26048-8092-5028-a208-ce118ad13b05")]
    Pending(Of),
    /// How well a span of days kept to the plan [default: the last four weeks]
    #[command(
        after_help = "Example:\n  paceledger show adherence 5ed26048-8092-5028-a208-ce118ad13b05 --from 2026-03-01 --to 2026-03-31"
    )]
    Adherence(Over),
    /// All plans, newest first
    #[command(after_help = "Example:\n  paceledger show plans 5ed26048-8092-5028-a208-ce118ad13b05")]
    Plans(Of),
    /// The last workouts, newest first
    #[command(after_help = "Example:\n  paceledger show workouts 5ed26048-8092-5028-a208-ce118ad13b05 --limit 10")]
    Workouts {
        #[command(flatten)]
        of: Of,
        /// How many
        #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1000))]
        limit: u16,
    },
    /// Load, fitness, fatigue and form, day by day [default: the last two weeks]
    #[command(after_help = "Example:\n  paceledger show form 5ed26048-8092-5028-a208-ce118ad13b05 --from 2026-01-01")]
    Form(Over),
    /// How much of each sport, by week, month or year [default: the last twelve weeks]
    #[command(
        after_help = "Example:\n  paceledger show totals 5ed26048-8092-5028-a208-ce118ad13b05 --by month --from 2025-01-01"
    )]
    Totals {
        #[command(flatten)]
        over: Over,
        #[arg(long, value_enum, default_value = "week")]
        by: By,
    },
    /// The longest and best efforts [default: ever]
    #[command(after_help = "Example:\n  paceledger show bests 5ed26048-8092-5028-a208-ce118ad13b05 --from 2026-01-01")]
    Bests(Over),
    /// Running fitness, every seven days [default: the last twelve weeks]
    #[command(after_help = "Example:\n  paceledger show vdot 5ed26048-8092-5028-a208-ce118ad13b05 --from 2025-06-01")]
    Vdot(Over),
    /// What to expect over 5 km, 10 km, the half marathon and the marathon
    #[command(after_help = "Example:\n  paceledger show predictions 5ed26048-8092-5028-a208-ce118ad13b05")]
    Predictions(Of),
    /// The last two weeks against the two before
    #[command(after_help = "Example:\n  paceledger show progress 5ed26048-8092-5028-a208-ce118ad13b05")]
    Progress(Of),
    /// What changed most this month against the last one, in sentences
    #[command(after_help = "Example:\n  paceledger show insight 5ed26048-8092-5028-a208-ce118ad13b05 --on 2026-03-31")]
    Insight(Of),
    /// Who a member is: standing, roles, identities, and every consent from its giving to its withdrawal
    #[command(after_help = "Example:\n  paceledger show member 5ed26048-8092-5028-a208-ce118ad13b05")]
    Member(Of),
    /// Everybody, in order of registration
    #[command(after_help = "Example:\n  paceledger show members --role coach")]
    Members {
        /// Only those who hold this role
        #[arg(long)]
        role: Option<Role>,
        /// For a program to read
        #[arg(long)]
        json: bool,
    },
    /// The platform's own figures: who was active lately, and what happened each day
    #[command(after_help = "Example:\n  paceledger show platform --json")]
    Platform {
        /// For a program to read
        #[arg(long)]
        json: bool,
    },
}

/// About whom, and when.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Of {
    /// The member's id; `paceledger show members` lists them
    pub subject: Uuid,
    /// The day that counts as today [default: today, where the member lives]
    #[arg(long, value_name = "DAY")]
    pub on: Option<Date>,
    /// For a program to read
    #[arg(long)]
    pub json: bool,
}

/// The same over a span of days.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Over {
    #[command(flatten)]
    pub of: Of,
    #[command(flatten)]
    pub days: Days,
}

#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Days {
    /// The first day
    #[arg(long, value_name = "DAY")]
    pub from: Option<Date>,
    /// The last day
    #[arg(long, value_name = "DAY")]
    pub to: Option<Date>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum By {
    Week,
    Month,
    Year,
}

impl By {
    pub(crate) const fn period(self, week_start: WeekStart) -> Period {
        match self {
            Self::Week => Period::Week(week_start),
            Self::Month => Period::Month,
            Self::Year => Period::Year,
        }
    }
}
