//! `/race`: the member's races.

use domain::{
    Command,
    ledger::Rejection,
    member::{MemberCommand, MemberError},
    vocabulary::{Race, RaceKind, RacePriority, Text},
};
use jiff::civil::Date;

use super::{Answer, id_from, rejected};
use crate::chat::{
    Asker, Desk,
    parse::RaceReference,
    reply::{Part, Reply, keys},
};

pub(super) async fn add(
    desk: &Desk,
    asker: &Asker<'_>,
    date: Date,
    kind: RaceKind,
    priority: RacePriority,
    name: Text<100>,
) -> Answer {
    let race_id = id_from(asker, "race");
    let race = Race { race_id, date, kind, priority, name: name.into(), target_time_s: None };
    change(desk, asker, "added", &race, MemberCommand::AddRace { race: race.clone() }).await
}

pub(super) fn list(asker: &Asker<'_>) -> Answer {
    let races = ahead(asker);
    if races.is_empty() {
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::RACES_NONE, &[]))]);
    }
    let lines = races.iter().enumerate().map(|(number, race)| {
        let days = domain::history::days_between(asker.today, race.date);
        let left = asker.voice.say(keys::RACE_IN, &[("days", days.into())]);
        format!("{}. {} · {left}", number + 1, line(asker, race))
    });
    // Their numbers are what they are called by; a list would put marks before them.
    let lines: Vec<String> = lines.collect();
    Ok(vec![Reply::paragraph(asker.voice.say(keys::RACES_HEAD, &[])).and(Part::Paragraph(lines.join("\n")))])
}

pub(super) async fn move_to(desk: &Desk, asker: &Asker<'_>, race: &RaceReference, to: Date) -> Answer {
    let Some(race) = find(asker, race) else { return no_such_race(asker) };
    let moved = Race { date: to, ..race.clone() };
    change(desk, asker, "moved", &moved, MemberCommand::MoveRace { race_id: race.race_id, date: to }).await
}

pub(super) async fn cancel(desk: &Desk, asker: &Asker<'_>, race: &RaceReference) -> Answer {
    let Some(race) = find(asker, race) else { return no_such_race(asker) };
    change(desk, asker, "cancelled", race, MemberCommand::CancelRace { race_id: race.race_id }).await
}

async fn change(desk: &Desk, asker: &Asker<'_>, change: &'static str, race: &Race, command: MemberCommand) -> Answer {
    let reply = match desk.order(asker, "race", Command::Member(command)).await? {
        Err(rejection) => rejected(asker.voice, &rejection),
        Ok(_) => {
            let args = [("change", change.into()), ("race", line(asker, race).into())];
            Reply::paragraph(asker.voice.say(keys::RACE_CHANGED, &args))
        }
    };
    Ok(vec![reply])
}

/// What is over is no part of the list, nor of its numbers.
fn ahead<'a>(asker: &Asker<'a>) -> Vec<&'a Race> {
    asker.member.races().into_iter().filter(|race| race.date >= asker.today).collect()
}

fn find<'a>(asker: &Asker<'a>, reference: &RaceReference) -> Option<&'a Race> {
    let races = ahead(asker);
    match reference {
        RaceReference::Number(number) => races.get(usize::from(*number).checked_sub(1)?).copied(),
        RaceReference::Name(name) => {
            let wanted = name.as_str().to_lowercase();
            let is = |race: &&Race| race.name.to_lowercase() == wanted;
            let has = |race: &&Race| race.name.to_lowercase().contains(&wanted);
            races.iter().copied().find(is).or_else(|| races.iter().copied().find(has))
        }
    }
}

fn no_such_race(asker: &Asker<'_>) -> Answer {
    let rejection = Rejection::from(MemberError::UnknownRace);
    Ok(vec![rejected(asker.voice, &rejection)])
}

fn line(asker: &Asker<'_>, race: &Race) -> String {
    let kind = asker.voice.say(keys::RACE_KIND, &[("kind", kind_word(race.kind).into())]);
    // A race that came with the first questions has no other name.
    let name = if race.name.to_lowercase() == kind.to_lowercase() { kind } else { format!("{} · {kind}", race.name) };
    format!("{name} · {} · {}", race.priority, asker.voice.date(race.date, asker.today))
}

/// Texts have no variants that begin with a digit.
pub(super) const fn kind_word(kind: RaceKind) -> &'static str {
    match kind {
        RaceKind::FiveKm => "five-km",
        RaceKind::TenKm => "ten-km",
        other => other.as_str(),
    }
}
