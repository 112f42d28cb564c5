//! Queries, as a client meets them.

use domain::vocabulary::{Language, Role, Scope, Units, WeekStart};
use jiff::civil::date;
use pictures::{Look, Measure, Theme};
use serde_json::{Value, json};

use super::{
    api::{Api, Came, PATIENCE, run},
    live::{Served, served},
};
use crate::{
    http::Limits,
    pictures::{Span, form_picture, volume_picture},
};

async fn get(served: &Served, path: &str, token: &str) -> reqwest::Response {
    served.client.get(format!("{}{path}", served.url)).bearer_auth(token).send().await.unwrap()
}

async fn logged(api: &Api, token: &str, minutes: u32) -> u64 {
    let came = api.post("/members/me/workouts").with(token).json(run(minutes)).send().await.done();
    came.body["position"].as_u64().unwrap()
}

fn many(came: &Came, name: &str) -> usize {
    came.body[name].as_array().unwrap_or_else(|| panic!("{came:?}")).len()
}

#[tokio::test]
async fn a_query_shows_what_its_client_has_just_written() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    for written in 1..=5 {
        let position = logged(&api, &token, 45).await;
        let path = format!("/members/me/workouts?min_position={position}");
        assert_eq!(many(&api.get(&path).with(&token).send().await.done(), "workouts"), written);
    }
    for path in ["/members/me/workouts", "/events"] {
        let came = api.get(&format!("{path}?min_position=1000000")).with(&api.owner).send().await;
        let expected = if path == "/events" { (422, "query.beyond-the-end") } else { (404, "not-found") };
        assert_eq!((came.status, came.code()), expected);
    }
    for never in [1_000_000, u64::MAX] {
        let path = format!("/members/me/workouts?min_position={never}");
        let came = api.get(&path).with(&token).send().await;
        assert_eq!(
            (came.status, came.code(), &came.body["field"]),
            (422, "query.beyond-the-end", &"min_position".into())
        );
    }
    // A read model that stands still is waited for, though not for ever.
    let mut held = api.pool.begin().await.unwrap();
    sqlx::query("select from projection_checkpoints for update").execute(&mut *held).await.unwrap();
    let position = logged(&api, &token, 45).await;
    let late = api.get(&format!("/members/me/workouts?min_position={position}")).with(&token).send().await;
    assert_eq!((late.status, late.code()), (503, "query.not-yet-there"));
}

#[tokio::test]
async fn an_answer_that_has_not_changed_is_not_sent_again() {
    let (api, served) = served(Limits::without_rates()).await;
    let (_, token) = api.member().await;
    let position = logged(&api, &token, 45).await;
    let path = format!("/members/me/workouts?min_position={position}");
    let first = get(&served, &path, &token).await;
    assert!(first.headers()["ledger-position"].to_str().unwrap().parse::<u64>().unwrap() >= position);
    let tag = first.headers()["etag"].clone();
    let again = || served.client.get(format!("{}{path}", served.url)).bearer_auth(&token).header("If-None-Match", &tag);
    let unchanged = again().send().await.unwrap();
    assert_eq!(unchanged.status(), 304);
    assert!(unchanged.bytes().await.unwrap().is_empty());
    let position = logged(&api, &token, 50).await;
    let changed = get(&served, &format!("/members/me/workouts?min_position={position}"), &token).await;
    assert_ne!(changed.headers()["etag"], tag);
}

#[tokio::test]
async fn pages_go_on_where_the_last_one_ended() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let mut position = 0;
    for _ in 0..5 {
        position = logged(&api, &token, 45).await;
    }
    let (mut ids, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/members/{member}/workouts?limit=2&min_position={position}{cursor}");
        let page = api.get(&path).with(&token).send().await.done();
        ids.extend(page.body["workouts"].as_array().unwrap().iter().map(|one| one["workout_id"].to_string()));
        let Some(next) = page.body["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 5);
    for (wrong, code) in [
        ("limit=0", "request.invalid"),
        ("limit=501", "request.invalid"),
        ("limits=3", "request.invalid"),
        ("cursor=zz", "query.cursor"),
    ] {
        let came = api.get(&format!("/members/me/workouts?{wrong}")).with(&token).send().await;
        assert_eq!((came.status, came.code()), (422, code), "{wrong}");
    }
    for filter in ["actor", "aggregate_id", "command_id", "correlation_id"] {
        let none = api.get(&format!("/audit?{filter}=%00")).with(&api.owner).send().await.done();
        assert_eq!(many(&none, "entries"), 0, "{filter}: what can't be is not everything");
    }
    let events = api.get("/events?limit=3").with(&api.owner).send().await.done();
    assert_eq!((many(&events, "events"), &events.body["next"]), (3, &json!(3)));
    for far in [i64::MAX.unsigned_abs(), u64::MAX] {
        let came = api.get(&format!("/audit?limit=3&as_of={far}")).with(&api.owner).send().await;
        assert_eq!((came.status, came.code()), (422, "query.beyond-the-end"), "{far}");
    }
    let early = api.get("/events?as_of=2").with(&api.owner).send().await.done();
    assert_eq!((many(&early, "events"), &early.body["next"]), (2, &Value::Null));
}

#[tokio::test]
async fn an_analyst_sees_neither_who_it_was_nor_what_they_wrote() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let profile = json!({"set": {"name": "Inparticular"}});
    api.patch("/members/me/profile").with(&token).json(profile).send().await.done();
    let position = logged(&api, &token, 45).await;
    let analyst = api.token(None, &[Role::Analyst]).await;
    let shown = api.get("/events").with(&analyst).send().await.done();
    let text = shown.body.to_string();
    assert!(many(&shown, "events") >= 2 && text.contains("WorkoutLogged"));
    for secret in [member.to_string(), "Inparticular".to_owned()] {
        assert!(!text.contains(&secret), "{secret} in {text}");
    }
    let pseudonym = shown.body["events"][0]["subject"].as_str().unwrap();
    let theirs = api.get(&format!("/events?subject={pseudonym}")).with(&analyst).send().await.done();
    assert_eq!(many(&theirs, "events"), many(&shown, "events"));
    let behind = api.get(&format!("/events?subject={member}")).with(&analyst).send().await.done();
    assert_eq!(many(&behind, "events"), 0);
    let figures = api.get(&format!("/members/{pseudonym}/totals?min_position={position}")).with(&analyst).send().await;
    assert_eq!(figures.status, 200, "{figures:?}");
    let trusted = api.token_with(None, &[Scope::Read, Scope::Identities], None).await;
    assert!(api.get("/events").with(&trusted).send().await.done().body.to_string().contains(&member.to_string()));
}

#[tokio::test]
async fn a_calendar_needs_no_token_but_its_address_and_can_be_shut() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let link = api.post("/members/me/calendar-links").with(&token).send().await.done();
    let path = link.body["path"].as_str().unwrap();
    // The first projector of a new ledger needs a moment.
    let feed = testkit::eventually(PATIENCE, async || match api.get(path).send().await {
        feed if feed.status == 200 => Ok(feed),
        other => Err(other),
    })
    .await;
    assert_eq!(feed.media_type, "text/calendar; charset=utf-8");
    assert!(feed.body.as_str().unwrap().starts_with("BEGIN:VCALENDAR"));
    let secret = path.rsplit('/').next().unwrap();
    assert_eq!(api.get("/members/me/today").with(secret).send().await.status, 403, "good for the calendar only");
    assert_eq!(api.get(&format!("/calendars/{}", &token)).send().await.status, 404, "no other token opens it");
    let suspended =
        api.post(&format!("/members/{member}/suspend")).with(&api.owner).json(json!({"reason": "shared it"}));
    suspended.send().await.done();
    assert_eq!(api.get(path).send().await.status, 404, "whoever is shut out is shut out here too");
    api.post(&format!("/members/{member}/reinstate")).with(&api.owner).send().await.done();
    assert_eq!(api.get(path).send().await.status, 200);
    pg::tokens::revoke(&api.pool, link.body["token"].as_str().unwrap(), super::api::now()).await.unwrap();
    assert_eq!(api.get(path).send().await.status, 404);
}

#[tokio::test]
async fn a_calendar_is_in_the_members_words_and_tells_how_often_a_session_changed() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    api.put("/members/me/language").with(&token).json(json!({"language": "es"})).send().await.done();
    let plan = json!({"kind": "week", "from": "2026-05-04"});
    let made = api.post("/members/me/plans").with(&token).json(plan).send().await.done();
    let calendar = format!("/members/me/calendar?min_position={}", made.body["position"]);
    let planned = api.get(&calendar).with(&token).send().await.done().body["sessions"][0].clone();
    let session = format!("/members/me/plans/{}/sessions/{}", made.id(), planned["session"]["id"].as_str().unwrap());
    let mut position = 0;
    for step in ["skip", "reopen"] {
        let settled = api.post(&format!("{session}/{step}")).with(&token).json(json!({})).send().await.done();
        position = settled.body["position"].as_u64().unwrap();
    }
    api.get(&format!("/members/me/calendar?min_position={position}")).with(&token).send().await.done();
    let link = api.post("/members/me/calendar-links").with(&token).send().await.done();
    let feed = api.get(link.body["path"].as_str().unwrap()).send().await.done();
    let text = feed.body.as_str().unwrap();
    let sequences: std::collections::BTreeSet<&str> =
        text.lines().filter(|line| line.starts_with("SEQUENCE:")).collect();
    assert!(sequences.len() > 1, "one session was changed, the others weren't: {text}");
    let local = |name: &str| text.contains(&format!("X-WR-TIMEZONE:{name}"));
    assert!(local("Europe/Prague") && !text.contains("endurance"), "{text}");
    let reader = crate::reader::Reader::find(&api.pool, member).await.unwrap().unwrap();
    let today = reader.today(super::api::now());
    let elsewhere = crate::calendar::calendar_feed(&api.pool, &reader, today).await.unwrap();
    assert_eq!(text, elsewhere.to_icalendar(), "the same wherever it is asked for");
}

#[tokio::test]
async fn charts_come_as_svg_and_as_png() {
    let (api, served) = served(Limits::without_rates()).await;
    let (_, token) = api.member().await;
    let position = logged(&api, &token, 45).await;
    for chart in ["form", "hours", "distance", "zones", "vdot"] {
        let path = format!("/members/me/charts/{chart}?min_position={position}");
        let svg = get(&served, &path, &token).await;
        assert_eq!(svg.headers()["content-type"], "image/svg+xml", "{chart}");
        assert!(svg.text().await.unwrap().starts_with("<svg"));
        let png = get(&served, &format!("{path}&format=png&theme=dark&language=es"), &token).await;
        assert!(png.bytes().await.unwrap().starts_with(b"\x89PNG"), "{chart}");
    }
    assert_eq!(get(&served, "/members/me/charts/pie", &token).await.status(), 404);
}

#[tokio::test]
async fn a_chart_shows_the_plan_ahead_and_weeks_without_training() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let plan = json!({"kind": "week", "from": "2026-05-03"});
    api.post("/members/me/plans").with(&token).json(plan).send().await.done();
    let mut early = run(45);
    (early["local_date"], early["start"]) = ("2026-04-05".into(), "2026-04-05T06:30:00Z".into());
    api.post("/members/me/workouts").with(&token).json(early).send().await.done();
    let position = logged(&api, &token, 45).await;
    let (from, to) = (date(2026, 4, 1), date(2026, 5, 9));
    let svg = async |chart: &str| {
        let path = format!("/members/me/charts/{chart}?from={from}&to={to}&min_position={position}");
        api.get(&path).with(&token).send().await.done().body.as_str().unwrap().to_owned()
    };
    let look = Look { language: Language::English, units: Units::Metric, theme: Theme::Light };
    let span = Span { from, to };
    // First, because it waits until both read models show everything.
    let shown = svg("form").await;
    let form = form_picture(&api.pool, &api.pool, member, span, date(2026, 5, 3)).await.unwrap();
    assert!(form.days.iter().any(|day| day.date > form.today), "the plan is there");
    assert_eq!(shown, form.draw(look).as_str());
    let hours = volume_picture(&api.pool, member, Measure::Time, WeekStart::Monday, span).await.unwrap();
    assert_eq!(hours.weeks.len(), 6, "a week without training is one too");
    assert_eq!(svg("hours").await, hours.draw(look).as_str());
}

#[tokio::test]
async fn weeks_begin_with_the_day_that_the_member_chose_then_as_well_as_now() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    // A Sunday.
    let logged = logged(&api, &token, 45).await;
    let path = format!("/members/me/totals?from=2026-04-01&to=2026-05-09&min_position={logged}");
    let first_day = async |when: &str| {
        let came =
            api.get(&format!("/members/me/totals?from=2026-04-01&to=2026-05-09{when}")).with(&token).send().await;
        came.done().body["periods"][0]["first_day"].as_str().unwrap().to_owned()
    };
    api.get(&path).with(&token).send().await.done();
    assert_eq!(first_day("").await, "2026-04-27", "a Monday while nothing was said");
    let chosen = api.put("/members/me/week-start").with(&token).json(json!({"week_start": "sun"})).send().await.done();
    assert_eq!(first_day("").await, "2026-05-03", "the change counts at once");
    assert_eq!(first_day(&format!("&as_of={logged}")).await, "2026-04-27");
    assert_eq!(first_day(&format!("&as_of={}", chosen.body["position"])).await, "2026-05-03");
    let look = Look { language: Language::English, units: Units::Metric, theme: Theme::Light };
    let span = Span { from: date(2026, 4, 1), to: date(2026, 5, 9) };
    let hours = volume_picture(&api.pool, member, Measure::Time, WeekStart::Sunday, span).await.unwrap();
    assert_eq!(hours.weeks[0].first, date(2026, 5, 3));
    let chart = api.get("/members/me/charts/hours?from=2026-04-01&to=2026-05-09").with(&token).send().await.done();
    assert_eq!(chart.body.as_str().unwrap(), hours.draw(look).as_str());
    let shown = api.get("/members/me/profile").with(&token).send().await.done();
    assert_eq!(shown.body["week_start"], "sun");
    let wrong = api.put("/members/me/week-start").with(&token).json(json!({"week_start": "wed"})).send().await;
    assert_eq!((wrong.status, wrong.code()), (422, "request.invalid"));
}

#[tokio::test]
async fn a_member_is_shown_as_of_any_moment_and_what_changed_since() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    let before = logged(&api, &token, 45).await;
    logged(&api, &token, 50).await;
    let shown = api.get(&format!("/members/me/state?as_of={before}")).with(&token).send().await.done();
    assert_eq!(shown.body["workouts"].as_object().unwrap().len(), 1);
    let changed = api.get(&format!("/members/me/diff?from={before}")).with(&token).send().await.done();
    assert_eq!(many(&changed, "changes"), 1, "{changed:?}");
    for wrong in ["yesterday", "1000000", "2999-01-01"] {
        let came = api.get(&format!("/members/me/state?as_of={wrong}")).with(&token).send().await;
        assert_eq!((came.status, came.body["field"].as_str()), (422, Some("as_of")), "{wrong}");
    }
}

#[tokio::test]
async fn the_trace_of_a_request_goes_through_to_its_event() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let ask = api.post("/members/me/workouts").with(&token).json(run(45));
    ask.header("traceparent", &format!("00-{trace}-00f067aa0ba902b7-01")).send().await.done();
    let events = api.events_about(member).await;
    let metadata = events.last().unwrap().metadata.get();
    assert!(metadata.contains(trace) && !metadata.contains("00f067aa0ba902b7"), "a span of its own: {metadata}");
}

#[tokio::test]
async fn metrics_tell_how_the_ledger_stands_in_few_series() {
    let (api, served) = served(Limits::without_rates()).await;
    let (member, token) = api.member().await;
    served.log(&token).await;
    let position = logged(&api, &token, 45).await;
    get(&served, &format!("/members/{member}/workouts?min_position={position}"), &token).await;
    get(&served, "/no/such/place", &token).await;
    let url = served.url.replace("/api/v1", "/metrics");
    let told = served.client.get(url).bearer_auth(&api.owner).send().await.unwrap();
    assert!(told.headers()["content-type"].to_str().unwrap().starts_with("text/plain"));
    let text = told.text().await.unwrap();
    for line in [
        "paceledger_http_requests_total{method=\"GET\",route=\"/api/v1/members/{member}/workouts\",status=\"200\"} 1",
        "paceledger_http_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\"} 1",
        "paceledger_http_commands_total{outcome=\"accepted\"}",
        "paceledger_ledger{what=\"commands_waiting\"}",
        "paceledger_ledger{what=\"relay_lag_events\"}",
        &format!("paceledger_ledger{{what=\"position\"}} {position}"),
        "paceledger_projector_lag_events{read_model=\"analytics\"}",
        "paceledger_pool_connections{state=\"idle\"}",
        "paceledger_members{active=\"ever\"} 1",
        "paceledger_today{what=\"workouts\"}",
        "paceledger_chat_updates_total{became=\"taken\",gateway=\"telegram\"} 0",
        "paceledger_chat_answers_total{became=\"given-up\"} 0",
        "paceledger_chat_replies_total{became=\"failed\",gateway=\"telegram\"} 0",
        "paceledger_chat_pauses_total{because=\"too-many\",gateway=\"telegram\"} 0",
        "paceledger_chats{what=\"undelivered\"} 0",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(!text.contains(&member.to_string()), "no ids in labels");
}

#[tokio::test]
async fn every_query_answers_for_a_member_without_training() {
    let api = Api::new().await;
    let (member, _) = api.member().await;
    let about = format!("/members/{member}");
    let member_paths = [
        "",
        "/plans",
        "/plans/current",
        "/calendar",
        "/today",
        "/pending",
        "/form",
        "/totals?period=month",
        "/bests",
        "/vdot",
        "/predictions",
        "/progress",
        "/insight",
        "/workouts",
        "/audit",
        "/events",
        "/charts/form",
    ];
    let head = pg::head_position(&api.pool).await.unwrap();
    let paths = member_paths.iter().map(|path| format!("{about}{path}"));
    let others = ["/members", "/audit", "/audit/1", "/platform", "/platform/days", "/events"].map(str::to_owned);
    for path in paths.chain(others) {
        let sign = if path.contains('?') { '&' } else { '?' };
        let came = api.get(&format!("{path}{sign}min_position={head}")).with(&api.owner).send().await;
        assert_eq!(came.status, 200, "{path}: {came:?}");
    }
    assert_eq!(api.get(&format!("{about}/state")).with(&api.owner).send().await.status, 200);
}
