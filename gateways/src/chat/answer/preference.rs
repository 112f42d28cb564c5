//! `/language`, `/units`, `/timezone`: chosen, or shown with what can be chosen.

use domain::{
    Command,
    member::MemberCommand,
    vocabulary::{Language, TimeZoneName, Units},
};

use super::refused::refused;
use crate::chat::{
    Asker, ChatError, Desk,
    reply::{Button, Reply, keys},
};

pub(super) async fn language(
    desk: &Desk,
    asker: &Asker<'_>,
    chosen: Option<Language>,
) -> Result<Vec<Reply>, ChatError> {
    let Some(language) = chosen else {
        let buttons = [("English", "/en"), ("Español", "/es"), ("Русский", "/ru")];
        let row = buttons.iter().map(|(label, command)| Button::saying(*label, command)).collect();
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::CHOOSE_LANGUAGE, &[])).offering(row)]);
    };
    choose(desk, asker, MemberCommand::ChooseLanguage { language }, |asker| asker.voice.say(keys::LANGUAGE_CHOSEN, &[]))
        .await
}

pub(super) async fn units(desk: &Desk, asker: &Asker<'_>, chosen: Option<Units>) -> Result<Vec<Reply>, ChatError> {
    let name = |asker: &Asker<'_>, units: Units| asker.voice.say(keys::UNITS_NAME, &[("units", units.as_str().into())]);
    let Some(units) = chosen else {
        let button = |&units: &Units| Button::saying(name(asker, units), &format!("/units {units}"));
        let row = Units::ALL.iter().map(button).collect();
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::CHOOSE_UNITS, &[])).offering(row)]);
    };
    choose(desk, asker, MemberCommand::ChooseUnits { units }, |asker| {
        asker.voice.say(keys::UNITS_CHOSEN, &[("units", name(asker, units).into())])
    })
    .await
}

pub(super) async fn time_zone(
    desk: &Desk,
    asker: &Asker<'_>,
    chosen: Option<TimeZoneName>,
) -> Result<Vec<Reply>, ChatError> {
    let Some(time_zone) = chosen else {
        let now = asker.member.time_zone().map_or("UTC", TimeZoneName::as_str).to_owned();
        return Ok(vec![Reply::paragraph(asker.voice.say(keys::CHOOSE_TIME_ZONE, &[("zone", now.into())]))]);
    };
    choose(desk, asker, MemberCommand::ChooseTimezone { time_zone }, time_zone_chosen).await
}

pub(super) fn time_zone_chosen(asker: &Asker<'_>) -> String {
    let zone = asker.member.time_zone().map(ToString::to_string).unwrap_or_default();
    let clock = asker.now.to_zoned(asker.zone.clone()).strftime("%H:%M").to_string();
    asker.voice.say(keys::TIME_ZONE_CHOSEN, &[("zone", zone.into()), ("clock", clock.into())])
}

/// Answered as the choice itself wants it: in the new language, by the new clock.
async fn choose(
    desk: &Desk,
    asker: &Asker<'_>,
    command: MemberCommand,
    say: impl FnOnce(&Asker<'_>) -> String,
) -> Result<Vec<Reply>, ChatError> {
    if let Err(rejection) = desk.order(asker, "choose", Command::Member(command)).await? {
        return Ok(vec![refused(asker, &rejection)]);
    }
    let member = desk.member(asker.member_id).await?;
    Ok(vec![Reply::paragraph(say(&asker.with(&member)))])
}
