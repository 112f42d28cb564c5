//! The directory.

use anyhow::Context;
use domain::vocabulary::Role;
use projections::members::{self, Agreement, Filter, Member, Status};
use serde::Serialize;
use sqlx::PgPool;

use super::{fresh, say};
use crate::{cli::Of, subcommand::table::Table};

const PAGE: usize = 500;

/// A member with all that they agreed to.
#[derive(Serialize)]
struct Known {
    #[serde(flatten)]
    member: Member,
    consents: Vec<Agreement>,
}

pub(super) async fn one(pool: &PgPool, of: Of) -> anyhow::Result<()> {
    fresh(pool, "members").await?;
    let member = members::by_id(pool, of.subject).await?;
    let unknown = || format!("there is no member {}; `paceledger show members` lists everybody", of.subject);
    let member = member.with_context(unknown)?;
    let consents = members::agreements(pool, of.subject).await?;
    say(of.json, &Known { member, consents }, told)
}

pub(super) async fn list(pool: &PgPool, role: Option<Role>, json: bool) -> anyhow::Result<()> {
    fresh(pool, "members").await?;
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = members::list(pool, &Filter { role, suspended: None }, after, PAGE).await?;
        all.extend(page.members);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    say(json, &all, |all| {
        let head = ["id", "name", "status", "language", "time zone", "units", "roles", "registered"];
        Table::new(&head, all.iter().map(row)).or("Nobody has registered yet.")
    })
}

fn row(member: &Member) -> Vec<String> {
    vec![
        member.member_id.to_string(),
        member.name.clone().unwrap_or_default(),
        standing(member).to_owned(),
        member.language.clone(),
        member.time_zone.clone(),
        member.units.clone(),
        member.roles.join(", "),
        format!("{:.0}", member.registered_at),
    ]
}

fn standing(member: &Member) -> &'static str {
    match member.status {
        Status::Active => "active",
        Status::Suspended { .. } => "suspended",
    }
}

fn told(known: &Known) -> String {
    let member = &known.member;
    let because = match &member.status {
        Status::Active => String::new(),
        Status::Suspended { because } => format!(": {because}"),
    };
    let identities: Vec<String> =
        member.identities.iter().map(|identity| format!("{}:{}", identity.gateway, identity.external_id)).collect();
    let row = |consent: &Agreement| {
        let to = consent.coach_id.map(|coach| format!(" to {coach}")).unwrap_or_default();
        let ended = consent.withdrawn_at.zip(consent.withdrawn_in);
        vec![
            format!("{}{to}", consent.consent),
            format!("{:.0} (position {})", consent.given_at, consent.given_in),
            ended.map_or_else(|| "holds".to_owned(), |(at, position)| format!("{at:.0} (position {position})")),
        ]
    };
    format!(
        "member      {}\nname        {}\nstatus      {}{because}\nlanguage    {}\ntime zone   {}\nunits       {}\n\
         roles       {}\nidentities  {}\nregistered  {:.0}\n\n{}",
        member.member_id,
        member.name.as_deref().unwrap_or("-"),
        standing(member),
        member.language,
        member.time_zone,
        member.units,
        member.roles.join(", "),
        identities.join(", "),
        member.registered_at,
        Table::new(&["consent", "given", "withdrawn"], known.consents.iter().map(row)).or("No consent was ever given.")
    )
}
