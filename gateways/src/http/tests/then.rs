//! Queries as of a moment: what they answered when the ledger ended there.

use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use super::api::{Api, Came, PATIENCE, run};
use crate::http::{Limits, router, viewed::AsOf};

/// Each query about a member that can be asked as of a moment; `{plan}` is the plan that is made in between.
const PATHS: [&str; 23] = [
    "",
    "/profile",
    "/zones",
    "/plans?limit=5",
    "/plans/current",
    "/plans/{plan}",
    "/calendar?from=2026-04-01&to=2026-06-01",
    "/calendar",
    "/today",
    "/pending",
    "/form",
    "/totals?period=month",
    "/totals?from=2026-01-01",
    "/bests",
    "/vdot",
    "/predictions",
    "/progress",
    "/insight",
    "/workouts?limit=3",
    "/audit",
    "/events",
    "/charts/form",
    "/charts/hours",
];

struct Story<'a> {
    api: &'a Api,
    member: Uuid,
    token: String,
    plan: Uuid,
    /// Positions, and what every query answered there.
    told: Vec<(u64, Vec<Came>)>,
}

impl Story<'_> {
    async fn does(&mut self, method: &str, path: &str, body: Value) -> Came {
        let ask = self.api.ask(method.parse().unwrap(), &format!("/members/me{path}")).with(&self.token);
        let came = ask.json(body).send().await.done();
        let position = came.body["position"].as_u64().unwrap_or_else(|| panic!("{method} {path}: {came:?}"));
        if path == "/plans" && self.plan.is_nil() {
            self.plan = came.id();
        }
        let told = self.told(&format!("min_position={position}")).await;
        self.told.push((position, told));
        came
    }

    async fn told(&self, when: &str) -> Vec<Came> {
        let mut told = Vec::new();
        for path in PATHS {
            let path = path.replace("{plan}", &self.plan.to_string());
            let sign = if path.contains('?') { '&' } else { '?' };
            let path = format!("/members/{}{path}{sign}{when}", self.member);
            // A read model that is far behind says so, and is asked again.
            told.push(
                testkit::eventually(PATIENCE, async || match self.api.get(&path).with(&self.api.owner).send().await {
                    came if came.status == 503 => Err(came),
                    came => Ok(came),
                })
                .await,
            );
        }
        told
    }
}

fn on(day: &str, minutes: u32) -> Value {
    let mut workout = run(minutes);
    workout["start"] = format!("{day}T06:30:00Z").into();
    workout["local_date"] = day.into();
    workout
}

#[tokio::test]
async fn every_query_answers_as_of_a_position_what_it_answered_when_the_ledger_ended_there() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let (_, other) = api.member().await;
    let mut story = Story { api: &api, member, token, plan: Uuid::nil(), told: Vec::new() };
    story.does("PATCH", "/profile", json!({"set": {"sports": ["run"], "level": "intermediate"}})).await;
    story.does("POST", "/thresholds", json!({"effective": "2026-04-01", "thresholds": {"vdot": 45}})).await;
    for day in [12, 19, 26] {
        story.does("POST", "/workouts", on(&format!("2026-04-{day}"), 40 + day)).await;
        // Somebody else's history goes on in between, and is in none of the answers.
        api.post("/members/me/workouts").with(&other).json(run(90)).send().await.done();
    }
    story.does("POST", "/plans", json!({"kind": "week", "from": "2026-05-03"})).await;
    let logged = story.does("POST", "/workouts", run(45)).await.id();
    story.does("PUT", &format!("/workouts/{logged}"), run(75)).await;
    story.does("PUT", "/time-zone", json!({"time_zone": "Pacific/Kiritimati"})).await;
    story.does("PUT", "/week-start", json!({"week_start": "sun"})).await;
    story.does("DELETE", &format!("/workouts/{logged}"), json!({})).await;
    let successor = story.does("POST", "/plans", json!({"kind": "block", "from": "2026-05-04"})).await.id();
    story.does("POST", &format!("/plans/{}/supersede", story.plan), json!({"by": successor})).await;

    // The plan has an id before it is there: it is asked for by it from the beginning on.
    let plan_at = PATHS.iter().position(|path| path.contains("{plan}")).unwrap();
    for (position, then) in &story.told {
        let now = story.told(&format!("as_of={position}")).await;
        for ((path, then), now) in PATHS.iter().zip(then).zip(&now) {
            if *path == PATHS[plan_at] && then.status == 404 {
                assert_eq!(now.status, 404, "at {position}, before the plan was made: {now:?}");
                continue;
            }
            assert_eq!((then.status, now.status), (200, 200), "{path} at {position}: {now:?}");
            assert_eq!(now, then, "{path} as of {position}");
        }
    }
    let changed = |path: &str| {
        let at = PATHS.iter().position(|known| *known == path).unwrap();
        story.told.iter().map(|(_, told)| told[at].body.to_string()).collect::<std::collections::BTreeSet<_>>().len()
    };
    for (path, least) in
        [("/workouts?limit=3", 6), ("/calendar", 3), ("/today", 3), ("", 2), ("/zones", 2), ("/profile", 4)]
    {
        assert!(changed(path) >= least, "{path} hardly changed: the story shows nothing of it");
    }
}

#[tokio::test]
async fn whoever_was_erased_has_no_past_in_the_read_models_either() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let logged = api.post("/members/me/workouts").with(&token).json(run(45)).send().await.done();
    let position = logged.body["position"].as_u64().unwrap();
    let path = format!("/members/{member}/workouts?as_of={position}");
    let many = async || api.get(&path).with(&api.owner).send().await.done().body["workouts"].as_array().unwrap().len();
    assert_eq!(many().await, 1);
    let profile = async || {
        let path = format!("/members/{member}/profile?as_of={position}");
        api.get(&path).with(&api.owner).send().await.done().body["time_zone"].clone()
    };
    assert_eq!(profile().await, json!("Europe/Prague"));
    api.post("/members/me/forget").with(&token).send().await.done();
    assert_eq!(many().await, 0);
    assert_eq!(profile().await, json!(null));
}

#[tokio::test]
async fn what_is_about_everybody_says_that_it_knows_the_present_alone() {
    let api = Api::new().await;
    let (_, token) = api.member().await;
    for path in ["/members", "/platform", "/platform/days", "/members/me/export"] {
        let asker = if path.contains("/me/") { &token } else { &api.owner };
        let came = api.get(&format!("{path}?as_of=1")).with(asker).send().await;
        assert_eq!((came.status, came.code(), &came.body["field"]), (400, "query.present-only", &json!("as_of")));
    }
    let head = pg::head_position(&api.pool).await.unwrap();
    for (wrong, code) in [
        ("yesterday", "request.invalid"),
        ("2999-01-01", "query.no-such-moment"),
        (&format!("{}", head + 1000), "query.beyond-the-end"),
    ] {
        for path in ["/members/me/today", "/members/me/form", "/members/me", "/members/me/events", "/members/me/state"]
        {
            let came = api.get(&format!("{path}?as_of={wrong}")).with(&token).send().await;
            let expected = (422, code, Some("as_of"));
            assert_eq!((came.status, came.code(), came.body["field"].as_str()), expected, "{path} as of {wrong}");
        }
    }
}

#[tokio::test]
async fn before_the_ledger_there_was_nothing_and_nobody() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    api.post("/members/me/workouts").with(&token).json(run(45)).send().await.done();
    let head = pg::head_position(&api.pool).await.unwrap();
    for then in ["0", "1990-01-01", "1990-01-01T00:00:00Z", "-009998-01-01T00:00:00Z"] {
        for path in PATHS {
            let path = path.replace("{plan}", &Uuid::from_u128(7).to_string());
            let sign = if path.contains('?') { '&' } else { '?' };
            let path = format!("/members/{member}{path}{sign}as_of={then}");
            let came = api.get(&path).with(&api.owner).send().await;
            match came.status {
                200 => {
                    let lists = came.body.as_object().into_iter().flat_map(|fields| fields.values());
                    assert!(lists.filter_map(Value::as_array).all(Vec::is_empty), "{path}: {came:?}");
                    assert!(!came.body.to_string().contains(&member.to_string()), "{path}: {came:?}");
                }
                404 => assert!(came.code().ends_with("not-found"), "{path}: {came:?}"),
                _ => panic!("{path}: {came:?}"),
            }
        }
    }
    assert_eq!(pg::head_position(&api.pool).await.unwrap(), head);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_present_goes_on_while_many_look_at_the_past() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let logged = api.post("/members/me/workouts").with(&token).json(run(45)).send().await.done();
    let position = logged.body["position"].as_u64().unwrap();
    let then = format!("/members/{member}/workouts?as_of={position}");
    let pasts = (0..12).map(|_| api.get(&then).with(&api.owner).send());
    let present = async {
        let mut shown = Vec::new();
        for _ in 0..5 {
            let came = api.post("/members/me/workouts").with(&token).json(run(50)).send().await.done();
            let path = format!("/members/me/workouts?min_position={}", came.body["position"]);
            let came = api.get(&path).with(&token).send().await.done();
            shown.push(came.body["workouts"].as_array().unwrap().len());
        }
        shown
    };
    let (pasts, shown) = tokio::join!(futures::future::join_all(pasts), present);
    assert_eq!(shown, [2, 3, 4, 5, 6]);
    for came in pasts {
        assert_eq!(came.done().body["workouts"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_past_can_not_become_the_present() {
    let api = Api::new().await;
    let (member, token) = api.member().await;
    let logged = api.post("/members/me/workouts").with(&token).json(run(45)).send().await.done();
    let position = logged.body["position"].as_u64().unwrap();
    let shown = format!("/members/me/workouts?min_position={position}");
    api.get(&shown).with(&token).send().await.done();
    let model = projections::registry::by_name("analytics").unwrap();
    let past = model.past(&api.pool, member, position - 1).await.unwrap();
    let refused = sqlx::query("commit").execute(past.pool()).await.unwrap_err();
    assert!(refused.to_string().contains("never"), "{refused}");
    let came = api.get(&shown).with(&token).send().await.done();
    assert_eq!(came.body["workouts"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn who_asks_about_the_past_waits_for_their_turn_and_not_for_ever() {
    let mut known = None;
    let limits = Limits { past_within: Duration::from_millis(300), ..Limits::without_rates() };
    let api = Api::serving(|http| {
        known = Some(http.clone());
        router::router(http.with_limits(limits))
    })
    .await;
    api.start_worker();
    let (member, token) = api.member().await;
    let logged = api.post("/members/me/workouts").with(&token).json(run(45)).send().await.done();
    let then = format!("/members/{member}/workouts?as_of={}", logged.body["position"]);
    let pasts = known.unwrap().pasts.clone();
    let taken = pasts.clone().acquire_many_owned(2).await.unwrap();
    let came = api.get(&then).with(&api.owner).send().await;
    assert_eq!((came.status, came.code(), &came.body["field"]), (503, "query.past-is-busy", &json!("as_of")));
    drop(taken);
    api.get(&then).with(&api.owner).send().await.done();
    assert_eq!(pasts.available_permits(), 2, "whoever has the answer gives the place back");
}

#[tokio::test]
async fn a_place_among_those_who_look_at_the_past_is_held_until_the_answer_is_there() {
    let mut known = None;
    let api = Api::serving(|http| {
        known = Some(http.clone());
        router::router(http)
    })
    .await;
    api.start_worker();
    let (member, _) = api.member().await;
    let (http, head) = (known.unwrap(), pg::head_position(&api.pool).await.unwrap());
    let as_of = || Some(AsOf(exports::Moment::Position(head)));
    let seen = http.see("analytics", member, as_of(), None).await.unwrap();
    let too = http.see_too(&seen, "plans", member, None).await.unwrap();
    assert_eq!(http.pasts.available_permits(), 1, "one question takes one place, whatever it looks at");
    drop(seen);
    assert_eq!(http.pasts.available_permits(), 1);
    drop(too);
    assert_eq!(http.pasts.available_permits(), 2);
}
