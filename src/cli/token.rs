//! Who may use the HTTP API.

use clap::Subcommand;
use domain::vocabulary::{Role, Scope};
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    /// Makes a token and shows it, once
    #[command(
        after_help = "Examples:\n  paceledger token create watch --member 5ed26048-8092-5028-a208-ce118ad13b05\n  \
                      paceledger token create dashboard --role analyst --scope read --days 30"
    )]
    Create {
        /// What the token is for, in your own words
        label: String,
        /// The member that it speaks for; without one it is a program's own
        #[arg(long, required_unless_present = "roles")]
        member: Option<Uuid>,
        /// athlete, coach, analyst, auditor, admin or owner; may be given several times. A member's token is good only for
        /// those that the member has [default: all]
        #[arg(long = "role", value_name = "ROLE")]
        roles: Vec<Role>,
        /// read, write or identities; may be given several times
        #[arg(long = "scope", value_name = "SCOPE", default_values = ["read", "write"])]
        scopes: Vec<Scope>,
        /// How long it is good
        #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=3650))]
        days: u16,
        #[arg(long)]
        json: bool,
    },
    /// Every token, without its secret
    #[command(after_help = "Example:\n  paceledger token list --json")]
    List {
        #[arg(long)]
        json: bool,
    },
    /// Shuts a token out for ever, within a second
    #[command(after_help = "Example:\n  paceledger token revoke 0f1e2d3c4b5a6978")]
    Revoke {
        /// What stands before the dot
        id: String,
    },
}
