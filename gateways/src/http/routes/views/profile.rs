//! What a member told of themselves, and the zones that follow from it. Folded from the events: never behind.

use std::collections::BTreeMap;

use axum::extract::State;
use domain::{
    care::Sign,
    member::{Member, Reminder, Status},
    vocabulary::{
        Language, OnboardingQuestion, Profile, Race, Role, Text, Thresholds, TimeZoneName, Units, WeekStart, Zone,
    },
    zones::Zones,
};
use jiff::civil::{Date, Time};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::plans::AsFresh;
use crate::http::{
    Http, Problem,
    access::About,
    viewed::{Ask, Local, Then, Told, View},
};

/// Thresholds by the day from which they hold.
type Dated = BTreeMap<Date, Thresholds>;
type Answers = BTreeMap<OnboardingQuestion, Option<Text<500>>>;

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ProfileView {
    profile: Profile,
    language: Option<Language>,
    time_zone: Option<TimeZoneName>,
    units: Option<Units>,
    /// The day with which their weeks begin.
    week_start: WeekStart,
    roles: Vec<Role>,
    /// When to be reminded, by the member's own clock.
    #[schema(value_type = Option<String>)]
    reminder: Option<Time>,
    #[schema(value_type = BTreeMap<String, Thresholds>)]
    thresholds: Dated,
    /// Those to come, and those that were run.
    races: Vec<Race>,
    /// Signs of danger that nobody has cleared yet.
    signs: Vec<Sign>,
    /// Whether onboarding is over, and what was answered.
    onboarded: bool,
    #[schema(value_type = BTreeMap<String, Option<String>>)]
    answers: Answers,
}

impl From<Member> for ProfileView {
    fn from(member: Member) -> Self {
        let (answers, onboarded) = member.onboarding();
        Self {
            profile: member.profile().clone(),
            language: member.language(),
            time_zone: member.time_zone().cloned(),
            units: member.units(),
            week_start: member.week_start(),
            roles: member.roles().iter().copied().collect(),
            reminder: member.reminder().and_then(|reminder| match reminder {
                Reminder::At(time) => Some(time),
                Reminder::Off => None,
            }),
            thresholds: member.thresholds().clone(),
            races: member.races().into_iter().cloned().collect(),
            signs: member.signs().iter().copied().collect(),
            onboarded,
            answers: answers.clone(),
        }
    }
}

/// What a member told of themselves
#[utoipa::path(get, path = "/members/{member}/profile", tag = "profile", params(AsFresh), responses((status = 200, body = ProfileView)))]
pub(in crate::http) async fn whole(
    State(http): State<Http>,
    About(member): About,
    Ask(asked): Ask<AsFresh>,
) -> View<ProfileView> {
    let (then, position) = when(&http, asked).await?;
    let found = known(&http, member, then).await?.ok_or_else(|| Problem::not_found("member").at("member"))?;
    Ok(Told { content: found.into(), position })
}

/// A range of beats, watts or seconds; both ends belong to it.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
struct Range {
    from: u16,
    to: u16,
}

/// A zone in the athlete's own numbers; what no threshold tells of is absent.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ZoneView {
    zone: Zone,
    heart_rate: Option<Range>,
    power: Option<Range>,
    /// Seconds a kilometre, the faster first.
    run_pace: Option<Range>,
    /// Seconds a hundred metres, the faster first.
    swim_pace: Option<Range>,
}

#[derive(Serialize, ToSchema)]
pub(in crate::http) struct ZonesView {
    /// What they follow from: the thresholds that hold today.
    thresholds: Thresholds,
    zones: Vec<ZoneView>,
}

impl ZonesView {
    fn on(day: Date, dated: &Dated) -> Self {
        let thresholds = dated.range(..=day).fold(Thresholds::default(), |known, (_, set)| set.over(known));
        let zones = Zones::of(&thresholds);
        let one = |&zone: &Zone| ZoneView {
            zone,
            heart_rate: zones.heart_rate.map(|of| of.band(zone)).map(|band| Range { from: band.low, to: band.high }),
            power: zones.power.map(|of| of.band(zone)).map(|band| Range { from: band.low, to: band.high }),
            run_pace: zones.run.map(|of| of.band(zone)).map(|band| Range { from: band.fast, to: band.slow }),
            swim_pace: zones.swim.map(|of| of.band(zone)).map(|band| Range { from: band.fast, to: band.slow }),
        };
        Self { thresholds, zones: Zone::ALL.iter().map(one).collect() }
    }
}

/// The athlete's own beats, watts and paces
#[utoipa::path(get, path = "/members/{member}/zones", tag = "profile", params(AsFresh), responses((status = 200, body = ZonesView)))]
pub(in crate::http) async fn zones(
    State(http): State<Http>,
    About(member): About,
    Ask(asked): Ask<AsFresh>,
) -> View<ZonesView> {
    let (then, position) = when(&http, asked).await?;
    let found = known(&http, member, then).await?.unwrap_or_default();
    let local = match then {
        None => Local::of(&http, member).await?,
        Some(then) => Local::at(&http, member, then).await?,
    };
    Ok(Told { content: ZonesView::on(local.today, found.thresholds()), position })
}

/// Whoever was erased has no past either.
async fn known(http: &Http, member: Uuid, then: Option<Then>) -> Result<Option<Member>, Problem> {
    let now = pg::member_now(&http.pool, member).await?;
    match then.filter(|_| now.as_ref().is_some_and(|now| now.status() != Status::Forgotten)) {
        Some(then) => Ok(pg::member_at(&http.pool, member, then.position).await?),
        None => Ok(now),
    }
}

async fn when(http: &Http, AsFresh { as_of, min_position }: AsFresh) -> Result<(Option<Then>, u64), Problem> {
    let head = http.has_come_to(min_position.unwrap_or_default()).await?;
    match as_of {
        None => Ok((None, head)),
        Some(as_of) => http.then(as_of, "as_of").await.map(|then| (Some(then), then.position)),
    }
}
