//! `/injury`: what hurts, and that it has healed.

use domain::{
    Command,
    history::OpenInjury,
    member::{InjuryReport, MemberCommand},
    vocabulary::{BodyPart, InjurySeverity, Text},
};

use super::{Answer, id_from, rejected, rejected::button};
use crate::chat::{
    Asker, Desk,
    reply::{Part, Reply, keys},
};

pub(super) async fn report(
    desk: &Desk,
    asker: &Asker<'_>,
    body_part: BodyPart,
    severity: InjurySeverity,
    note: Option<Text<500>>,
) -> Answer {
    let injury_id = id_from(asker, "injury");
    let injury = InjuryReport { injury_id, body_part, severity, signs: Vec::new(), note, date: asker.today };
    if let Err(rejection) = desk.order(asker, "injury", Command::Member(MemberCommand::ReportInjury { injury })).await?
    {
        return Ok(vec![rejected(asker.voice, &rejection)]);
    }
    let open = OpenInjury { injury_id, body_part, severity: severity.get(), signs: Vec::new() };
    let args = [("part", part(asker, body_part).into()), ("severity", severity.get().into())];
    let consequence = asker.voice.say(keys::INJURY_MEANS, &[("means", means(&open).into())]);
    Ok(vec![
        Reply::paragraph(asker.voice.say(keys::INJURY_NOTED, &args))
            .and(Part::Paragraph(consequence))
            .offering(vec![button(asker.voice, "new-plan", "/plan week new")]),
    ])
}

/// What the planner makes of it.
fn means(injury: &OpenInjury) -> &'static str {
    match injury {
        _ if injury.stops_running() && injury.body_part.is_leg() => "no-running",
        _ if injury.forbids_hard() => "nothing-hard",
        _ if injury.forbids_speed() => "no-speed",
        _ => "watched",
    }
}

pub(super) async fn healed(desk: &Desk, asker: &Asker<'_>, body_part: BodyPart) -> Answer {
    let name = part(asker, body_part);
    let Some(injury) = asker.member.open_injuries().find(|injury| injury.body_part == body_part) else {
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::INJURY_UNKNOWN, &[("part", name.into())]))]);
    };
    let resolve = MemberCommand::ResolveInjury { injury_id: injury.injury_id, date: asker.today };
    Ok(vec![match desk.order(asker, "healed", Command::Member(resolve)).await? {
        Err(rejection) => rejected(asker.voice, &rejection),
        Ok(_) => Reply::paragraph(asker.voice.say(keys::INJURY_HEALED, &[("part", name.into())]))
            .offering(vec![button(asker.voice, "new-plan", "/plan week new")]),
    }])
}

pub(super) fn part(asker: &Asker<'_>, body_part: BodyPart) -> String {
    asker.voice.say(keys::BODY_PART, &[("part", body_part.as_str().into())])
}
